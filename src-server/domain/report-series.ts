import { DateTime, IANAZone } from 'luxon';
import type { Report } from '../../src-shared/helpdesk/report.ts';

type Step = Report['series']['step'];

const DAY_MS = 86_400_000;
/** Up to so many days each has its own point; up to a year and a half it is weeks. */
const MAX_DAYS = 92;
const MAX_WEEKS_DAYS = 550;

export interface Series {
  readonly step: Step;
  /** Where each point begins; the first may lie before the period. */
  readonly starts: readonly number[];
}

export function isTimeZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}

/** Days, weeks (from Monday) or months as the wall has them there: a day of 23 or 25 hours is one day. */
export function seriesOf(from: number, to: number, zone: string): Series {
  const days = (to - from) / DAY_MS;
  const step: Step = days <= MAX_DAYS ? 'day' : days <= MAX_WEEKS_DAYS ? 'week' : 'month';
  const starts: number[] = [];
  let at = DateTime.fromMillis(from, { zone }).startOf(step);
  for (; at.toMillis() < to; at = at.plus({ [`${step}s`]: 1 }).startOf(step)) starts.push(at.toMillis());
  return { step, starts };
}

/** The point that a moment of the period belongs to. */
export function pointAt({ starts }: Series, at: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? Infinity) <= at) low = middle;
    else high = middle;
  }
  return low;
}
