import { assertNever } from '../result.ts';
import type { Limit } from './limits.ts';

/**
 * The highest level a value has reached, or null. An active finding keeps its level until the value is past `clear`,
 * so that a value that swings around a limit does not come and go.
 */
export function levelOf(value: number, limit: Limit, activeLevel: number | undefined): number | null {
  let reached: number | null = null;
  limit.levels.forEach((level, i) => {
    const held = level.clear !== undefined && activeLevel !== undefined && activeLevel >= i;
    if (isOver(value, level.limit, limit) || (held && !isPast(value, level.clear ?? level.limit, limit)))
      reached = i;
  });
  return reached;
}

function isOver(value: number, line: number, { compare }: Limit): boolean {
  switch (compare) {
    case 'over':
      return value > line;
    case 'atLeast':
      return value >= line;
    case 'under':
      return value < line;
    case 'atMost':
      return value <= line;
    default:
      return assertNever(compare);
  }
}

function isPast(value: number, clear: number, { compare }: Limit): boolean {
  return compare === 'over' || compare === 'atLeast' ? value < clear : value >= clear;
}
