import { basename } from 'node:path';
import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, unavailable, type Answer } from '../answer.ts';
import type { SourceTools } from '../sources.ts';
import type { SystemFiles } from '../system-files.ts';
import { unescapeOctal, words } from './parse-text.ts';

const source = '/proc/self/mountinfo, /sys/class/block';

interface MountedDevice {
  readonly mount: string;
  /** "254:0"; the major number is 0 for file systems that make up their own device (btrfs, overlay). */
  readonly number: string;
  readonly fsType: string;
  readonly device: string;
}

/** Follows the system's drive down to its disks: somewhere on the way each must pass an encrypted layer. */
export async function linuxEncryption({ files }: SourceTools): Promise<Answer<AreaDataOf['encryption']>> {
  const mounts = parseMountinfo((await files.text('/proc/self/mountinfo')) ?? '');
  const root = lastOf(mounts, ({ mount }) => mount === '/');
  if (!root) return unavailable(source, 'the system does not list its drives');
  if (root.fsType === 'overlay' || root.fsType === 'aufs')
    return unavailable(source, 'the system runs in a container, so its disk is not seen');
  const layer = await layerOf(files, root);
  if (layer === null)
    return unavailable(source, `the system does not tell what its disk is (${root.fsType})`);
  return facts(source, {
    state: layer.encrypted ? 'encrypted' : 'plain',
    method: layer.method,
    homeEncrypted: await homeEncrypted(files, mounts),
  });
}

/** Lines of mountinfo: number, parent, major:minor, root, mount, options, fields up to "-", type, device. */
export function parseMountinfo(text: string): readonly MountedDevice[] {
  return text.split('\n').flatMap((line) => {
    const fields = words(line);
    const dash = fields.indexOf('-');
    const [, , number = '', , mount] = fields;
    const [fsType, device] = fields.slice(dash + 1);
    if (dash < 6 || mount === undefined || fsType === undefined || device === undefined) return [];
    return [{ mount: unescapeOctal(mount), number, fsType, device: unescapeOctal(device) }];
  });
}

interface Layer {
  readonly encrypted: boolean;
  readonly method: string | null;
}

async function layerOf(files: SystemFiles, { number, device }: MountedDevice): Promise<Layer | null> {
  const name = /^0:|^$/.test(number)
    ? await nameOfDevice(files, device)
    : await files.linkName(`/sys/dev/block/${number}`);
  return name === null ? null : layerBelow(files, name, 0);
}

async function nameOfDevice(files: SystemFiles, device: string): Promise<string | null> {
  if (!device.startsWith('/dev/')) return null;
  return (await files.linkName(device)) ?? basename(device);
}

/** dm names its layers: CRYPT-LUKS2-…, CRYPT-PLAIN-…, LVM-…; a name without slaves is a disk or a part of one. */
async function layerBelow(files: SystemFiles, name: string, depth: number): Promise<Layer> {
  const none: Layer = { encrypted: false, method: null };
  if (depth > 8 || !/^[\w!.-]{1,64}$/.test(name)) return none;
  const about = (await files.text(`/sys/class/block/${name}/dm/uuid`)) ?? '';
  const kind = /^CRYPT-(\w+)/.exec(about)?.[1];
  if (kind !== undefined) return { encrypted: true, method: methodOf(kind) };
  const below = (await files.list(`/sys/class/block/${name}/slaves`)).slice(0, 32);
  const layers = await Promise.all(below.map((slave) => layerBelow(files, slave, depth + 1)));
  const [first] = layers;
  return first && layers.every(({ encrypted }) => encrypted) ? first : none;
}

function methodOf(kind: string): string {
  return kind === 'LUKS1' ? 'LUKS 1' : kind === 'LUKS2' ? 'LUKS 2' : 'dm-crypt';
}

/** A drive of its own for people's files, or a folder encrypted by eCryptfs; null where neither is seen. */
async function homeEncrypted(files: SystemFiles, mounts: readonly MountedDevice[]): Promise<boolean | null> {
  if (mounts.some(({ fsType }) => fsType === 'ecryptfs')) return true;
  const home = lastOf(mounts, ({ mount }) => mount === '/home');
  const layer = home ? await layerOf(files, home) : null;
  return layer?.encrypted ?? null;
}

// What is mounted last at a place hides what was there before.
function lastOf(
  mounts: readonly MountedDevice[],
  which: (mount: MountedDevice) => boolean,
): MountedDevice | undefined {
  return mounts.filter(which).at(-1);
}
