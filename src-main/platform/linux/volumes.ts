import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import type { Volume } from '../../../src-shared/diagnostics/storage-areas.ts';
import { facts, unavailable, type Answer } from '../answer.ts';
import { countOf, longTextOf, nameOf } from '../clean.ts';
import type { SourceTools } from '../sources.ts';
import type { SystemFiles } from '../system-files.ts';
import { unescapeOctal, words } from './parse-text.ts';

export interface Mount {
  readonly device: string;
  readonly mount: string;
  readonly fsType: string;
  readonly writable: boolean;
  readonly local: boolean;
}

const localTypes = new Set([
  'ext2',
  'ext3',
  'ext4',
  'xfs',
  'btrfs',
  'f2fs',
  'jfs',
  'reiserfs',
  'vfat',
  'msdos',
  'exfat',
  'ntfs',
  'ntfs3',
  'fuseblk',
  'zfs',
  'bcachefs',
  'nilfs2',
  'hfsplus',
  'apfs',
  'udf',
  'overlay',
]);
const networkTypes = new Set([
  'nfs',
  'nfs4',
  'cifs',
  'smb3',
  'smbfs',
  'fuse.sshfs',
  'afs',
  'ceph',
  'glusterfs',
  '9p',
  'virtiofs',
  'davfs',
]);

/** A network share whose server is gone would block for minutes, so only local file systems are asked for their size. */
export async function linuxVolumes({ files }: SourceTools): Promise<Answer<AreaDataOf['volumes']>> {
  const source = '/proc/mounts, statfs';
  const text = (await files.text('/proc/self/mounts')) ?? (await files.text('/proc/mounts'));
  const mounts = text === null ? [] : parseMounts(text);
  if (mounts.length === 0) return unavailable(source, 'the system does not list its drives');
  const labels = await volumeLabels(files);
  return facts(source, {
    volumes: await Promise.all(mounts.slice(0, 64).map((mount) => describe(files, mount, labels))),
  });
}

/** Real file systems, each device once: bind mounts and containers repeat the same drive. */
export function parseMounts(text: string): readonly Mount[] {
  const byDevice = new Map<string, Mount>();
  for (const line of text.split('\n')) {
    const [device = '', mount = '', fsType = '', options = ''] = words(line).map(unescapeOctal);
    const local = localTypes.has(fsType);
    if (!local && !networkTypes.has(fsType)) continue;
    const writable = options.split(',').includes('rw');
    if (
      // an image that only holds a program; one that can be written to is a disk like any other
      (device.startsWith('/dev/loop') && !writable) ||
      mount.startsWith('/snap/') ||
      (fsType === 'overlay' && mount !== '/')
    )
      continue;
    const known = byDevice.get(device);
    if (known && known.mount.length <= mount.length) continue;
    byDevice.set(device, { device, mount, fsType, local, writable });
  }
  return [...byDevice.values()].sort((a, b) => (a.mount < b.mount ? -1 : 1));
}

async function describe(
  files: SystemFiles,
  mount: Mount,
  labels: ReadonlyMap<string, string>,
): Promise<Volume> {
  const space = mount.local ? await files.space(mount.mount) : null;
  const hasInodes = space !== null && space.inodesTotal > 0; // btrfs and vfat make them as needed and say 0
  return {
    mount: longTextOf(mount.mount),
    label: nameOf(labels.get(mount.device)),
    fsType: nameOf(mount.fsType),
    role: roleOf(mount.mount),
    local: mount.local,
    writable: mount.writable,
    totalBytes: countOf(space?.totalBytes),
    usedBytes: space ? countOf(space.totalBytes - space.freeBytes) : null,
    availableBytes: countOf(space?.availableBytes),
    inodesTotal: hasInodes ? countOf(space.inodesTotal) : null,
    inodesUsed: hasInodes ? countOf(space.inodesTotal - space.inodesFree) : null,
    grownBytes: null,
    grownOverMs: null,
  };
}

function roleOf(mount: string): Volume['role'] {
  if (mount === '/') return 'system';
  if (mount === '/home') return 'home';
  return mount === '/boot' || mount.startsWith('/boot/') || mount === '/efi' ? 'boot' : 'data';
}

/** udev names links after labels, with \x20 for a space; a link leads to ../../sda1. */
async function volumeLabels(files: SystemFiles): Promise<ReadonlyMap<string, string>> {
  const labels = new Map<string, string>();
  for (const label of (await files.list('/dev/disk/by-label')).slice(0, 64)) {
    const device = await files.linkName(`/dev/disk/by-label/${label}`);
    const plain = label.replace(/\\x([0-9a-f]{2})/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
    if (device !== null) labels.set(`/dev/${device}`, plain);
  }
  return labels;
}
