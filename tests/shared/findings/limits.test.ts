import { describe, expect, it } from 'vitest';
import { ruleIds, severityRank } from '../../../src-shared/findings/finding.ts';
import { judge } from '../../../src-shared/findings/judge.ts';
import { levelOf } from '../../../src-shared/findings/level.ts';
import { defaultLimits } from '../../../src-shared/findings/limits.ts';
import { isRising, mergeLimits } from '../../../src-shared/findings/merge-limits.ts';
import { DAY_S, machine, NOW } from './machine.ts';

const errorsOf = (policy: unknown) => {
  const merged = mergeLimits(policy);
  return merged.ok ? [] : merged.error;
};

describe('the table of limits', () => {
  it.each(ruleIds)(
    '%s has levels from the mildest to the worst, a clear limit on the right side and an anchor',
    (id) => {
      const { levels, compare, anchor } = defaultLimits[id];
      expect(anchor).not.toBe('');
      expect(levels.length).toBeGreaterThan(0);
      levels.forEach((level, i) => {
        const before = levels[i - 1];
        if (before) {
          expect(severityRank(level.severity)).toBeGreaterThan(severityRank(before.severity));
          expect(isRising(compare) ? level.limit > before.limit : level.limit < before.limit).toBe(true);
        }
        if (level.clear !== undefined) {
          expect(isRising(compare) ? level.clear < level.limit : level.clear > level.limit).toBe(true);
        }
      });
    },
  );
});

describe('levelOf', () => {
  const limit = (compare: 'over' | 'atLeast' | 'under' | 'atMost') => ({
    compare,
    unit: '%',
    levels: [{ limit: 10, severity: 'low' as const }],
    anchor: 'ours',
  });

  it.each([
    ['over', [9, 10, 11], [null, null, 0]],
    ['atLeast', [9, 10, 11], [null, 0, 0]],
    ['under', [9, 10, 11], [0, null, null]],
    ['atMost', [9, 10, 11], [0, 0, null]],
  ] as const)('%s', (compare, values, levels) => {
    expect(values.map((value) => levelOf(value, limit(compare), undefined))).toEqual(levels);
  });
});

describe("an organisation's limits", () => {
  it('replace only what they name', () => {
    const merged = mergeLimits({
      'OS-02': { levels: [{ limit: 7 }] },
      'PRN-02': { also: { oldestMinutes: 60 } },
    });
    if (!merged.ok) throw new Error(merged.error.join());
    expect(merged.value['OS-02'].levels).toEqual([
      { limit: 7, severity: 'low' },
      { limit: 30, severity: 'medium' },
    ]);
    expect(merged.value['PRN-02'].also).toEqual({ oldestMinutes: 60 });
    expect(merged.value['OS-02'].anchor).toBe('policy');
    expect(merged.value['DISK-01']).toBe(defaultLimits['DISK-01']);
    expect(defaultLimits['OS-02'].levels[0]?.limit).toBe(14);
  });

  it('decide', () => {
    const merged = mergeLimits({
      'OS-02': { levels: [{ limit: 1, severity: 'high' }, { severity: 'critical' }] },
    });
    if (!merged.ok) throw new Error(merged.error.join());
    const { findings } = judge(machine({ uptime: { seconds: 2 * DAY_S } }), {
      now: NOW,
      limits: merged.value,
    });
    expect(findings).toMatchObject([{ id: 'OS-02', severity: 'high', evidence: { limit: 1, value: 2 } }]);
  });

  it.each([
    ['an unknown rule', { 'DISK-99': {} }],
    ['not an object', 'all'],
    ['a text for a number', { 'OS-02': { levels: [{ limit: 'many' }] } }],
    ['not a finite number', { 'OS-02': { levels: [{ limit: Number.NaN }] } }],
    ['a level that the rule does not have', { 'DISK-01': { levels: [{}, { limit: 99 }] } }],
    ['levels in the wrong order', { 'OS-02': { levels: [{ limit: 40 }] } }],
    ['a clear limit on the wrong side', { 'DISK-01': { levels: [{ clear: 95 }] } }],
    ['a clear limit on the wrong side, falling', { 'MEM-01': { levels: [{ clear: 5 }] } }],
    ['a number that the rule does not have', { 'PRN-02': { also: { colour: 1 } } }],
    ['an unknown field', { 'DISK-01': { off: true } }],
  ])('are refused whole: %s', (_, policy) => {
    expect(errorsOf(policy).length).toBeGreaterThan(0);
  });

  it('name the rule and the fault', () => {
    expect(errorsOf({ 'DISK-01': { levels: [{ clear: 95 }] } })).toEqual([
      'DISK-01: level 1 would clear before it fires',
    ]);
  });
});
