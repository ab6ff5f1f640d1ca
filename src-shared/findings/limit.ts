import type { Severity } from './finding.ts';

/** When a value is over the line: "over" is >, "atLeast" >=, "under" <, "atMost" <=. */
export type Compare = 'over' | 'atLeast' | 'under' | 'atMost';

export interface Level {
  readonly limit: number;
  /** An active finding of this level stays until the value is past this one (hysteresis). */
  readonly clear?: number | undefined;
  readonly severity: Severity;
}

/** Limits of one rule; `levels` from the mildest to the worst. Rules that need no number have one level of 0 or 1. */
export interface Limit {
  readonly compare: Compare;
  readonly unit: string;
  readonly levels: readonly Level[];
  /** Further numbers of the rule, named there. */
  readonly also?: Readonly<Record<string, number>> | undefined;
  /** What the limit was published for; a shorter sample lowers the finding by one level. */
  readonly windowMs?: number | undefined;
  /** Where the number comes from: codes of the findings catalogue; "ours" and "GK" have no published source. */
  readonly anchor: string;
}

/** The fact itself is the finding: true is 1. */
export const yes = (severity: Level['severity'], anchor: string): Limit => ({
  compare: 'atLeast',
  unit: '',
  levels: [{ limit: 1, severity }],
  anchor,
});
