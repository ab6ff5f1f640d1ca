import type { Volume } from '../../diagnostics/storage-areas.ts';
import { percent, rounded, size, sizeOf } from '../../words/format.ts';
import type { Params, RuleId, RuleResult } from '../finding.ts';
import type { Limit } from '../limits.ts';
import { alsoOf } from '../limits.ts';
import type { Look } from '../look.ts';
import { areaRule, type Rule, type RuleOptions } from '../rule.ts';
import { worstOf } from '../worst.ts';

const GIB = 1024 ** 3;

/** A volume's room as a normal user sees it: what the system keeps for itself counts as used. */
interface Room {
  readonly usedPercent: number;
  readonly available: number;
  readonly total: number;
  readonly text: string;
  readonly params: Params;
}

function roomOf(volume: Volume): Room | null {
  const { usedBytes: used, availableBytes: available, totalBytes: total } = volume;
  if (used === null || available === null || total === null || used + available <= 0) return null;
  const usedPercent = (used / (used + available)) * 100;
  const system = volume.role === 'system';
  const name = volume.mount ?? 'one disk';
  return {
    usedPercent,
    available,
    total,
    text: `${system ? '' : labelled(name)}${percent(usedPercent)} used, ${sizeOf(available, total)} free`,
    params: {
      variant: system ? 'system' : 'other',
      volume: name,
      used: rounded(usedPercent, 1),
      free: available,
      total,
    },
  };
}

/** "D: " and "/data: ". */
const labelled = (name: string) => (name.endsWith(':') ? `${name} ` : `${name}: `);

/** Local and not known to be read-only: network shares and images are not this computer's room. */
const isOwn = (volume: Volume) => volume.local !== false && volume.writable !== false;
const isSystem = (volume: Volume) => volume.role === 'system' && isOwn(volume);

/** A rule over the room of each volume that passes `which`. */
function roomRule(
  id: RuleId,
  which: (volume: Volume) => boolean,
  decide: (room: Room, look: Look) => RuleResult,
  options?: RuleOptions,
): Rule {
  const judgeOne = (volume: Volume, look: Look) => {
    const room = roomOf(volume);
    const fields = ['usedBytes', 'availableBytes', 'totalBytes'].map((field) => `volumes.volumes.*.${field}`);
    return room ? decide(room, look) : look.missing('the size of a disk is not known', ...fields);
  };
  return areaRule(
    id,
    'volumes',
    ({ volumes }, look) =>
      worstOf(
        volumes
          .filter(which)
          .sort((a, b) => fullness(b) - fullness(a))
          .map((volume) => judgeOne(volume, look)),
        look.missing('no such disk was listed', 'volumes.volumes'),
      ),
    options,
  );
}

const fullness = (volume: Volume) => roomOf(volume)?.usedPercent ?? -1;

function judgeFull(room: Room, look: Look): RuleResult {
  const { usedPercent, available, text, params } = room;
  const small = available < alsoOf(look.limit, 'availableGiB') * GIB;
  // an active finding stays until the use itself has fallen below the clear limit
  if (small || look.activeLevel !== undefined) return look.byNumber(usedPercent, text, params);
  return look.fine({ value: rounded(usedPercent, 2), text });
}

function judgeInodes(volume: Volume, look: Look): RuleResult {
  const { inodesTotal, inodesUsed } = volume;
  if (inodesUsed === null || !inodesTotal) {
    return look.missing('the number of files is not known', 'volumes.volumes.*.inodesUsed');
  }
  const used = (inodesUsed / inodesTotal) * 100;
  const name = volume.mount ?? 'one disk';
  return look.byNumber(used, `${labelled(name)}${percent(used)} of ${inodesTotal} inodes used`, {
    volume: name,
    used: rounded(used, 1),
  });
}

function inodeResult(volumes: readonly Volume[], look: Look): RuleResult {
  // file systems that make inodes as needed cannot run out of them
  const limited = volumes.filter(
    (volume) => isOwn(volume) && volume.inodesTotal !== 0 && volume.inodesTotal !== null,
  );
  const left = look.missing('', 'volumes.volumes.*.inodesTotal', 'volumes.volumes.*.inodesUsed');
  const none = left.cause === 'withheld' ? left : look.notRelevant('no disk here has a limit on small files');
  return worstOf(
    limited.map((volume) => judgeInodes(volume, look)),
    none,
  );
}

function judgeReadOnly(volume: Volume, look: Look): RuleResult {
  const mount = volume.mount ?? 'the system disk';
  if (volume.writable === null) {
    return look.missing('it is not known whether the disk can be written to', 'volumes.volumes.*.writable');
  }
  const text = `${mount} is mounted ${volume.writable ? 'read-write' : 'read-only'}`;
  return look.either(!volume.writable, { value: volume.writable ? 'read-write' : 'read-only', text });
}

const gib = (limit: Limit) => limit.levels[0]?.limit ?? 0;

export const volumeRules: readonly Rule[] = [
  roomRule('DISK-01', isOwn, (room, look) => look.byNumber(room.usedPercent, room.text, room.params)),
  roomRule('DISK-02', isOwn, judgeFull),
  roomRule('DISK-03', isSystem, (room, look) => {
    const free = 100 - room.usedPercent;
    return look.byNumber(free, `${percent(free)} free, ${sizeOf(room.available, room.total)}`, room.params);
  }),
  roomRule(
    'DISK-04',
    isSystem,
    (room, look) =>
      look.byNumber(room.available / GIB, `${size(room.available)} free`, {
        ...room.params,
        needed: gib(look.limit) * GIB,
      }),
    { only: ['win32', 'darwin'] },
  ),
  areaRule('DISK-05', 'volumes', ({ volumes }, look) => inodeResult(volumes, look), { only: ['linux'] }),
  areaRule(
    'DISK-17',
    'volumes',
    ({ volumes }, look) => {
      const main = volumes.filter(({ role }) => role === 'system' || role === 'home');
      return worstOf(
        main.map((volume) => judgeReadOnly(volume, look)),
        look.missing('no such disk was listed', 'volumes.volumes'),
      );
    },
    { only: ['linux'] },
  ),
];
