/** Memory of a process at a second of the run. */
export interface Sample {
  readonly second: number;
  readonly bytes: number;
}

/** Bytes an hour by least squares; not a number for fewer than two moments. */
export function slopePerHour(samples: readonly Sample[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [second, bytes] = [mean(samples.map((one) => one.second)), mean(samples.map((one) => one.bytes))];
  const along = samples.reduce((sum, one) => sum + (one.second - second) * (one.bytes - bytes), 0);
  const across = samples.reduce((sum, one) => sum + (one.second - second) ** 2, 0);
  return (along / across) * 3_600;
}
