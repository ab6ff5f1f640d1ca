import { IANAZone } from 'luxon';
import { weekdays, type SlaCalendar } from '../../../src-shared/helpdesk/sla.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { DAY_MS, dayAt, dayOfDate, momentOf, weekdayOf, type LocalDay } from './wall-time.ts';

/** Why a calendar can't be counted with. */
export type CalendarTrouble = 'zone-unknown' | 'never-open';

/** Counts only the time a calendar is open. All times are epoch ms, all lengths ms. */
export interface BusinessTime {
  /** Open ms from `from` to `to`; 0 when `to` is not later. */
  between(from: number, to: number): number;
  /** The first moment at which `length` open ms have passed since `from`; none within {@link HORIZON_DAYS}: undefined. */
  after(from: number, length: number): number | undefined;
  isOpen(at: number): boolean;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** How far a due time is looked for, in days: 20 years. */
const HORIZON_DAYS = 7_305;
/** Days whose spans are kept; forgetting them all at once is enough to stay small. */
const KEPT_DAYS = 4_000;

/** Opens a calendar for counting, unless its zone is unknown or it has no opening hour at all. */
export function openCalendar(calendar: SlaCalendar): Result<BusinessTime, CalendarTrouble> {
  if (!IANAZone.isValidZone(calendar.zone)) return err('zone-unknown');
  const { hours } = calendar;
  if (hours === 'always' && calendar.holidays.length === 0) return ok(alwaysOpen);
  if (hours !== 'always' && weekdays.every((day) => hours[day].length === 0)) return err('never-open');
  const zone = IANAZone.create(calendar.zone);
  return ok(businessTime(spansOf(calendar, zone), zone));
}

const alwaysOpen: BusinessTime = {
  between: (from, to) => Math.max(0, to - from),
  after: (from, length) => from + length,
  isOpen: () => true,
};

type SpansOf = (day: LocalDay) => readonly Span[];

function businessTime(spans: SpansOf, zone: IANAZone): BusinessTime {
  return {
    between: (from, to) => {
      let open = 0;
      for (const span of spansFrom(spans, dayAt(from, zone), Math.ceil((to - from) / DAY_MS) + 2)) {
        if (span.from >= to) break;
        open += Math.max(0, Math.min(span.to, to) - Math.max(span.from, from));
      }
      return open;
    },
    after: (from, length) => {
      if (length <= 0) return from;
      let left = length;
      for (const span of spansFrom(spans, dayAt(from, zone), HORIZON_DAYS)) {
        const begin = Math.max(span.from, from);
        if (span.to - begin >= left) return begin + left;
        left -= Math.max(0, span.to - begin);
      }
      return undefined;
    },
    isOpen: (at) => {
      // a clock set back just after midnight shows the day before once more: the next day's spans hold that time
      for (const span of spansFrom(spans, dayAt(at, zone), 2))
        if (span.from <= at && at < span.to) return true;
      return false;
    },
  };
}

function* spansFrom(spans: SpansOf, first: LocalDay, days: number): Generator<Span> {
  for (let day = first; day < first + days; day += 1) yield* spans(day);
}

/** The open spans of a day, kept once they are worked out: asking a zone for its offset is the slow part. */
function spansOf(calendar: SlaCalendar, zone: IANAZone): SpansOf {
  const closed = new Set(calendar.holidays.map((holiday) => dayOfDate(holiday.date)));
  const kept = new Map<LocalDay, readonly Span[]>();
  return (day) => {
    const known = kept.get(day);
    if (known !== undefined) return known;
    if (kept.size >= KEPT_DAYS) kept.clear();
    const spans = closed.has(day) ? [] : openSpans(calendar, day, zone);
    kept.set(day, spans);
    return spans;
  };
}

function openSpans({ hours }: SlaCalendar, day: LocalDay, zone: IANAZone): readonly Span[] {
  const open = hours === 'always' ? [{ from: 0, to: 1440 }] : hours[weekdays[weekdayOf(day)] ?? 'mon'];
  return open
    .map(({ from, to }) => ({ from: momentOf(day, from, zone), to: momentOf(day, to, zone) }))
    .filter((span) => span.from < span.to);
}
