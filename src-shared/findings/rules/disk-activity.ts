import type { AreaDataOf } from '../../diagnostics/area-schemas.ts';
import { areaData } from '../../diagnostics/snapshot.ts';
import type { Volume } from '../../diagnostics/storage-areas.ts';
import { percent, rounded, shortDuration, size } from '../../words/format.ts';
import type { RuleResult } from '../finding.ts';
import { alsoOf } from '../limits.ts';
import type { Look } from '../look.ts';
import { areaRule, type Rule } from '../rule.ts';
import { worstOf } from '../worst.ts';

type Activity = AreaDataOf['diskActivity'];
type DiskLoad = Activity['disks'][number];
const HOUR = 3_600_000;
const path = (field: keyof DiskLoad) => `diskActivity.disks.*.${field}`;

/** USB sticks are slow by nature and wait for nobody. */
function builtIn({ disks }: Activity, look: Look): readonly DiskLoad[] {
  const known = areaData(look.snapshot, 'disks')?.disks ?? [];
  const removable = new Set(known.filter((disk) => disk.removable === true).map(({ device }) => device));
  return disks.filter(({ device }) => device === null || !removable.has(device));
}

function judgeBusy(activity: Activity, look: Look): RuleResult {
  const { sampleMs } = activity;
  return worstOf(
    builtIn(activity, look).map(({ device, busyPercent: busy }) => {
      if (busy === null || sampleMs === null)
        return look.missing('not measured', path('busyPercent'), 'diskActivity.sampleMs');
      const text = `${device ?? 'disk'}: ${percent(busy)} busy over ${shortDuration(sampleMs)}`;
      return look.byNumber(busy, text, { share: rounded(busy, 1) }, { sampleMs });
    }),
    look.missing('no built-in disk was measured', 'diskActivity.disks'),
  );
}

function judgeLatency(activity: Activity, look: Look): RuleResult {
  return worstOf(
    builtIn(activity, look).map((disk) => judgeAnswer(disk, activity.sampleMs, look)),
    look.missing('no built-in disk was measured', 'diskActivity.disks'),
  );
}

function judgeAnswer(disk: DiskLoad, sampleMs: number | null, look: Look): RuleResult {
  const { device, readMs, writeMs, requests } = disk;
  if (sampleMs === null || requests === null)
    return look.missing('not measured', path('requests'), 'diskActivity.sampleMs');
  const wait = Math.max(readMs ?? -1, writeMs ?? -1);
  if (wait < 0)
    return look.missing('the disk had nothing to do while we measured', path('readMs'), path('writeMs'));
  const parts = [
    readMs === null ? null : `reads in ${rounded(readMs, 1)} ms`,
    writeMs === null ? null : `writes in ${rounded(writeMs, 1)} ms`,
  ].filter((part) => part !== null);
  const text = `${device ?? 'disk'}: ${parts.join(', ')}, ${requests} requests in ${shortDuration(sampleMs)}`;
  const result = look.byNumber(wait, text, { wait: rounded(wait, 0) }, { sampleMs });
  // a mean of a handful says nothing against a disk
  if (result.result === 'fired' && requests < alsoOf(look.limit, 'requests'))
    return look.missing('the disk had too little to do to tell');
  return result;
}

const isOwn = (volume: Volume) => volume.local !== false && volume.writable !== false;

function judgeFilling(volume: Volume, look: Look): RuleResult {
  const { grownBytes: grown, grownOverMs: over, availableBytes: available } = volume;
  if (grown === null || over === null || available === null || over <= 0) {
    return look.missing(
      'needs two looks at least ten minutes apart',
      'volumes.volumes.*.grownBytes',
      'volumes.volumes.*.grownOverMs',
      'volumes.volumes.*.availableBytes',
    );
  }
  if (over < alsoOf(look.limit, 'sampleMinutes') * 60_000)
    return look.missing('needs two looks at least ten minutes apart');
  const name = volume.role === 'system' ? 'system disk' : (volume.mount ?? 'one disk');
  const past = `in ${shortDuration(over)}`;
  if (grown <= 0)
    return look.fine({ value: 'not filling', text: `${name}: not filled ${past}`, sampleMs: over });
  const hours = available / (grown / over) / HOUR;
  const text = `${name}: filled by ${size(grown)} ${past}, full in ${shortDuration(hours * HOUR)}`;
  return look.byNumber(hours, text, { left: hours * HOUR, grown, free: available, over }, { sampleMs: over });
}

export const diskActivityRules: readonly Rule[] = [
  areaRule('DISK-06', 'volumes', ({ volumes }, look) =>
    worstOf(
      volumes.filter(isOwn).map((volume) => judgeFilling(volume, look)),
      look.missing('no such disk was listed', 'volumes.volumes'),
    ),
  ),
  areaRule('DISK-13', 'diskActivity', judgeBusy, { only: ['linux', 'win32'] }),
  areaRule('DISK-14', 'diskActivity', judgeLatency, { only: ['linux', 'win32'] }),
];
