/** One measured figure. `scene` and `metric` name it across runs; `unit` is ms, fps, %, ratio, … */
export interface Row {
  readonly scene: string;
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
}

export interface Bench {
  readonly name: string;
  run(): Promise<readonly Row[]>;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}
