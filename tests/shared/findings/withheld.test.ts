import { beforeAll, describe, expect, it } from 'vitest';
import type { AreaId } from '../../../src-shared/diagnostics/area.ts';
import { fieldsByPath } from '../../../src-shared/diagnostics/fields.ts';
import type { Snapshot } from '../../../src-shared/diagnostics/snapshot.ts';
import { withheldOf } from '../../../src-shared/diagnostics/withheld.ts';
import { allRules } from '../../../src-shared/findings/all-rules.ts';
import type { Evidence, RuleResult } from '../../../src-shared/findings/finding.ts';
import { judge, judgeOne } from '../../../src-shared/findings/judge.ts';
import { defaultLimits } from '../../../src-shared/findings/limits.ts';
import { watchWithheld } from '../../../src-shared/findings/withheld-reads.ts';
import { nobody } from '../../../src-shared/redaction/learnt-secrets.ts';
import { redactSnapshot } from '../../../src-shared/redaction/redact-snapshot.ts';
import { mapData, type Leaf } from '../../../src-shared/redaction/visit-leaves.ts';
import { cases, type Case } from './cases.ts';
import { machine, NOW } from './machine.ts';

/** The snapshot as it is sent when a field is left out, with the texts that went with it. */
function without(snapshot: Snapshot, path: string): { snapshot: Snapshot; gone: readonly string[] } {
  const area = path.split('.')[0] as AreaId;
  const result = snapshot.areas[area];
  const gone: string[] = [];
  const drop = (field: { path: string } | undefined, value: Leaf) => {
    if (field?.path !== path) return value;
    // one of a few fixed words may stand there for something else
    if (typeof value === 'string' && fieldsByPath.get(path)?.kind !== 'none') gone.push(value);
    return null;
  };
  if (result?.status !== 'ok') return { snapshot, gone };
  const answer = { ...result, data: mapData(result.data, area, fieldsByPath, drop) };
  const sent = { ...snapshot, withheld: withheldOf([path]), areas: { ...snapshot.areas, [area]: answer } };
  if (gone.length === 0) return { snapshot: sent, gone };
  // what stands in another field too may be told from there
  const left = JSON.stringify(sent.areas);
  return { snapshot: sent, gone: gone.filter((text) => !left.includes(text)) };
}

function judged({ id, active }: Case, snapshot: Snapshot): RuleResult {
  const rule = allRules.find((one) => one.id === id);
  if (!rule) throw new Error(id);
  return judgeOne(rule, watchWithheld(snapshot), defaultLimits, {
    active: new Map(active === undefined ? [] : [[id, active]]),
    now: NOW,
  });
}

interface Answer {
  readonly one: Case;
  readonly path: string;
  readonly before: RuleResult;
  readonly after: RuleResult;
  readonly gone: readonly string[];
}

/** Each case with each field of the area it changes or is decided by: what the rule says with and without it. */
function answersOf(one: Case): readonly Answer[] {
  const area = allRules.find(({ id }) => id === one.id)?.area ?? '';
  const areas = new Set([area, ...Object.keys(one.patch)]);
  const whole = machine(one.patch, one.platform);
  const before = judged(one, whole);
  return [...fieldsByPath.values()]
    .filter((field) => areas.has(field.area))
    .map(({ path }) => {
      const { snapshot, gone } = without(whole, path);
      return { one, path, before, after: judged(one, snapshot), gone };
    });
}

const evidenceOf = (result: RuleResult): Evidence | null =>
  result.result === 'unknown' ? null : result.evidence;

describe('a field that is left out', { timeout: 120_000 }, () => {
  let answers: readonly Answer[] = [];
  beforeAll(() => void (answers = cases.flatMap(answersOf)), 120_000);

  it('never turns a finding into "fine", nor "fine" into a finding (see `excuses` in withheld-reads.ts)', () => {
    const turned = answers.flatMap(({ one, path, before, after }) => {
      const judgedTwice = before.result !== 'unknown' && after.result !== 'unknown';
      return judgedTwice && before.result !== after.result
        ? [`${one.id} (${one.when}) without ${path}: ${before.result} -> ${after.result}`]
        : [];
    });
    expect([...new Set(turned)]).toEqual([]);
  });

  it('makes a check that needs it say that it was left out', () => {
    const silent = answers.flatMap(({ one, path, before, after }) => {
      const said = before.result === 'unknown' || after.result !== 'unknown' || after.cause === 'withheld';
      return said ? [] : [`${one.id} without ${path}: ${after.cause}, ${after.reason}`];
    });
    expect([...new Set(silent)]).toEqual([]);
  });

  it('makes every check of its area say so when the whole area was left out', () => {
    const whole = machine({});
    const paths = new Set([...fieldsByPath.keys()].filter((path) => path.startsWith('memory.')));
    const key = new Uint8Array(32);
    const { snapshot } = redactSnapshot(whole, { key, identity: nobody, withheld: paths });
    const results = judge(snapshot, { now: NOW }).results.filter(({ id }) => id === 'MEM-01');
    expect(results).toMatchObject([{ result: 'unknown', cause: 'withheld' }]);
  });

  it('is not in the evidence or the words of any finding', () => {
    const told = answers.flatMap(({ one, path, after, gone }) => {
      const evidence = evidenceOf(after);
      const said = JSON.stringify([
        evidence?.value,
        evidence?.text,
        after.result === 'fired' && after.params,
      ]);
      const names = gone.filter((text) => text.length > 4 && said.includes(text));
      return names.map((name) => `${one.id} without ${path}: ${name}`);
    });
    expect([...new Set(told)]).toEqual([]);
  });
});
