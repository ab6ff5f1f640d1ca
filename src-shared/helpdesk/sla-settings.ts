import { z } from 'zod';
import { timeSchema } from './id.ts';
import { slaGoals } from './sla-goal.ts';
import { slaCalendarSchema, slaPolicySchema, type SlaCalendar, type Weekday } from './sla.ts';

/** When an organisation works and what it has promised. */
export const slaSettingsSchema = z
  .strictObject({
    /** Grows with each change; whoever changes says which one they saw. 0: there are none yet. */
    version: z.number().int().min(0),
    calendars: z.array(slaCalendarSchema).max(50),
    /** In their order: the first that fits a queue holds. */
    policies: z.array(slaPolicySchema).max(100),
  })
  .superRefine(({ calendars, policies }, context) => {
    const known = new Set(calendars.map(({ id }) => id));
    if (known.size < calendars.length || new Set(policies.map(({ id }) => id)).size < policies.length)
      context.addIssue({ code: 'custom', message: 'has an id twice' });
    for (const [at, { calendarId }] of policies.entries())
      if (!known.has(calendarId))
        context.addIssue({
          code: 'custom',
          path: ['policies', at, 'calendarId'],
          message: 'is no calendar of these',
        });
  });
export type SlaSettings = z.output<typeof slaSettingsSchema>;
/** As they are written and sent: times as on the wall. */
export type SlaSettingsText = z.input<typeof slaSettingsSchema>;

export const noSlaSettings: SlaSettingsText = { version: 0, calendars: [], policies: [] };

/** Back to how they are written. */
export function slaSettingsText({ version, calendars, policies }: SlaSettings): SlaSettingsText {
  return { version, calendars: calendars.map(calendarText), policies };
}

function calendarText({ hours, ...calendar }: SlaCalendar): SlaSettingsText['calendars'][number] {
  if (hours === 'always') return { ...calendar, hours };
  const day = (name: Weekday) =>
    hours[name].map(({ from, to }) => ({ from: wallText(from), to: wallText(to) }));
  return {
    ...calendar,
    hours: {
      mon: day('mon'),
      tue: day('tue'),
      wed: day('wed'),
      thu: day('thu'),
      fri: day('fri'),
      sat: day('sat'),
      sun: day('sun'),
    },
  };
}

function wallText(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** One clock of a ticket, as its page shows it. Lengths are ms of open time. */
export const shownClockSchema = z.strictObject({
  goal: z.enum(slaGoals),
  policyId: z.string(),
  state: z.enum(['running', 'paused', 'stopped', 'dropped']),
  startedAt: timeSchema,
  endedAt: timeSchema.nullable(),
  target: z.number().int().min(0),
  spent: z.number().int().min(0),
  dueAt: timeSchema.nullable(),
  warned: z.boolean(),
  breached: z.boolean(),
});
export type ShownClock = z.infer<typeof shownClockSchema>;
