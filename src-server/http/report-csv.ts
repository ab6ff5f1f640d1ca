import { stringify } from 'csv-stringify/sync';
import type { Report, ReportNumbers, Span } from '../../src-shared/helpdesk/report.ts';

const head = [
  'group',
  'created',
  'solved',
  'reopened',
  'breached',
  'first answer median (min)',
  'first answer 90 % (min)',
  'resolution median (min)',
  'resolution 90 % (min)',
  'satisfaction answers',
  'satisfaction good',
];

/**
 * One line for each group, the total last. A cell that a spreadsheet would take for a formula (it begins with = + - @, a
 * tab or a carriage return) gets a ' in front: names and devices are written by others. // HD-21
 */
export function reportCsv({ groups, total }: Report): Uint8Array<ArrayBuffer> {
  const lines = [
    head,
    ...groups.map(({ label, numbers }) => [label, ...cells(numbers)]),
    ['total', ...cells(total)],
  ];
  return Buffer.from(
    `\uFEFF${stringify(lines, { escape_formulas: true, record_delimiter: 'windows' })}`,
    'utf8',
  );
}

function cells({
  created,
  solved,
  reopened,
  breached,
  firstAnswer,
  resolution,
  satisfaction,
}: ReportNumbers) {
  return [
    created,
    solved,
    reopened,
    breached,
    ...minutes(firstAnswer),
    ...minutes(resolution),
    satisfaction?.answered ?? '',
    satisfaction?.good ?? '',
  ];
}

function minutes(span: Span | null): readonly (number | string)[] {
  return span === null ? ['', ''] : [Math.round(span.medianMs / 60_000), Math.round(span.p90Ms / 60_000)];
}
