import type { AreaDataOf } from '../../diagnostics/area-schemas.ts';
import { areaData } from '../../diagnostics/snapshot.ts';
import { date, rounded, shortDuration } from '../../words/format.ts';
import { supportTableFrom } from '../end-of-support.ts';
import type { RuleResult } from '../finding.ts';
import { alsoOf } from '../limits.ts';
import type { Look } from '../look.ts';
import { areaRule, type Rule } from '../rule.ts';

type Clock = AreaDataOf['time'];

function judgeOffset({ offsetMs: byServer }: Clock, look: Look): RuleResult {
  // the support server's clock, or those that the network test asked
  const offsetMs = byServer ?? areaData(look.snapshot, 'connectivity')?.clock?.offsetMs ?? null;
  if (offsetMs === null) return look.missing('no trusted clock was asked', 'time.offsetMs');
  const off = Math.abs(offsetMs);
  const text = `${shortDuration(off)} ${offsetMs < 0 ? 'behind' : 'ahead'}`;
  const params = { off, variant: offsetMs < 0 ? 'behind' : 'ahead' };
  return look.byNumber(off / 1000, text, params, { value: rounded(offsetMs / 1000, 2) });
}

function judgeInStep({ synchronised, serviceActive }: Clock, look: Look): RuleResult {
  if (synchronised === null)
    return look.missing('it is not known whether the clock is kept in step', 'time.synchronised');
  const text = `${synchronised ? 'synchronised' : 'not synchronised'}${serviceActive === false ? ', no time service runs' : ''}`;
  if (synchronised) return look.fine({ value: 'synchronised', text });
  const up = areaData(look.snapshot, 'uptime')?.seconds ?? null;
  if (up === null) return look.missing('it is not known how long the computer runs', 'uptime.seconds');
  // after a start the service needs some minutes: that is no fault
  if (up <= alsoOf(look.limit, 'uptimeMinutes') * 60) {
    return look.notRelevant('the computer has only just started');
  }
  return look.fired(0, { value: 'not synchronised', text });
}

/** The clock can't be right when it is before the day this app was built; the support table is as old as the code. */
function judgeYear({ appBuiltAt }: Clock, look: Look): RuleResult {
  const now = look.snapshot.takenAt;
  const built = Math.max(appBuiltAt ?? 0, supportTableFrom);
  const text = `clock says ${date(now)}, this app is from ${date(built)}`;
  const year = new Date(now).getUTCFullYear();
  return look.either(now < built, { value: date(now), text }, { date: now, year });
}

export const timeRules: readonly Rule[] = [
  areaRule('TIME-01', 'time', judgeOffset),
  areaRule('TIME-02', 'time', judgeInStep),
  areaRule('TIME-03', 'time', judgeYear),
];
