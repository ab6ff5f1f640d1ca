import { z } from 'zod';
import { snapshotSchema } from '../diagnostics/snapshot.ts';
import { vitalsSampleSchema } from '../diagnostics/vitals.ts';
import {
  evidenceSchema,
  ruleIdSchema,
  severitySchema,
  unknownCauseSchema,
  type RuleResult,
} from '../findings/finding.ts';
import type { ReportInput } from './report-html.ts';

const ruleSchema = z.strictObject({
  id: ruleIdSchema,
  result: z.enum(['fired', 'ok', 'unknown']),
  /** Only of a rule that fired. */
  severity: severitySchema.nullable(),
  /** Null for "unknown", which says why instead. */
  evidence: evidenceSchema.nullable(),
  cause: unknownCauseSchema.optional(),
  reason: z.string().max(300).optional(),
});

/**
 * The report for programs: what the snapshot holds, and what every rule made of it. Its JSON Schema is published as
 * docs/report.schema.json. Fields are only ever added; a reader takes a missing one for null.
 */
export const reportJsonSchema = z.strictObject({
  ...snapshotSchema.shape,
  /** One entry for each rule, in the order of the catalogue. */
  rules: z.array(ruleSchema),
  /** One sample a second or so, oldest first, where live values were watched. */
  vitals: z.array(vitalsSampleSchema).max(4000).optional(),
});
export type ReportJson = z.infer<typeof reportJsonSchema>;

/** Keys in one order, so that two reports can be compared by eye. */
export function reportJson({ snapshot, judgement, vitals = [] }: ReportInput): ReportJson {
  const { schema, takenAt, tookMs, app, platform, areas, withheld } = snapshot;
  return {
    schema,
    areas,
    rules: judgement.results.map(ruleOf),
    withheld,
    takenAt,
    tookMs,
    app,
    platform,
    ...(vitals.length > 0 && { vitals: [...vitals] }),
  };
}

/** JSON Schema (draft 2020-12) of the report, as an object. */
export function publishedSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(reportJsonSchema, { target: 'draft-2020-12' });
  return {
    $schema,
    $id: 'https://alongside.invalid/report.schema.json',
    title: 'Alongside report',
    description:
      'What the checks found on one computer. Each area holds the answer of one probe; a field that is not known, ' +
      'or was left out (see "withheld"), is null. Fields are added without notice; one that changes ' +
      'its meaning changes the number in "schema".',
    ...schema,
  };
}

function ruleOf(rule: RuleResult): ReportJson['rules'][number] {
  const { id, result } = rule;
  switch (result) {
    case 'fired':
      return { id, result, severity: rule.severity, evidence: rule.evidence };
    case 'ok':
      return { id, result, severity: null, evidence: rule.evidence };
    case 'unknown':
      return { id, result, severity: null, evidence: null, cause: rule.cause, reason: rule.reason };
  }
}
