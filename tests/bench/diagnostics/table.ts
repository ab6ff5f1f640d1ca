import { median, type Row } from '../row.ts';
import type { OwnLook } from '../diagnostics.ts';
import { questions } from './questions.ts';
import type { Taken } from './rivals.ts';
import type { VitalsCost } from './vitals.ts';

export interface Result {
  readonly rounds: number;
  /** Programs that wanted to run in the minute before each round. */
  readonly loads: readonly number[];
  readonly own: OwnLook | null;
  readonly cold: readonly OwnLook[];
  readonly ready: readonly OwnLook[];
  readonly again: readonly OwnLook[];
  /** Ours first. */
  readonly programs: readonly Taken[];
  readonly vitals: VitalsCost;
}

type Cells = readonly (readonly string[])[];

/** Our own promises, as lines for people. */
export function promiseCells(result: Result): Cells {
  const middle = (looks: readonly OwnLook[], pick: (look: OwnLook) => number | null) =>
    ms(median(looks.map((look) => pick(look) ?? Number.NaN)));
  const worst = (looks: readonly OwnLook[]) => ms(Math.max(...looks.map((look) => look.deafMs)));
  const row = (name: string, looks: readonly OwnLook[]) => [
    name,
    middle(looks, (look) => look.firstAreaMs),
    middle(looks, (look) => look.firstFindingMs),
    middle(looks, (look) => look.tookMs),
    worst(looks),
  ];
  return [
    ['run', 'first area ms', 'first finding ms', 'everything ms', 'main deaf at most ms'],
    row('process not started', result.cold),
    row('process ready', result.ready),
    row('again', result.again),
  ];
}

export function programCells({ programs }: Result): Cells {
  const ours = programs[0]?.tookMs ?? Number.NaN;
  return [
    ['program', 'time ms', 'to ours', 'questions answered', 'values', 'what counts as a value'],
    ...programs.map((one) => [
      one.name,
      ms(one.tookMs),
      (one.tookMs / ours).toFixed(1),
      `${one.answered.length} of ${questions.length}`,
      String(one.values),
      one.counts,
    ]),
  ];
}

export function questionCells({ programs }: Result): Cells {
  return [
    ['question', ...programs.map((one) => one.name)],
    ...questions.map(({ name }) => [
      name,
      ...programs.map((one) => (one.answered.includes(name) ? 'yes' : '-')),
    ]),
  ];
}

export function notes({ rounds, loads, own, vitals }: Result): readonly string[] {
  const slow = Object.entries(own?.areaMs ?? {})
    .sort((a, b) => b[1] - a[1])
    .slice(0, 5)
    .map(([area, took]) => `${area} ${ms(took)}`);
  return [
    `${rounds} rounds, medians; load before each: ${loads.map((load) => load.toFixed(1)).join(', ')}. Programs in turns within each round.`,
    `${own?.answered ?? 0} of ${own?.areas ?? 0} areas answered; the slowest, ms: ${slow.join(', ')}. Those that measure wait between two looks, side by side with the rest.`,
    'Main deaf: the longest that its event loop was late, worst of all rounds, in a process that merges, redacts and serialises as the app does.',
    'First finding: from the question to the first facts by which a rule fires.',
    'A question counts when there is a value; "there is none" counts for nobody, so a virtual machine has fewer.',
    'Of sos it is the names of filled files that count: it collects and leaves the reading to people.',
    `Live values: ${vitals.corePercent.toFixed(2)} % of a core over ${vitals.seconds} s with ${vitals.processes} processes, one sample a second (${vitals.samples} came), load ${vitals.load.toFixed(1)}.`,
  ];
}

export function textOf(result: Result): string {
  return [
    plain(programCells(result)),
    plain(promiseCells(result)),
    plain(questionCells(result)),
    notes(result).join('\n'),
  ].join('\n\n');
}

export function markdown(cells: Cells): string {
  const [head = [], ...rows] = cells;
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

export function rowsOf(result: Result): readonly Row[] {
  return result.programs.map((one) => ({ scene: one.name, metric: 'time', value: one.tookMs, unit: 'ms' }));
}

function plain(cells: Cells): string {
  const widths = (cells[0] ?? []).map((_, at) => Math.max(...cells.map((row) => (row[at] ?? '').length)));
  return cells.map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`).join('\n');
}

function ms(value: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(value < 10 ? 1 : 0);
}
