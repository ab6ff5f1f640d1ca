import { DateTime } from 'luxon';

/** Hour of Monday at which last week's numbers go out. */
const SEND_HOUR = 7;

export interface Week {
  readonly from: number;
  readonly to: number;
}

/** The last whole week, from Monday to Monday, as the wall has it there. */
export function lastWeek(now: number, zone: string): Week {
  const to = DateTime.fromMillis(now, { zone }).startOf('week');
  return { from: to.minus({ weeks: 1 }).toMillis(), to: to.toMillis() };
}

export function weekBefore({ from }: Week, zone: string): Week {
  return { from: DateTime.fromMillis(from, { zone }).minus({ weeks: 1 }).toMillis(), to: from };
}

/** Whether that week's numbers may go out: not in the night to Monday. */
export function isTimeToSend(now: number, { to }: Week, zone: string): boolean {
  return now >= DateTime.fromMillis(to, { zone }).set({ hour: SEND_HOUR }).toMillis();
}
