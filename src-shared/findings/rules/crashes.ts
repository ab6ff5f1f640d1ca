import type { AreaDataOf } from '../../diagnostics/area-schemas.ts';
import { date, plural, rounded } from '../../words/format.ts';
import type { RuleResult } from '../finding.ts';
import type { Look } from '../look.ts';
import { areaRule, type Rule } from '../rule.ts';
import { worstOf } from '../worst.ts';

type Crashes = AreaDataOf['crashes'];
type Program = Crashes['programs'][number];

function judgeProgram({ name, crashes, hangs, newestAt }: Program, days: number, look: Look): RuleResult {
  if (crashes === null && hangs === null)
    return look.missing('it is not known how often a program crashed', 'crashes.programs.*.crashes');
  const times = (crashes ?? 0) + (hangs ?? 0);
  const program = name ?? 'a program';
  const last = newestAt === null ? '' : `, last on ${date(newestAt)}`;
  const hung = (hangs ?? 0) > 0 ? `, ${hangs ?? 0} of them hung` : '';
  const text = `${program}: ${times} ${plural(times, 'crash', 'crashes')} in ${days} days${hung}${last}`;
  return look.byNumber(times, text, { name: program, times, days });
}

function judgeCrashes({ total, programs, days }: Crashes, look: Look): RuleResult {
  if (total === null) return look.missing('no list of crashes could be read', 'crashes.total');
  const over = days ?? 7;
  if (programs.length === 0) return look.fine({ value: total, text: `${total} crashes in ${over} days` });
  return worstOf(
    programs.map((program) => judgeProgram(program, over, look)),
    look.missing('no list of crashes could be read', 'crashes.programs'),
  );
}

function judgeShutdowns({ shutdowns, newestShutdownAt, shutdownKind }: Crashes, look: Look): RuleResult {
  if (shutdowns === null)
    return look.missing('it is not known how the computer was switched off', 'crashes.shutdowns');
  const last = newestShutdownAt === null ? '' : `, last on ${date(newestShutdownAt)}`;
  const kind =
    shutdownKind === 'crash' ? ', system crash' : shutdownKind === 'power' ? ', power or heat' : '';
  const text = `${shutdowns} ${plural(shutdowns, 'stop', 'stops')} without a shutdown in 30 days${last}${kind}`;
  return look.byNumber(shutdowns, text, {
    times: shutdowns,
    ...(shutdownKind !== null && { variant: shutdownKind }),
  });
}

function judgeStability({ stabilityIndex }: Crashes, look: Look): RuleResult {
  if (stabilityIndex === null) return look.missing('Windows keeps no figure here', 'crashes.stabilityIndex');
  const index = rounded(stabilityIndex, 1);
  return look.byNumber(stabilityIndex, `stability ${index} of 10`, { index });
}

export const crashRules: readonly Rule[] = [
  areaRule('OS-06', 'crashes', judgeCrashes),
  areaRule('OS-07', 'crashes', judgeShutdowns),
  areaRule('OS-08', 'crashes', judgeStability, { only: ['win32'] }),
];
