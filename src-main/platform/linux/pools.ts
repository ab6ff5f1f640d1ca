import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import type { Pool } from '../../../src-shared/diagnostics/hardware-areas.ts';
import { facts, unavailable, type Answer } from '../answer.ts';
import { countOf, nameOf } from '../clean.ts';
import type { SourceTools } from '../sources.ts';
import type { SystemFiles } from '../system-files.ts';
import { words } from './parse-text.ts';

const zfsFolder = '/proc/spl/kstat/zfs';
const btrfsFolder = '/sys/fs/btrfs';
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The kernel's own files: they need no rights and no program, unlike mdadm, zpool and btrfs. */
export async function linuxPools({ files }: SourceTools): Promise<Answer<AreaDataOf['pools']>> {
  const source = `/proc/mdstat, ${zfsFolder}, ${btrfsFolder}`;
  const mdstat = await files.text('/proc/mdstat');
  const pools = [...parseMdstat(mdstat ?? ''), ...(await zfsPools(files)), ...(await btrfsPools(files))];
  if (pools.length === 0) return unavailable(source, 'this computer has no group of disks');
  return facts(source, { pools: pools.slice(0, 64) });
}

/** "md0 : active raid1 sdb1[1](F) sda1[0]", then "[2/1] [U_]" and, while it is made whole, "recovery = 5.1%". */
export function parseMdstat(text: string): readonly Pool[] {
  const pools: Pool[] = [];
  const blocks = text.split(/^(?=md[\w/-]+ : )/m).filter((block) => block.startsWith('md'));
  for (const block of blocks) {
    const head = words(block.split('\n')[0] ?? '');
    const [wanted, working] = (/\[(\d+)\/(\d+)\] \[[U_]+\]/.exec(block) ?? []).slice(1).map(Number);
    const members = head.filter((word) => /\[\d+\]/.test(word)).length;
    const faulty = head.filter((word) => word.endsWith('(F)')).length;
    const down = wanted === undefined || working === undefined ? faulty : Math.max(0, wanted - working);
    const filling = /\b(?:recovery|resync|reshape)\s*=/.test(block);
    pools.push({
      kind: 'md',
      name: nameOf(head[0]),
      state: head[2] !== 'active' ? 'failed' : filling ? 'rebuilding' : down > 0 ? 'degraded' : 'healthy',
      disks: countOf(wanted ?? members),
      disksDown: countOf(down),
      errors: null,
    });
  }
  return pools;
}

async function zfsPools(files: SystemFiles): Promise<readonly Pool[]> {
  const pools: Pool[] = [];
  for (const name of (await files.list(zfsFolder)).slice(0, 32)) {
    const state = (await files.text(`${zfsFolder}/${name}/state`))?.trim();
    if (state === undefined) continue;
    pools.push({
      kind: 'zfs',
      name: nameOf(name),
      state: zfsState(state),
      disks: null,
      disksDown: null,
      errors: null,
    });
  }
  return pools;
}

function zfsState(state: string): Pool['state'] {
  if (state === 'ONLINE') return 'healthy';
  if (state === 'DEGRADED') return 'degraded';
  return /^(?:FAULTED|UNAVAIL|REMOVED|OFFLINE|SUSPENDED)$/.test(state) ? 'failed' : null;
}

async function btrfsPools(files: SystemFiles): Promise<readonly Pool[]> {
  const ids = (await files.list(btrfsFolder)).filter((name) => uuid.test(name)).slice(0, 32);
  return Promise.all(ids.map((id) => btrfsPool(files, `${btrfsFolder}/${id}`)));
}

async function btrfsPool(files: SystemFiles, folder: string): Promise<Pool> {
  const devices = (await files.list(`${folder}/devinfo`)).slice(0, 64);
  const each = await Promise.all(
    devices.map(async (device) => ({
      missing: (await files.text(`${folder}/devinfo/${device}/missing`))?.trim() ?? null,
      errors: parseErrorStats((await files.text(`${folder}/devinfo/${device}/error_stats`)) ?? ''),
    })),
  );
  const down = each.filter(({ missing }) => missing === '1').length;
  const counted = each.flatMap(({ errors }) => (errors === null ? [] : [errors]));
  const told = each.some(({ missing }) => missing !== null);
  return {
    kind: 'btrfs',
    name: nameOf(await files.text(`${folder}/label`)),
    state: !told ? null : down > 0 ? 'degraded' : 'healthy',
    disks: countOf(devices.length),
    disksDown: told ? down : null,
    errors: counted.length === 0 ? null : counted.reduce((sum, errors) => sum + errors, 0),
  };
}

/** "write_errs 0" and four more lines; only failed writes and flushes tell of a bad disk (netdata's choice). */
export function parseErrorStats(text: string): number | null {
  const counts = ['write_errs', 'flush_errs'].map((key) =>
    countOf(new RegExp(`^${key} (\\d+)$`, 'm').exec(text)?.[1]),
  );
  const known = counts.filter((count) => count !== null);
  return known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0);
}
