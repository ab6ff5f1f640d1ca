import { describe, expect, it } from 'vitest';
import { fieldsByPath } from '../../../src-shared/diagnostics/fields.ts';
import { areasSchema, type Snapshot } from '../../../src-shared/diagnostics/snapshot.ts';
import { allRules } from '../../../src-shared/findings/all-rules.ts';
import type { Evidence, RuleResult } from '../../../src-shared/findings/finding.ts';
import { judgeOne } from '../../../src-shared/findings/judge.ts';
import { defaultLimits } from '../../../src-shared/findings/limits.ts';
import { watchWithheld } from '../../../src-shared/findings/withheld-reads.ts';
import { mapData, type Leaf } from '../../../src-shared/redaction/visit-leaves.ts';
import { cases, type Case } from './cases.ts';
import { machine, NOW } from './machine.ts';

/** The snapshot as it is sent when a field is left out, with the texts that went with it. */
function without(snapshot: Snapshot, path: string): { snapshot: Snapshot; gone: readonly string[] } {
  const [area = ''] = path.split('.');
  const gone: string[] = [];
  const drop = (field: { path: string } | undefined, value: Leaf) => {
    if (field?.path !== path) return value;
    // one of a few fixed words may stand there for something else
    if (typeof value === 'string' && fieldsByPath.get(path)?.kind !== 'none') gone.push(value);
    return null;
  };
  const areas = Object.fromEntries(
    Object.entries(snapshot.areas).map(([id, result]) => [
      id,
      id === area && result?.status === 'ok'
        ? { ...result, data: mapData(result.data, id, fieldsByPath, drop) }
        : result,
    ]),
  );
  return { snapshot: { ...snapshot, withheld: [path], areas: areasSchema.parse(areas) }, gone };
}

function judged({ id, active }: Case, snapshot: Snapshot): RuleResult {
  const rule = allRules.find((one) => one.id === id);
  if (!rule) throw new Error(id);
  return judgeOne(rule, watchWithheld(snapshot), defaultLimits, {
    active: new Map(active === undefined ? [] : [[id, active]]),
    now: NOW,
  });
}

/** Each case with each field of the area it changes or is decided by. */
const questions = cases.flatMap((one) => {
  const area = allRules.find(({ id }) => id === one.id)?.area ?? '';
  const areas = new Set([area, ...Object.keys(one.patch)]);
  const paths = [...fieldsByPath.values()].filter((field) => areas.has(field.area)).map(({ path }) => path);
  return paths.map((path) => ({ one, path }));
});

const evidenceOf = (result: RuleResult): Evidence | null =>
  result.result === 'unknown' ? null : result.evidence;

describe('a field that is left out', () => {
  it('never turns a finding into "fine", nor "fine" into a finding (see `excuses` in withheld-reads.ts)', () => {
    const turned = questions.flatMap(({ one, path }) => {
      const snapshot = machine(one.patch, one.platform);
      const before = judged(one, snapshot);
      const after = judged(one, without(snapshot, path).snapshot);
      const flipped =
        before.result !== after.result && after.result !== 'unknown' && before.result !== 'unknown';
      return flipped ? [`${one.id} (${one.when}) without ${path}: ${before.result} -> ${after.result}`] : [];
    });
    expect([...new Set(turned)]).toEqual([]);
  });

  it('makes a check that needs it say that it was left out', () => {
    const silent = questions.flatMap(({ one, path }) => {
      const snapshot = machine(one.patch, one.platform);
      if (judged(one, snapshot).result === 'unknown') return [];
      const after = judged(one, without(snapshot, path).snapshot);
      const said = after.result !== 'unknown' || after.cause === 'withheld';
      return said ? [] : [`${one.id} without ${path}: ${after.cause}, ${after.reason}`];
    });
    expect([...new Set(silent)]).toEqual([]);
  });

  it('is not in the evidence or the words of any finding', () => {
    const told = questions.flatMap(({ one, path }) => {
      const { snapshot, gone } = without(machine(one.patch, one.platform), path);
      const result = judged(one, snapshot);
      const evidence = evidenceOf(result);
      const said = JSON.stringify([
        evidence?.value,
        evidence?.text,
        result.result === 'fired' && result.params,
      ]);
      const names = gone.filter((text) => text.length > 4 && said.includes(text));
      return names.map((name) => `${one.id} without ${path}: ${name}`);
    });
    expect([...new Set(told)]).toEqual([]);
  });
});
