import { describe, expect, it } from 'vitest';
import { withheldOf } from '../../../src-shared/diagnostics/withheld.ts';
import { areaIds, type AreaId } from '../../../src-shared/diagnostics/area.ts';
import { decodeSnapshot, type Snapshot } from '../../../src-shared/diagnostics/snapshot.ts';
import { allRules } from '../../../src-shared/findings/all-rules.ts';
import {
  judgementSchema,
  ruleIds,
  type RuleId,
  type RuleResult,
} from '../../../src-shared/findings/finding.ts';
import { judge } from '../../../src-shared/findings/judge.ts';
import { cases, type Case, type Expected } from './cases.ts';
import { machine, NOW, wifi } from './machine.ts';

function resultOf(snapshot: Snapshot, id: RuleId, active = new Map<RuleId, number>()): RuleResult {
  const result = judge(snapshot, { now: NOW, active }).results.find((one) => one.id === id);
  if (!result) throw new Error(`no result for ${id}`);
  return result;
}

function short(result: RuleResult): Expected {
  if (result.result === 'fired') return result.severity;
  if (result.result === 'ok') return 'ok';
  return result.cause === 'notRelevant' ? 'notRelevant' : 'unknown';
}

const run = ({ id, patch, platform = 'linux', active }: Case) =>
  resultOf(machine(patch, platform), id, active === undefined ? undefined : new Map([[id, active]]));

describe('each rule at, under and over its limits, and without data', () => {
  it.each(cases.map((one) => [one.id, one.when, one.expected, one] as const))(
    '%s: %s -> %s',
    (_id, _when, expected, one) => {
      expect(short(run(one))).toBe(expected);
    },
  );
});

describe('the cases', () => {
  it('cover every rule with one that fires, one that is fine and one without data', () => {
    for (const id of ruleIds) {
      const seen = cases.filter((one) => one.id === id).map(({ expected }) => expected);
      expect(
        seen.some((one) => one !== 'ok' && one !== 'unknown' && one !== 'notRelevant'),
        `${id} fires`,
      ).toBe(true);
      expect(seen, `${id} is fine`).toContain('ok');
      if (id !== 'TIME-03') expect(seen, `${id} without data`).toContain('unknown');
    }
  });

  it('are snapshots the schema accepts', () => {
    for (const { patch, platform } of cases) {
      const decoded = decodeSnapshot(machine(patch, platform));
      expect(decoded.ok ? 'ok' : decoded.error.detail).toBe('ok');
    }
  });

  it('give results the schema accepts', () => {
    for (const { patch, platform } of cases) {
      judgementSchema.parse(judge(machine(patch, platform), { now: NOW }));
    }
  });
});

describe('every rule', () => {
  it('is there once, in the order of the catalogue', () => {
    expect(allRules.map(({ id }) => id)).toEqual(ruleIds);
  });

  it('is fine or not relevant on a healthy computer, on each system', () => {
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      const judgement = judge(machine({}, platform), { now: NOW });
      expect(judgement.results.filter(({ result }) => result === 'fired')).toEqual([]);
    }
    const { fired, ok, unknown, notRelevant } = judge(machine(), { now: NOW }).counts;
    expect({ fired, unknown, judged: ok + notRelevant }).toEqual({
      fired: 0,
      unknown: 0,
      judged: ruleIds.length,
    });
  });

  it('is unknown, and says so in the words of the probe, when its area did not answer', () => {
    for (const rule of allRules) {
      const platform = rule.only?.[0] ?? 'linux';
      for (const status of ['unavailable', 'denied', 'failed'] as const) {
        const snapshot = machine({}, platform);
        const areas = {
          ...snapshot.areas,
          [rule.area]: { status, reason: 'no answer in 3 s', ms: 3000, at: NOW, source: 'test' },
        };
        const result = resultOf({ ...snapshot, areas }, rule.id);
        expect(result).toMatchObject({ result: 'unknown', area: rule.area, reason: 'no answer in 3 s' });
      }
      const { [rule.area]: _, ...areas } = machine({}, platform).areas;
      expect(resultOf({ ...machine({}, platform), areas }, rule.id)).toMatchObject({
        result: 'unknown',
        cause: 'missing',
      });
    }
  });

  it('is never fine, and never fires, on values that are all unknown', () => {
    for (const rule of allRules) {
      // its value is the snapshot's own time, which is always there
      if (rule.id === 'TIME-03') continue;
      const platform = rule.only?.[0] ?? 'linux';
      const result = resultOf(nulled(machine({}, platform)), rule.id);
      expect(result.result, `${rule.id}: ${JSON.stringify(result)}`).toBe('unknown');
    }
  });

  it('says when the person left the value out', () => {
    const snapshot = machine({ wifi: { connections: [{ ...wifi, signalDbm: null }] } });
    const result = resultOf(
      { ...snapshot, withheld: withheldOf(['wifi.connections.*.signalDbm']) },
      'NET-19',
    );
    expect(result).toMatchObject({ result: 'unknown', cause: 'withheld' });
  });
});

/** The same snapshot with every leaf of every area null; lists keep their members. */
function nulled(snapshot: Snapshot): Snapshot {
  const areas = Object.fromEntries(
    areaIds.map((area: AreaId) => {
      const answer = snapshot.areas[area];
      return [area, answer?.status === 'ok' ? { ...answer, data: withoutLeaves(answer.data) } : answer];
    }),
  );
  return { ...snapshot, areas: areas as Snapshot['areas'] };
}

function withoutLeaves(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutLeaves);
  if (typeof value !== 'object' || value === null) return null;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutLeaves(inner)]));
}
