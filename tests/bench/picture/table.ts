import { MUCH_STOLEN, type Figures, type Summary } from './figures.ts';
import type { PathName, SceneName } from './options.ts';

/** One line of the table: a scene at a size over a connection on a path, over all rounds. */
export interface Line {
  readonly size: string;
  readonly line: string;
  readonly scene: SceneName;
  readonly path: PathName;
  readonly summary: Summary | null;
  /** Why there is nothing, or what went wrong in some round. */
  readonly trouble: string | null;
  /** Ours divided by TigerVNC's of the same round, the middle of all rounds; null without one. */
  readonly against: { readonly median: number; readonly p95: number; readonly age: number } | null;
}

export const columns = [
  'scene',
  'path',
  'median ms',
  'p95 ms',
  'age ms',
  'shown/painted a s',
  'CPU source',
  'viewer',
  'X',
  'kB/s',
  'differing at rest',
  'same after ms',
  'to TigerVNC (median/p95/age)',
  'other',
  'stolen',
  'runs',
  'way at the end',
] as const;

export function cellsOf(line: Line): readonly string[] {
  const { summary, trouble } = line;
  if (summary === null) return [line.scene, line.path, trouble ?? 'nothing measured'];
  const { figures, used, made, marked } = summary;
  return [
    line.scene,
    line.path,
    tenth(figures.median),
    tenth(figures.p95),
    tenth(figures.age),
    `${tenth(figures.shown)}/${tenth(figures.painted)}`,
    hundredth(figures.cpu.source),
    hundredth(figures.cpu.viewer),
    hundredth(figures.cpu.display),
    (figures.bytesPerSecond / 1_000).toFixed(0),
    ...restCells(figures),
    line.against === null
      ? '-'
      : [line.against.median, line.against.p95, line.against.age].map(hundredth).join('/'),
    hundredth(figures.cpu.other),
    `${hundredth(figures.cpu.stolen)}${marked ? ' (!)' : ''}`,
    `${used}/${made}${trouble === null ? '' : ` (${trouble})`}`,
    figures.way ?? '-',
  ];
}

function restCells({ rest }: Figures): readonly [string, string] {
  if (rest === null) return ['-', '-'];
  return [String(rest.differing), rest.identicalAfter === null ? 'never' : rest.identicalAfter.toFixed(0)];
}

/** For a terminal, a block for each size and connection. */
export function plainTable(lines: readonly Line[]): string {
  return blocks(lines)
    .map(([title, block]) => {
      const rows = [columns, ...block.map(cellsOf)];
      const widths = columns.map((_, at) =>
        Math.max(...rows.filter((row) => row.length > 3 || at < 2).map((row) => (row[at] ?? '').length)),
      );
      const text = rows.map((row) =>
        row
          .map((cell, at) =>
            at < 2 || row.length <= 3 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
          )
          .join('  '),
      );
      return `${title}\n${text.map((row) => `  ${row.trimEnd()}`).join('\n')}`;
    })
    .join('\n\n');
}

export function markdownTable(lines: readonly Line[]): string {
  return blocks(lines)
    .map(([title, block]) => {
      const rows = block.map((line) => {
        const cells = cellsOf(line);
        return `| ${columns.map((_, at) => cells[at] ?? '').join(' | ')} |`;
      });
      return [
        `### ${title}`,
        '',
        `| ${columns.join(' | ')} |`,
        `|${'---|'.repeat(columns.length)}`,
        ...rows,
      ].join('\n');
    })
    .join('\n\n');
}

function blocks(lines: readonly Line[]): (readonly [string, readonly Line[]])[] {
  const found = new Map<string, Line[]>();
  for (const line of lines) {
    const title = line.line === 'none' ? line.size : `${line.size}, ${line.line}`;
    found.set(title, [...(found.get(title) ?? []), line]);
  }
  return [...found];
}

export const legend = [
  'Glass to glass: a time code painted on the source’s X display, read from the pixels of the viewer’s; what is left out is both screens’ own refresh.',
  'Age: mean age of what the viewer shows, so that missing frames count. CPU in cores, with all processes of a side. kB/s: all bytes over the loopback network, both ways with headers, divided by the hops where a proxy or a relay is between.',
  `Figures are the middle of all runs; runs with more than ${MUCH_STOLEN} core stolen by the hypervisor are left out where others are there, and marked (!) where none is.`,
  'To TigerVNC: divided by its figure of the same round; below 1 is ahead. At rest: pixels that differ 4 s after the scene has stopped (worst run), and when both displays were the same (within 0.1 s).',
];

/** Puts `text` between the markers of a document; adds them at its end when there are none. */
export function betweenMarkers(document: string, part: string, text: string): string {
  const begin = `<!-- bench picture ${part}: begin (--write-doc=${part}) -->`;
  const end = `<!-- bench picture ${part}: end -->`;
  const block = `${begin}\n\n${text}\n\n${end}`;
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from === -1 || to < from) return `${document.trimEnd()}\n\n${block}\n`;
  return `${document.slice(0, from)}${block}${document.slice(to + end.length)}`;
}

function tenth(value: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(1);
}

function hundredth(value: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(2);
}
