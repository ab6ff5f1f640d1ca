/** One measured figure. `scene` and `metric` name it across runs; `unit` is ms, fps, %, ratio, … */
export interface Row {
  readonly scene: string;
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
}

export interface Bench {
  readonly name: string;
  /** Takes many minutes: runs only when it is named. */
  readonly long?: boolean;
  /** `args` are the words of the command line that start with dashes. */
  run(args: readonly string[]): Promise<readonly Row[] | Report>;
}

/** A benchmark that needs a table of its own: for people, and as data for the file. */
export interface Report {
  readonly text: string;
  readonly data: object;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}
