import { z } from 'zod';
import { areaIdSchema } from '../diagnostics/area.ts';
import { ruleIdSchema, type RuleId } from './rule-ids.ts';

export { ruleIds, ruleIdSchema, type RuleId } from './rule-ids.ts';

/** From harmless to urgent; the order of the list is the order of the levels. */
export const severitySchema = z.enum(['info', 'low', 'medium', 'high', 'critical']);
export type Severity = z.infer<typeof severitySchema>;
const severities: readonly Severity[] = severitySchema.options;

/** 0 for info to 4 for critical. */
export function severityRank(severity: Severity): number {
  return severities.indexOf(severity);
}

/** One level milder; "info" stays where it is. */
export function lowered(severity: Severity): Severity {
  return severities[Math.max(0, severityRank(severity) - 1)] ?? severity;
}

/** Longest texts, in UTF-16 units; longer ones are cut where they are made. */
export const MAX_EVIDENCE_TEXT = 400;
export const MAX_VALUE = 300;

/** What a judgement rests on: enough for the desk to check it without asking again. */
export const evidenceSchema = z.strictObject({
  /** As measured, in `unit`; words where the fact is not a number ("offline", "WEP"). */
  value: z.union([z.number(), z.string().max(MAX_VALUE)]),
  /** The limit that was crossed, or for "ok" the first one that would have been; null where there is no number. */
  limit: z.union([z.number(), z.string().max(MAX_VALUE)]).nullable(),
  /** An active finding stays until the value is past this one. */
  clear: z.number().optional(),
  unit: z.string().max(20),
  /** Short, for the desk: "94.1 % used, 14.1 of 237 GB free". */
  text: z.string().max(MAX_EVIDENCE_TEXT),
  /** The same for further volumes, disks or printers that fired too, worst first. */
  more: z.array(z.string().max(MAX_EVIDENCE_TEXT)).max(20).optional(),
  /** Where the fact came from: "si.fsSize()". */
  source: z.string().max(200),
  /** Epoch ms on the host's clock. */
  at: z.number(),
  /** How long was measured, where that matters. */
  sampleMs: z.number().nonnegative().optional(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** What fills the words. Only from the redacted snapshot; sizes in bytes, times in ms, shares in percent. */
export const paramsSchema = z.record(z.string().max(40), z.union([z.number(), z.string().max(MAX_VALUE)]));
export type Params = z.infer<typeof paramsSchema>;

/**
 * Why a rule could not be judged. "notRelevant" is the one that is nobody's loss (no battery, another system, a
 * virtual machine); the screens count it apart.
 */
export const unknownCauseSchema = z.enum([
  'missing',
  'unavailable',
  'denied',
  'failed',
  'withheld',
  'notRelevant',
]);
export type UnknownCause = z.infer<typeof unknownCauseSchema>;

const firedSchema = z.strictObject({
  id: ruleIdSchema,
  result: z.literal('fired'),
  severity: severitySchema,
  /** Which of the rule's limits was crossed, 0 for the mildest: kept for hysteresis. */
  level: z.number().int().nonnegative(),
  evidence: evidenceSchema,
  params: paramsSchema,
  /** Measured for less time than the limit asks for, therefore one level milder. */
  shortSample: z.boolean(),
});
const okSchema = z.strictObject({ id: ruleIdSchema, result: z.literal('ok'), evidence: evidenceSchema });
const unknownSchema = z.strictObject({
  id: ruleIdSchema,
  result: z.literal('unknown'),
  cause: unknownCauseSchema,
  /** The area that would have told; what the reason speaks of. */
  area: areaIdSchema,
  /** Plain words, the probe's own where it gave some: "no battery", "no answer in 3 s". */
  reason: z.string().max(300),
});

/** One rule, one of three results. "unknown" is never "ok". */
export const ruleResultSchema = z.discriminatedUnion('result', [firedSchema, okSchema, unknownSchema]);
export type RuleResult = z.infer<typeof ruleResultSchema>;
export type Fired = z.infer<typeof firedSchema>;
export type Ok = z.infer<typeof okSchema>;
export type Unknown = z.infer<typeof unknownSchema>;

/** A rule that fired, in its place among the others. */
export const findingSchema = firedSchema.omit({ result: true }).extend({
  /** Findings that this one causes; they name it as `explainedBy` and are shown under it. */
  explains: z.array(ruleIdSchema),
  explainedBy: ruleIdSchema.nullable(),
});
export type Finding = z.infer<typeof findingSchema>;

export const countsSchema = z.strictObject({
  fired: z.number().int().nonnegative(),
  ok: z.number().int().nonnegative(),
  /** Could not be checked, without those that are not relevant here. */
  unknown: z.number().int().nonnegative(),
  notRelevant: z.number().int().nonnegative(),
});
export type Counts = z.infer<typeof countsSchema>;

export const judgementSchema = z.strictObject({
  /** Worst first, then in the order of the catalogue. */
  findings: z.array(findingSchema),
  /** Every rule, in the order of the catalogue. */
  results: z.array(ruleResultSchema),
  counts: countsSchema,
});
export type Judgement = z.infer<typeof judgementSchema>;

/** The rules that fired last time and on which level; made with `activeOf` of the judgement before. */
export type Active = ReadonlyMap<RuleId, number>;
