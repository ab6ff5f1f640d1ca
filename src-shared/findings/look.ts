import type { AreaId } from '../diagnostics/area.ts';
import type { Snapshot } from '../diagnostics/snapshot.ts';
import { LEFT_OUT } from '../diagnostics/withheld.ts';
import { rounded } from '../words/format.ts';
import {
  MAX_EVIDENCE_TEXT,
  MAX_VALUE,
  type Active,
  type Evidence,
  type Fired,
  type Ok,
  type Params,
  type RuleId,
  type RuleResult,
  type Unknown,
} from './finding.ts';
import { levelOf } from './level.ts';
import type { Limit, Limits } from './limits.ts';
import { isWithheld, unknown } from './no-answer.ts';

/** Everything a rule may know besides the snapshot. */
export interface RuleContext {
  /** What fired last time, for hysteresis. */
  readonly active: Active;
  /** Epoch ms; handed in, since this code has no clock. */
  readonly now: number;
}

/** What a rule is asked about, and where the answer came from. */
interface Asked {
  readonly id: RuleId;
  readonly area: AreaId;
  readonly snapshot: Snapshot;
  readonly limits: Limits;
  readonly context: RuleContext;
  readonly source: string;
  readonly at: number;
}

/** A fact without the parts that are the same for all facts of an area; `limit` only where it is not the table's. */
export type Fact = Pick<Evidence, 'value' | 'text'> & Partial<Evidence>;

/** The rule's view of its question: its limits, and the ways to answer. */
export interface Look extends Asked {
  readonly limit: Limit;
  /** The level on which the rule was active last time. */
  readonly activeLevel: number | undefined;
  fired(level: number, fact: Fact, params?: Params): Fired;
  fine(fact: Fact): Ok;
  /** Fired when `yes`: for facts that need no number. */
  either(yes: boolean, fact: Fact, params?: Params): RuleResult;
  /** Against the limits of the table, or against `limit`. */
  byNumber(
    value: number,
    text: string,
    params?: Params,
    extra?: Partial<Evidence>,
    limit?: Limit,
  ): RuleResult;
  /** A value the area did not give: names the fields, so that "left out by you" can be told from "not known". */
  missing(reason: string, ...fields: readonly string[]): Unknown;
  /** The system keeps the value from this user; says what it would take. */
  denied(reason: string): Unknown;
  notRelevant(reason: string): Unknown;
}

export function createLook(asked: Asked): Look {
  const { id, area, snapshot, source, at } = asked;
  const limit = asked.limits[id];
  const activeLevel = asked.context.active.get(id);
  const fired = (level: number, fact: Fact, params: Params = {}, used = limit): Fired => ({
    id,
    result: 'fired',
    severity: used.levels[level]?.severity ?? 'info',
    level,
    evidence: evidenceOf(fact, used, level, source, at),
    params: cutAll(params),
    shortSample: false,
  });
  const fine = (fact: Fact, used = limit): Ok => ({
    id,
    result: 'ok',
    evidence: evidenceOf(fact, used, 0, source, at),
  });
  return {
    ...asked,
    limit,
    activeLevel,
    fired: (level, fact, params) => fired(level, fact, params),
    fine: (fact) => fine(fact),
    either: (yes, fact, params) => (yes ? fired(0, fact, params) : fine(fact)),
    byNumber(value, text, params, extra, used = limit) {
      const level = levelOf(value, used, activeLevel);
      const fact = { value: rounded(value, 2), text, ...extra };
      return level === null ? fine(fact, used) : fired(level, fact, params, used);
    },
    missing: (reason, ...fields) =>
      isWithheld(snapshot, fields)
        ? unknown(id, area, 'withheld', LEFT_OUT)
        : unknown(id, area, 'missing', reason),
    denied: (reason) => unknown(id, area, 'denied', reason),
    notRelevant: (reason) => unknown(id, area, 'notRelevant', reason),
  };
}

function evidenceOf(fact: Fact, limit: Limit, level: number, source: string, at: number): Evidence {
  const line = limit.levels[level];
  // a rule without a unit has no number to show: its limit of 1 only says "true"
  const counted = line !== undefined && limit.unit !== '' && typeof fact.value === 'number';
  return {
    limit: counted ? line.limit : null,
    ...(counted && line.clear !== undefined && { clear: line.clear }),
    unit: counted ? limit.unit : '',
    source,
    at,
    ...fact,
    value: typeof fact.value === 'string' ? cut(fact.value, MAX_VALUE) : fact.value,
    text: cut(fact.text, MAX_EVIDENCE_TEXT),
  };
}

/** Names come from the machine and may be as long as a field allows, several of them in one text. */
function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

function cutAll(params: Params): Params {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key,
      typeof value === 'string' ? cut(value, MAX_VALUE) : value,
    ]),
  );
}
