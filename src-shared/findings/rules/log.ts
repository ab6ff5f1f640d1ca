import type { AreaDataOf } from '../../diagnostics/area-schemas.ts';
import type { EventKind } from '../../diagnostics/health-areas.ts';
import { date, DAY, shortDuration } from '../../words/format.ts';
import type { RuleId, RuleResult } from '../finding.ts';
import { alsoOf } from '../limits.ts';
import type { Look } from '../look.ts';
import { areaRule, type Rule } from '../rule.ts';

type Events = AreaDataOf['events'];
type Entry = Events['kinds'][number];

/** The entries of one kind that the log holds, or why nobody knows. */
function logRule(
  id: RuleId,
  kind: EventKind,
  what: string,
  decide: (entry: Entry & { readonly count: number }, text: string, look: Look) => RuleResult,
): Rule {
  return areaRule(id, 'events', ({ kinds, days }, look) => {
    const entry = kinds.find((one) => one.kind === kind);
    const count = entry?.count ?? null;
    if (entry === undefined || count === null)
      return look.missing('the log of this system does not tell', 'events.kinds.*.count', 'events.kinds');
    const since = days === null ? 'in the log' : `in ${shortDuration(days * DAY)}`;
    if (count === 0) return look.fine({ value: 0, text: `no ${what} ${since}` });
    const said = [
      entry.newestAt === null ? '' : `last on ${date(entry.newestAt)}`,
      entry.program ?? '',
      entry.text ?? '',
    ];
    const text = [`${count} ${what} ${since}`, ...said.filter((part) => part !== '')].join(', ');
    return decide({ ...entry, count }, text, look);
  });
}

/** Old entries are no finding: they are fine, and the evidence tells when they were. */
function onlyWithin(minutes: (look: Look) => number) {
  return (entry: Entry & { readonly count: number }, text: string, look: Look): RuleResult => {
    if (entry.newestAt === null)
      return look.missing('it is not known when it happened', 'events.kinds.*.newestAt');
    if (look.at - entry.newestAt > minutes(look) * 60_000) return look.fine({ value: 0, text });
    const params = entry.program === null ? {} : { name: entry.program, variant: 'named' };
    return look.byNumber(entry.count, text, params);
  };
}

const counted = (entry: { readonly count: number }, text: string, look: Look) =>
  look.byNumber(entry.count, text, { times: entry.count });

export const logRules: readonly Rule[] = [
  logRule('DISK-16', 'disk', 'disk errors', counted),
  logRule(
    'MEM-05',
    'memory',
    'programs closed for lack of memory',
    onlyWithin((look) =>
      alsoOf(look.limit, look.snapshot.platform === 'win32' ? 'windowsMinutes' : 'minutes'),
    ),
  ),
  logRule(
    'NET-16',
    'address',
    'address clashes',
    onlyWithin((look) => alsoOf(look.limit, 'minutes')),
  ),
  logRule('OS-09', 'hardware', 'hardware errors', counted),
  logRule('DSP-03', 'graphics', 'graphics restarts', counted),
];
