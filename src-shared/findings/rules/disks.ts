import type { Disk } from '../../diagnostics/storage-areas.ts';
import type { RuleId, RuleResult } from '../finding.ts';
import { alsoOf, type Limit } from '../limits.ts';
import type { Look } from '../look.ts';
import { areaRule, type Rule } from '../rule.ts';
import { worstOf } from '../worst.ts';

const nameOf = (disk: Disk) => disk.model ?? disk.device ?? 'one disk';
const say = (disk: Disk, what: string) => `${nameOf(disk)}: ${what}`;
const path = (field: keyof Disk) => `disks.disks.*.${field}`;

/** USB sticks and card readers rarely report their health, and nobody misses it. */
const isBuiltIn = (disk: Disk) => disk.removable !== true && disk.type !== 'removable';
const isNvme = (disk: Disk) => isBuiltIn(disk) && disk.type === 'nvme';

function diskRule(
  id: RuleId,
  which: (disk: Disk) => boolean,
  none: string,
  judgeOne: (disk: Disk, look: Look) => RuleResult,
): Rule {
  return areaRule(
    id,
    'disks',
    ({ disks }, look) => {
      if (disks.length === 0) return look.missing('no disk was listed', 'disks.disks');
      return worstOf(
        disks.filter(which).map((disk) => judgeOne(disk, look)),
        look.notRelevant(none),
      );
    },
    // a virtual disk's figures are made up; DISK-15 is here too, since they often claim to rotate
    { realMachineOnly: true },
  );
}

function judgeHealth(disk: Disk, look: Look): RuleResult {
  if (disk.health === null) return look.missing('the disk did not say how it is', path('health'));
  const failing = disk.health === 'failing';
  return look.either(failing, {
    value: disk.health,
    text: say(disk, failing ? 'reports that it is failing' : 'healthy'),
  });
}

/** The five counters that Backblaze found to come before failures. */
const warnings: readonly (readonly [keyof Disk, string])[] = [
  ['reallocatedSectors', 'reallocated sectors'],
  ['reportedUncorrectable', 'reported uncorrectable'],
  ['commandTimeouts', 'command timeouts'],
  ['pendingSectors', 'pending sectors'],
  ['offlineUncorrectable', 'offline uncorrectable'],
];

function judgeWear(disk: Disk, look: Look): RuleResult {
  const read = warnings.filter(([field]) => disk[field] !== null);
  // no drive has all five, so those it has are enough
  if (read.length === 0)
    return look.missing('the disk gave no error counts', ...warnings.map(([field]) => path(field)));
  const above = read.filter(([field]) => Number(disk[field]) > 0);
  const text =
    above.length > 0
      ? above.map(([field, label]) => `${label} ${String(disk[field])}`).join(', ')
      : 'no errors counted';
  return look.byNumber(above.length, say(disk, text));
}

function judgeNvmeWarning(disk: Disk, look: Look): RuleResult {
  const bits = disk.nvmeCriticalWarning;
  if (bits === null) return look.missing('the SSD did not say how it is', path('nvmeCriticalWarning'));
  const hex = `0x${bits.toString(16).padStart(2, '0')}`;
  return look.either(bits !== 0, { value: bits, text: say(disk, `critical warning ${hex}`) });
}

function judgeNvmeLife(disk: Disk, look: Look): RuleResult {
  const used = disk.nvmePercentageUsed;
  if (used === null) return look.missing('the SSD did not say how worn it is', path('nvmePercentageUsed'));
  return look.byNumber(used, say(disk, `${used} % of its planned life used`), { used });
}

function judgeNvmeSpare(disk: Disk, look: Look): RuleResult {
  const spare = disk.nvmeSparePercent;
  if (spare === null)
    return look.missing('the SSD did not say what it has in reserve', path('nvmeSparePercent'));
  const own = disk.nvmeSpareThresholdPercent;
  const limit = own === null ? look.limit : withLimits(look.limit, [own]);
  return look.byNumber(spare, say(disk, `${spare} % of its reserve left`), {}, {}, limit);
}

function judgeHeat(disk: Disk, look: Look): RuleResult {
  const heat = disk.temperatureC;
  if (heat === null) return look.missing('the disk has no readable thermometer', path('temperatureC'));
  const rotates = disk.type === 'hdd';
  const limit = rotates
    ? look.limit
    : withLimits(look.limit, [alsoOf(look.limit, 'ssdWarning'), alsoOf(look.limit, 'ssdHigh')]);
  return look.byNumber(heat, say(disk, `${heat} °C`), { heat }, {}, limit);
}

function judgeRotating(disk: Disk, look: Look): RuleResult {
  if (disk.type === null) return look.missing('the kind of disk is not known', path('type'));
  const rotates = disk.type === 'hdd';
  return look.either(rotates, {
    value: disk.type,
    text: say(disk, rotates ? 'rotating disk' : 'solid-state disk'),
  });
}

function withLimits(limit: Limit, lines: readonly number[]): Limit {
  return { ...limit, levels: limit.levels.map((level, i) => ({ ...level, limit: lines[i] ?? level.limit })) };
}

export const diskRules: readonly Rule[] = [
  diskRule('DISK-07', isBuiltIn, 'no built-in disk', judgeHealth),
  diskRule(
    'DISK-08',
    (disk) => isBuiltIn(disk) && disk.type !== 'nvme',
    'only SSDs of a kind without these counts',
    judgeWear,
  ),
  diskRule('DISK-09', isNvme, 'no NVMe SSD', judgeNvmeWarning),
  diskRule('DISK-10', isNvme, 'no NVMe SSD', judgeNvmeLife),
  diskRule('DISK-11', isNvme, 'no NVMe SSD', judgeNvmeSpare),
  diskRule('DISK-12', isBuiltIn, 'no built-in disk', judgeHeat),
  diskRule(
    'DISK-15',
    ({ system }) => system === true,
    'it is not known which disk holds the system',
    judgeRotating,
  ),
];
