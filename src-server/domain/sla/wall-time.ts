import { DateTime, type IANAZone } from 'luxon';
import type { WallMinutes } from '../../../src-shared/helpdesk/sla.ts';

/** A day of the calendar without a zone: days since 1 January 1970. */
export type LocalDay = number;

export const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Furthest any zone's clock is from UTC, and then some, in ms. */
const FURTHEST_MS = 26 * 3_600_000;

/** The day that the clocks of `zone` show at a moment. */
export function dayAt(at: number, zone: IANAZone): LocalDay {
  return Math.floor((at + zone.offset(at) * MINUTE_MS) / DAY_MS);
}

/** The number of an ISO date. */
export function dayOfDate(date: string): LocalDay {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/** 0 for Monday. */
export function weekdayOf(day: LocalDay): number {
  return (((day + 3) % 7) + 7) % 7;
}

/**
 * Epoch ms of the first moment at which the clocks of `zone` show this time or later on this day. So a time that occurs
 * twice means its first, and a time that a jump forward leaves out means the jump: order is kept, and hours that touch
 * each other on the wall touch each other in time.
 */
export function momentOf(day: LocalDay, minutes: WallMinutes, zone: IANAZone): number {
  const wall = day * DAY_MS + minutes * MINUTE_MS;
  const before = zone.offset(wall - FURTHEST_MS);
  // nearly every day: nothing changes around it, and one subtraction is all
  if (before === zone.offset(wall + FURTHEST_MS)) return wall - before * MINUTE_MS;
  return momentNearChange(wall, zone);
}

function momentNearChange(wall: number, zone: IANAZone): number {
  const asUtc = DateTime.fromMillis(wall, { zone: 'utc' });
  const found = asUtc.setZone(zone, { keepLocalTime: true });
  const shown = found.toMillis() + found.offset * MINUTE_MS;
  if (shown !== wall) return jumpBefore(found.toMillis(), zone);
  return Math.min(...found.getPossibleOffsets().map((each) => each.toMillis()));
}

/** The change of the clocks that pushed `found` forward: the first moment with its offset. */
function jumpBefore(found: number, zone: IANAZone): number {
  const offset = zone.offset(found);
  let before = found - FURTHEST_MS;
  let after = found;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (zone.offset(middle) === offset) after = middle;
    else before = middle;
  }
  return after;
}
