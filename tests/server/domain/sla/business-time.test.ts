import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCalendar } from '../../../../src-server/domain/sla/business-time.ts';
import { slaCalendarSchema, weekdays } from '../../../../src-shared/helpdesk/sla.ts';
import { at, calendar, everyDay, HOUR, MINUTE, neverWeek, officeWeek, opened } from './calendars.ts';

describe('a calendar', () => {
  it('is refused when it is never open or its zone is unknown', () => {
    expect(openCalendar(calendar({ hours: neverWeek }))).toEqual({ ok: false, error: 'never-open' });
    expect(openCalendar(calendar({ zone: 'Europe/Atlantis' }))).toEqual({ ok: false, error: 'zone-unknown' });
  });

  it('refuses opening hours that end before they begin, overlap or are no time', () => {
    const hours = (...mon: { from: string; to: string }[]): boolean =>
      slaCalendarSchema.safeParse({ id: 'a', name: 'a', zone: 'UTC', hours: { ...officeWeek, mon } }).success;
    expect(hours({ from: '09:00', to: '24:00' })).toBe(true);
    expect(hours({ from: '17:00', to: '09:00' })).toBe(false);
    expect(hours({ from: '09:00', to: '09:00' })).toBe(false);
    expect(hours({ from: '09:00', to: '12:00' }, { from: '11:00', to: '13:00' })).toBe(false);
    expect(hours({ from: '24:01', to: '25:00' })).toBe(false);
  });

  it('that is always open counts every moment', () => {
    const time = opened(calendar({ hours: 'always' }));
    expect(time.between(0, 5 * HOUR)).toBe(5 * HOUR);
    expect(time.after(7, HOUR)).toBe(HOUR + 7);
    expect(time.isOpen(0)).toBe(true);
  });

  it('that is always open still closes on a holiday', () => {
    const time = opened(calendar({ hours: 'always', holidays: ['2026-12-25'] }));
    expect(time.after(at('2026-12-24T23:00:00+01:00'), 2 * HOUR)).toBe(at('2026-12-26T01:00:00+01:00'));
  });
});

describe('business hours', () => {
  const time = opened(calendar({ holidays: ['2026-12-25', '2027-01-01'] }));

  it.each([
    ['within a day', '2026-11-23T10:00:00+01:00', 2, '2026-11-23T12:00:00+01:00'],
    ['into the next day', '2026-11-23T16:00:00+01:00', 2, '2026-11-24T10:00:00+01:00'],
    ['to the very end of a day', '2026-11-23T09:00:00+01:00', 8, '2026-11-23T17:00:00+01:00'],
    ['from before opening', '2026-11-23T03:00:00+01:00', 1, '2026-11-23T10:00:00+01:00'],
    ['over a week-end', '2026-11-27T16:00:00+01:00', 2, '2026-11-30T10:00:00+01:00'],
    ['from a week-end', '2026-11-28T12:00:00+01:00', 1, '2026-11-30T10:00:00+01:00'],
    ['over a holiday', '2026-12-24T16:00:00+01:00', 2, '2026-12-28T10:00:00+01:00'],
    ['over the end of a year', '2026-12-31T16:00:00+01:00', 2, '2027-01-04T10:00:00+01:00'],
    ['over the summer clock', '2026-03-27T16:00:00+01:00', 2, '2026-03-30T10:00:00+02:00'],
    ['over the winter clock', '2026-10-23T16:00:00+02:00', 2, '2026-10-26T10:00:00+01:00'],
  ])('run %s', (_what, from, hours, due) => {
    expect(time.after(at(from), hours * HOUR)).toBe(at(due));
    expect(time.between(at(from), at(due))).toBe(hours * HOUR);
  });

  it('of another zone are that zone’s', () => {
    const tokyo = opened(calendar({ zone: 'Asia/Tokyo' }));
    expect(tokyo.after(at('2026-11-23T10:00:00+01:00'), HOUR)).toBe(at('2026-11-24T10:00:00+09:00'));
  });

  it('are shorter on the night the clock goes forward, and longer on the night it goes back', () => {
    const night = opened(calendar({ hours: everyDay({ from: '00:00', to: '06:00' }) }));
    expect(night.between(at('2026-03-29T00:00:00+01:00'), at('2026-03-29T12:00:00+02:00'))).toBe(5 * HOUR);
    expect(night.between(at('2026-10-25T00:00:00+02:00'), at('2026-10-25T12:00:00+01:00'))).toBe(7 * HOUR);
  });

  it('that a jump of the clock leaves out are not counted, and hours that touch stay touching', () => {
    const gap = opened(calendar({ hours: everyDay({ from: '02:15', to: '02:45' }) }));
    expect(gap.between(at('2026-03-29T00:00:00+01:00'), at('2026-03-29T12:00:00+02:00'))).toBe(0);
    const two = opened(
      calendar({ hours: everyDay({ from: '01:00', to: '02:30' }, { from: '02:30', to: '04:00' }) }),
    );
    expect(two.between(at('2026-03-29T00:00:00+01:00'), at('2026-03-29T12:00:00+02:00'))).toBe(2 * HOUR);
    expect(two.between(at('2026-10-25T00:00:00+02:00'), at('2026-10-25T12:00:00+01:00'))).toBe(4 * HOUR);
  });

  it('skip a day that a zone left out of its calendar', () => {
    const samoa = opened(calendar({ zone: 'Pacific/Apia', hours: everyDay({ from: '09:00', to: '17:00' }) }));
    expect(samoa.after(at('2011-12-29T16:00:00-10:00'), 2 * HOUR)).toBe(at('2011-12-31T10:00:00+14:00'));
  });

  it('give no due time when none comes within twenty years', () => {
    const rare = opened(calendar({ hours: { ...neverWeek, sun: [{ from: '00:00', to: '00:01' }] } }));
    expect(rare.after(0, 1_000 * MINUTE)).toBeDefined();
    expect(rare.after(0, 525_600 * MINUTE)).toBeUndefined();
  });
});

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'America/Havana',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
];
/** Moments of 2026 and 2027, on the quarter of an hour, most of them near a change of some clock. */
const moments = fc.oneof(
  fc
    .integer({ min: 0, max: 2 * 365 * 96 })
    .map((quarters) => at('2026-01-01T00:00:00Z') + quarters * 15 * MINUTE),
  fc
    .tuple(
      fc.constantFrom('2026-03-08', '2026-03-29', '2026-04-05', '2026-10-04', '2026-10-25', '2026-11-01'),
      fc.integer({ min: -96, max: 96 }),
    )
    .map(([day, quarters]) => at(`${day}T00:00:00Z`) + quarters * 15 * MINUTE),
);
/** Opening hours on the hour, none in the hours that a change of the clock leaves out or repeats in part. */
const wallHour = fc.constantFrom('00:00', '04:00', '08:00', '12:00', '13:00', '18:00', '24:00');
const openHours = fc
  .uniqueArray(wallHour, { minLength: 2, maxLength: 4 })
  .map((times) => times.toSorted())
  .map(([from = '', to = '', nextFrom, nextTo]) => [
    { from, to },
    ...(nextFrom !== undefined && nextTo !== undefined ? [{ from: nextFrom, to: nextTo }] : []),
  ]);
