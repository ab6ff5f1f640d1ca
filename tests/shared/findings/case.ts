import type { Platform } from '../../../src-shared/diagnostics/snapshot.ts';
import type { RuleId, Severity } from '../../../src-shared/findings/finding.ts';
import type { AreasPatch } from './machine.ts';

/** A severity: it fires with it. "ok", "unknown" (not known) or "notRelevant": it does not. */
export type Expected = Severity | 'ok' | 'unknown' | 'notRelevant';
export interface Case {
  readonly id: RuleId;
  readonly when: string;
  readonly patch: AreasPatch;
  readonly expected: Expected;
  readonly platform?: Platform;
  /** The level on which the rule was active before. */
  readonly active?: number;
}

type Row = readonly [
  when: string,
  patch: AreasPatch,
  expected: Expected,
  extra?: Pick<Case, 'platform' | 'active'>,
];
export const rule = (id: RuleId, ...rows: readonly Row[]): readonly Case[] =>
  rows.map(([when, patch, expected, extra]) => ({ id, when, patch, expected, ...extra }));
