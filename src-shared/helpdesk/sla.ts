import { z } from 'zod';
import { priorities, type Priority } from './ticket.ts';

/** Days of the week as ISO counts them: Monday first. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** A time on the wall, minutes since midnight; 1440 is the midnight that ends the day. */
export type WallMinutes = number;

const wallTimeSchema = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/u, 'a time such as 09:00')
  .transform((text): WallMinutes => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

const openHoursSchema = z
  .strictObject({ from: wallTimeSchema, to: wallTimeSchema })
  .refine(({ from, to }) => from < to, 'opening hours end after they begin');

const dayHoursSchema = z
  .array(openHoursSchema)
  .max(8)
  .refine(
    (hours) => hours.every((each, index) => each.from >= (hours[index - 1]?.to ?? 0)),
    'opening hours of a day stand in order and do not overlap',
  );

const dayNames = z.strictObject({
  mon: dayHoursSchema,
  tue: dayHoursSchema,
  wed: dayHoursSchema,
  thu: dayHoursSchema,
  fri: dayHoursSchema,
  sat: dayHoursSchema,
  sun: dayHoursSchema,
});

/** When a team works. The name of the zone is checked where the calendar is opened: only there its rules are known. */
export const slaCalendarSchema = z.strictObject({
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(120),
  /** IANA name, such as Europe/Berlin. */
  zone: z.string().min(1).max(64),
  hours: z.union([z.literal('always'), dayNames]),
  holidays: z
    .array(z.strictObject({ date: z.iso.date(), name: z.string().max(120) }))
    .max(1_000)
    .default([]),
});
export type SlaCalendar = z.infer<typeof slaCalendarSchema>;

/** Business minutes, up to a year of days that never close. */
const businessMinutesSchema = z.int().min(1).max(525_600);
const targetsSchema = z.strictObject({
  'first-response': businessMinutesSchema.optional(),
  'next-response': businessMinutesSchema.optional(),
  resolution: businessMinutesSchema.optional(),
});
export type SlaTargets = z.infer<typeof targetsSchema>;

export const slaPolicySchema = z.strictObject({
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(120),
  calendarId: z.string().min(1).max(64),
  /** The queues it is for; none named: for all that no other policy names. */
  queueIds: z.array(z.string().max(64)).max(500).default([]),
  /** A goal without a target has no clock. */
  targets: z.strictObject(
    Object.fromEntries(priorities.map((priority) => [priority, targetsSchema])) as Record<
      Priority,
      typeof targetsSchema
    >,
  ),
  /** A warning comes when this share of the target, in percent, is used up. */
  warnAtPercent: z.int().min(1).max(99).default(75),
});
export type SlaPolicy = z.infer<typeof slaPolicySchema>;

/** The policy for a queue: the first that names it, else the first for all. */
export function policyFor(policies: readonly SlaPolicy[], queueId: string): SlaPolicy | undefined {
  return (
    policies.find((policy) => policy.queueIds.includes(queueId)) ??
    policies.find((policy) => policy.queueIds.length === 0)
  );
}