const calendars = fc
  .record({
    zone: fc.constantFrom(...zones),
    open: openHours,
    closedDays: fc.subarray([...weekdays], { maxLength: 6 }),
    holidays: fc.uniqueArray(fc.constantFrom('2026-03-08', '2026-10-25', '2026-12-25', '2027-01-01')),
  })
  .map(({ zone, open, closedDays, holidays }) => {
    const week = Object.fromEntries(weekdays.map((day) => [day, closedDays.includes(day) ? [] : open]));
    return calendar({ zone, hours: { ...officeWeek, ...week }, holidays });
  });

describe('whatever the calendar', () => {
  it('a second way to count, quarter by quarter with the system’s own clock, comes to the same', () => {
    fc.assert(
      fc.property(calendars, moments, fc.integer({ min: 0, max: 200 }), (made, from, quarters) => {
        const to = from + quarters * 15 * MINUTE;
        expect(opened(made).between(from, to)).toBe(quartersOpen(made, from, quarters) * 15 * MINUTE);
      }),
      { numRuns: 150 },
    );
  });

  it('the due time is the first moment with that much open time behind it', () => {
    fc.assert(
      fc.property(calendars, moments, fc.integer({ min: 1, max: 40 * 60 }), (made, from, minutes) => {
        const time = opened(made);
        const due = time.after(from, minutes * MINUTE);
        expect(due).toBeDefined();
        if (due === undefined) return;
        expect(time.between(from, due)).toBe(minutes * MINUTE);
        expect(time.between(from, due - 1)).toBe(minutes * MINUTE - 1);
        expect(time.isOpen(due - 1)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('two stretches in a row hold what the whole holds', () => {
    fc.assert(
      fc.property(calendars, fc.tuple(moments, moments, moments), (made, three) => {
        const [a, b, c] = three.toSorted((one, other) => one - other);
        if (a === undefined || b === undefined || c === undefined) return;
        const time = opened(made);
        expect(time.between(a, b) + time.between(b, c)).toBe(time.between(a, c));
      }),
      { numRuns: 100 },
    );
  });
});

/** Counts with Intl alone, and with none of the code under test. */
function quartersOpen(made: ReturnType<typeof calendar>, from: number, quarters: number): number {
  const wall = new Intl.DateTimeFormat('en-GB', {
    timeZone: made.zone,
    dateStyle: 'short',
    timeStyle: 'short',
    weekday: undefined,
  });
  const holidays = new Set(made.holidays.map(({ date }) => date));
  let open = 0;
  for (let count = 0; count < quarters; count += 1) {
    const [, day = '', month = '', year = '', hour = '', minute = ''] =
      /^(\d\d)\/(\d\d)\/(\d{4}), (\d\d):(\d\d)$/u.exec(wall.format(from + count * 15 * MINUTE)) ?? [];
    const date = `${year}-${month}-${day}`;
    const weekday = weekdays[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 'mon';
    const minutes = Number(hour) * 60 + Number(minute);
    const hours = made.hours === 'always' ? [{ from: 0, to: 1440 }] : made.hours[weekday];
    if (!holidays.has(date) && hours.some(({ from, to }) => from <= minutes && minutes < to)) open += 1;
  }
  return open;
}
