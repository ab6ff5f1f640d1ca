import { slaCalendarSchema, type SlaCalendar } from '../../../../src-shared/helpdesk/sla.ts';
import { openCalendar, type BusinessTime } from '../../../../src-server/domain/sla/business-time.ts';

const office = [{ from: '09:00', to: '17:00' }];
const closed: typeof office = [];

/** Monday to Friday, nine to five, unless told otherwise. */
export const officeWeek = {
  mon: office,
  tue: office,
  wed: office,
  thu: office,
  fri: office,
  sat: closed,
  sun: closed,
};
export const neverWeek = {
  mon: closed,
  tue: closed,
  wed: closed,
  thu: closed,
  fri: closed,
  sat: closed,
  sun: closed,
};

/** The same hours every day. */
export function everyDay(...hours: { from: string; to: string }[]): typeof officeWeek {
  return { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: hours, sun: hours };
}

export function calendar(parts: {
  id?: string;
  zone?: string;
  hours?: typeof officeWeek | 'always';
  holidays?: readonly string[];
}): SlaCalendar {
  return slaCalendarSchema.parse({
    id: parts.id ?? 'office',
    name: 'Office',
    zone: parts.zone ?? 'Europe/Berlin',
    hours: parts.hours ?? officeWeek,
    holidays: (parts.holidays ?? []).map((date) => ({ date, name: 'Holiday' })),
  });
}

export function opened(made: SlaCalendar): BusinessTime {
  const result = openCalendar(made);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

/** Epoch ms of an ISO time with its offset. */
export function at(iso: string): number {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) throw new Error(iso);
  return ms;
}

export const HOUR = 3_600_000;
export const MINUTE = 60_000;
