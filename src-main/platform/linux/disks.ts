import { z } from 'zod';
import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import type { Disk } from '../../../src-shared/diagnostics/storage-areas.ts';
import { failed, facts, notAnswered, unavailable, type Answer } from '../answer.ts';
import { countOf, figureOf, nameOf } from '../clean.ts';
import { jsonOrNull } from '../json-or-null.ts';
import { applySmart, emptyDisk } from '../smart.ts';
import type { SourceTools } from '../sources.ts';
import type { SystemFiles } from '../system-files.ts';

const source = 'lsblk -J, smartctl -a -j';
const columns = 'NAME,TYPE,SIZE,ROTA,MODEL,SERIAL,VENDOR,REV,TRAN,RM,MOUNTPOINT';

const nodeSchema: z.ZodType<BlockNode> = z.lazy(() =>
  z.object({
    name: z.string(),
    type: z.string(),
    size: z.union([z.number(), z.string()]).nullish(),
    rota: z.union([z.boolean(), z.string()]).nullish(),
    rm: z.union([z.boolean(), z.string()]).nullish(),
    model: z.string().nullish(),
    serial: z.string().nullish(),
    vendor: z.string().nullish(),
    rev: z.string().nullish(),
    tran: z.string().nullish(),
    mountpoint: z.string().nullish(),
    children: z.array(nodeSchema).optional(),
  }),
);
const treeSchema = z.object({ blockdevices: z.array(nodeSchema) });

interface BlockNode {
  name: string;
  type: string;
  size?: number | string | null | undefined;
  rota?: boolean | string | null | undefined;
  rm?: boolean | string | null | undefined;
  model?: string | null | undefined;
  serial?: string | null | undefined;
  vendor?: string | null | undefined;
  rev?: string | null | undefined;
  tran?: string | null | undefined;
  mountpoint?: string | null | undefined;
  children?: BlockNode[] | undefined;
}

export async function linuxDisks(tools: SourceTools): Promise<Answer<AreaDataOf['disks']>> {
  const { run, signal, files } = tools;
  const outcome = await run('lsblk', ['-J', '-b', '-o', columns], { signal });
  if (outcome.status !== 'ok') return notAnswered(source, outcome);
  const disks = parseLsblk(outcome.text);
  if (disks === null) return failed(source, 'the list of disks could not be read');
  if (disks.length === 0) return unavailable(source, 'the system lists no disks');
  return facts(source, {
    disks: await Promise.all(disks.slice(0, 64).map((disk) => withHealth(disk, tools, files))),
  });
}

/** Whole disks only, with what they hold looked up below them; null when the text is not lsblk's JSON. */
export function parseLsblk(text: string): readonly Disk[] | null {
  const tree = treeSchema.safeParse(jsonOrNull(text));
  if (!tree.success) return null;
  const disks = tree.data.blockdevices.filter(
    (node) => node.type === 'disk' && !/^(?:zram|ram|loop|fd|nbd)\d/.test(node.name),
  );
  return disks.map(diskFrom);
}

function diskFrom(node: BlockNode): Disk {
  const removable = truth(node.rm);
  // A disk of a virtual machine has neither model nor transport and claims to rotate: it can't tell.
  const telling = Boolean(node.model?.trim() || node.tran);
  const type = node.name.startsWith('nvme')
    ? 'nvme'
    : removable === true
      ? 'removable'
      : !telling
        ? null
        : truth(node.rota) === true
          ? 'hdd'
          : 'ssd';
  return {
    ...emptyDisk,
    device: nameOf(node.name),
    vendor: node.vendor?.startsWith('0x') ? null : nameOf(node.vendor), // virtual disks give a number
    model: nameOf(node.model),
    serial: nameOf(node.serial),
    firmware: nameOf(node.rev),
    type,
    bus: nameOf(node.tran?.toUpperCase()),
    sizeBytes: countOf(node.size),
    removable,
    system: holdsRoot(node),
  };
}

/** SMART needs root and smartmontools; the temperature of many disks can be read without. */
async function withHealth(disk: Disk, { run, signal }: SourceTools, files: SystemFiles): Promise<Disk> {
  const device = disk.device;
  if (device === null || !/^[a-z0-9]{2,20}$/.test(device)) return disk;
  const temperatureC = disk.temperatureC ?? (await sensorOf(files, device));
  if (disk.type === null || typeof process.getuid !== 'function' || process.getuid() !== 0)
    return { ...disk, temperatureC };
  const outcome = await run('smartctl', ['-a', '-j', `/dev/${device}`], { limitMs: 2500, signal });
  const smart = outcome.status === 'ok' ? applySmart(disk, jsonOrNull(outcome.text)) : disk;
  return { ...smart, temperatureC: smart.temperatureC ?? temperatureC };
}

async function sensorOf(files: SystemFiles, device: string): Promise<number | null> {
  for (const folder of [`/sys/block/${device}/device/hwmon`, `/sys/block/${device}/device`]) {
    for (const entry of await files.list(folder)) {
      if (!/^hwmon\d+$/.test(entry)) continue;
      const value = figureOf(await files.text(`${folder}/${entry}/temp1_input`), 1000, 200_000);
      if (value !== null) return Math.round(value / 1000);
    }
  }
  return null;
}

function holdsRoot(node: BlockNode): boolean {
  return node.mountpoint === '/' || (node.children ?? []).some(holdsRoot);
}

function truth(value: boolean | string | null | undefined): boolean | null {
  return typeof value === 'boolean' ? value : value === '1' ? true : value === '0' ? false : null;
}
