import type { ProcessEntry } from '../../../../src-shared/diagnostics/device-areas.ts';

export const processColumns = ['name', 'cpu', 'memory', 'running'] as const;
export type ProcessColumn = (typeof processColumns)[number];
export interface Sorting {
  readonly column: ProcessColumn;
  readonly down: boolean;
}

/** Null always comes last: what is not known is neither most nor least. */
export function sortProcesses(
  entries: readonly ProcessEntry[],
  { column, down }: Sorting,
): readonly ProcessEntry[] {
  const sign = down ? -1 : 1;
  return [...entries].sort((a, b) => {
    const left = keyOf(a, column);
    const right = keyOf(b, column);
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
    if (typeof left === 'string' || typeof right === 'string')
      return sign * String(left).localeCompare(String(right));
    return sign * (left - right);
  });
}

function keyOf(entry: ProcessEntry, column: ProcessColumn): number | string | null {
  switch (column) {
    case 'name':
      return entry.name;
    case 'cpu':
      return entry.cpuPercent;
    case 'memory':
      return entry.memoryBytes;
    case 'running':
      return entry.runningSeconds;
  }
}

/** Names start at A, figures at the most. */
export function nextSorting(now: Sorting, column: ProcessColumn): Sorting {
  return now.column === column ? { column, down: !now.down } : { column, down: column !== 'name' };
}
