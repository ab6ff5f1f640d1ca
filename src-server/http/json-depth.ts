/** Deepest a body may nest: twice what any of ours does. What reads and writes JSON again would run out of stack. */
const DEEPEST = 32;

export function isTooDeep(value: unknown, left = DEEPEST): boolean {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return false;
  return left === 0 || Object.values(value).some((one) => isTooDeep(one, left - 1));
}
