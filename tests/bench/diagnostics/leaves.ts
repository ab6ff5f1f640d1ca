/** Paths of all values that say something, lists as `*`: no null, no empty text, no empty list. */
export function answeredLeaves(value: unknown, path = ''): string[] {
  if (value === null || value === undefined || value === '' || typeof value === 'function') return [];
  if (Array.isArray(value)) return value.flatMap((one) => answeredLeaves(one, `${path}.*`));
  if (typeof value !== 'object') return [path.replace(/^\./, '')];
  return Object.entries(value).flatMap(([key, below]) => answeredLeaves(below, `${path}.${key}`));
}
