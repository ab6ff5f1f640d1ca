import type { AreaDataOf } from '../../diagnostics/area-schemas.ts';
import { plural, shortDuration } from '../../words/format.ts';
import type { RuleId, RuleResult } from '../finding.ts';
import { alsoOf } from '../limits.ts';
import type { Look } from '../look.ts';
import { areaRule, type Rule } from '../rule.ts';
import { worstOf } from '../worst.ts';

type Printing = AreaDataOf['printers'];
type Printer = Printing['printers'][number];
const path = (field: keyof Printer) => `printers.printers.*.${field}`;
const nameOf = (printer: Printer) => printer.name ?? 'a printer';

/** Where no printer is set up there is nothing to be wrong with. */
function printerRule(id: RuleId, decide: (printing: Printing, look: Look) => RuleResult): Rule {
  return areaRule(id, 'printers', (printing, look) =>
    printing.printers.length === 0 ? look.notRelevant('no printer is set up') : decide(printing, look),
  );
}

function judgeUsual({ printers }: Printing, look: Look): RuleResult {
  const usual = printers.find(({ isDefault }) => isDefault === true);
  if (!usual) return look.notRelevant('no printer is chosen as the usual one');
  const { status } = usual;
  if (status === null) return look.missing('the printer did not say how it is', path('status'));
  const bad = status === 'offline' || status === 'stopped' || status === 'error';
  return look.either(
    bad,
    { value: status, text: `${nameOf(usual)}: ${status}` },
    { name: nameOf(usual), variant: status },
  );
}

function judgeQueue(printer: Printer, look: Look): RuleResult {
  const { jobs, oldestJobSeconds } = printer;
  if (jobs === null) return look.missing('the list of prints could not be read', path('jobs'));
  if (jobs === 0) return look.fine({ value: 0, text: `${nameOf(printer)}: nothing waits` });
  const oldest = oldestJobSeconds === null ? null : oldestJobSeconds * 1000;
  const age = oldest === null ? '' : `, oldest ${shortDuration(oldest)}`;
  const text = `${nameOf(printer)}: ${jobs} ${plural(jobs, 'job', 'jobs')}${age}`;
  const params = { jobs, ...(oldest === null ? { variant: 'many' } : { oldest }) };
  const limitMs = alsoOf(look.limit, 'oldestMinutes') * 60_000;
  if (oldest !== null && oldest > limitMs) return look.fired(0, { value: jobs, text }, params);
  const result = look.byNumber(jobs, text, params);
  // few jobs are only fine when it is known that none of them is old
  return result.result === 'ok' && oldest === null
    ? look.missing('it is not known how long the prints wait', path('oldestJobSeconds'))
    : result;
}

function judgeService({ serviceRunning }: Printing, look: Look): RuleResult {
  if (serviceRunning === null)
    return look.missing('it is not known whether printing runs', 'printers.serviceRunning');
  const value = serviceRunning ? 'running' : 'stopped';
  return look.either(!serviceRunning, { value, text: `print service ${value}` });
}

function judgeDefault({ printers }: Printing, look: Look): RuleResult {
  const usual = printers.find(({ isDefault }) => isDefault === true);
  if (usual) return look.fine({ value: nameOf(usual), text: `${nameOf(usual)} is the default` });
  if (printers.some(({ isDefault }) => isDefault === null)) {
    return look.missing('it is not known which printer is the usual one', path('isDefault'));
  }
  const text = `none of ${printers.length} is the default`;
  return look.fired(0, { value: 'none', text }, { printers: printers.length });
}

export const printerRules: readonly Rule[] = [
  printerRule('PRN-01', judgeUsual),
  printerRule('PRN-02', ({ printers }, look) =>
    worstOf(
      printers.map((printer) => judgeQueue(printer, look)),
      look.notRelevant('no printer is set up'),
    ),
  ),
  printerRule('PRN-03', judgeService),
  printerRule('PRN-04', judgeDefault),
];
