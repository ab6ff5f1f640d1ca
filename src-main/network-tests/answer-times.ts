/** Middle value to a tenth; null for none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const high = sorted[half] ?? 0;
  const value = sorted.length % 2 === 1 ? high : ((sorted[half - 1] ?? high) + high) / 2;
  return Math.round(value * 10) / 10;
}

/** How much one answer differs from the next on average: what calls feel. */
export function jitter(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const steps = values.slice(1).map((value, i) => Math.abs(value - (values[i] ?? value)));
  return Math.round((steps.reduce((sum, step) => sum + step, 0) / steps.length) * 10) / 10;
}
