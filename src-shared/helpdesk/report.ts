import { z } from 'zod';
import { idSchema, timeSchema } from './id.ts';

export const reportGroups = ['none', 'queue', 'technician', 'device', 'system', 'priority'] as const;
export const reportGroupSchema = z.enum(reportGroups);
export type ReportGroup = z.infer<typeof reportGroupSchema>;

const DAY_MS = 86_400_000;
const MAX_DAYS = 1_830;
/** With fewer answers than this a group's satisfaction is not shown: it would tell what one person said. // HD-20 */
export const SMALLEST_GROUP = 5;

export const reportQuerySchema = z
  .strictObject({
    /** From this moment on, and up to that one, not with it. */
    from: z.coerce.number().pipe(timeSchema),
    to: z.coerce.number().pipe(timeSchema),
    /** IANA name of the zone whose days, weeks and months are counted. */
    timeZone: z.string().min(1).max(64).default('UTC'),
    by: reportGroupSchema.default('none'),
    queue: idSchema.optional(),
    /** Whose tickets: those assigned to this member. */
    technician: idSchema.optional(),
    device: z.string().trim().min(1).max(120).optional(),
    system: z.string().trim().min(1).max(120).optional(),
  })
  .refine(({ from, to }) => from < to && to - from <= MAX_DAYS * DAY_MS, {
    path: ['to'],
    message: 'is not after `from`, or more than five years later',
  });
export type ReportQuery = z.infer<typeof reportQuerySchema>;

const spanSchema = z.strictObject({
  count: z.number().int().min(0),
  medianMs: z.number().int().min(0),
  p90Ms: z.number().int().min(0),
});
export type Span = z.infer<typeof spanSchema>;

export const reportNumbersSchema = z.strictObject({
  /** Tickets made in the period. */
  created: z.number().int().min(0),
  /** Tickets solved in the period, each once. */
  solved: z.number().int().min(0),
  /** Of those, how many had come back after a solution. */
  reopened: z.number().int().min(0),
  /** Of those, how many had a clock of their agreement (SLA) run out. */
  breached: z.number().int().min(0),
  /** To the first public reply of a member, for tickets made in the period that have one; null when none has. */
  firstAnswer: spanSchema.nullable(),
  /** From making to solving, for tickets solved in the period. */
  resolution: spanSchema.nullable(),
  /** Null with fewer than five answers, and where the rest would tell what such a group said. */
  satisfaction: z
    .strictObject({ answered: z.number().int().min(0), good: z.number().int().min(0) })
    .nullable(),
});
export type ReportNumbers = z.infer<typeof reportNumbersSchema>;

export const reportSchema = z.strictObject({
  from: timeSchema,
  to: timeSchema,
  timeZone: z.string(),
  by: reportGroupSchema,
  total: reportNumbersSchema,
  /** The largest first; `key` is an id, a name, or empty for none. */
  groups: z.array(z.strictObject({ key: z.string(), label: z.string(), numbers: reportNumbersSchema })),
  /** Days, weeks or months, by the length of the period. */
  series: z.strictObject({
    step: z.enum(['day', 'week', 'month']),
    points: z.array(z.strictObject({ at: timeSchema, created: z.number().int(), solved: z.number().int() })),
  }),
  /** What members did in the period, and what waits for them now. */
  workload: z.array(
    z.strictObject({
      memberId: idSchema,
      name: z.string(),
      replies: z.number().int(),
      solved: z.number().int(),
      openNow: z.number().int(),
    }),
  ),
  findings: z.array(
    z.strictObject({
      finding: z.string(),
      tickets: z.number().int(),
      solved: z.number().int(),
      /** Tags that begin with `fixed:`, on solved tickets that have the finding. */
      fixedBy: z.array(z.strictObject({ what: z.string(), tickets: z.number().int() })),
    }),
  ),
});
export type Report = z.infer<typeof reportSchema>;

/** "HP ProBook 450 G8, Windows 11 Pro" is a model and a system; without the comma it is a model. */
export function deviceParts(device: string | null): { readonly model: string; readonly system: string } {
  const at = device?.lastIndexOf(', ') ?? -1;
  if (device === null || at === -1) return { model: device ?? '', system: '' };
  return { model: device.slice(0, at), system: device.slice(at + 2) };
}
