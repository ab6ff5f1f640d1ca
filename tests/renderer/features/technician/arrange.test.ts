import { describe, expect, it } from 'vitest';
import {
  arrange,
  byCause,
  bySeverity,
  causeCount,
} from '../../../../src-renderer/features/technician/findings/arrange.ts';
import type { Finding, RuleId, Severity } from '../../../../src-shared/findings/finding.ts';

function finding(id: RuleId, severity: Severity, explainedBy: RuleId | null = null): Finding {
  return {
    id,
    severity,
    explainedBy,
    level: 0,
    params: {},
    shortSample: false,
    explains: [],
    evidence: { value: 1, limit: null, unit: '', text: 'x', source: 'y', at: 0 },
  };
}
const ids = (rows: readonly { readonly id: RuleId }[]) => rows.map(({ id }) => id);

describe('Findings in order', () => {
  const disk = finding('DISK-01', 'high');
  const update = finding('UPD-01', 'critical', 'DISK-01');
  const wifi = finding('NET-19', 'low');

  it('effects stand under their cause', () => {
    expect(byCause([update, disk, wifi])).toEqual([
      { id: 'DISK-01', under: null },
      { id: 'UPD-01', under: 'DISK-01' },
      { id: 'NET-19', under: null },
    ]);
    expect(causeCount([update, disk, wifi])).toBe(2);
  });

  it('an effect whose cause is not there stands on its own', () => {
    expect(byCause([update])).toEqual([{ id: 'UPD-01', under: null }]);
  });

  it('a circle of explanations loses nothing', () => {
    const rows = byCause([finding('DISK-01', 'high', 'UPD-01'), finding('UPD-01', 'low', 'DISK-01')]);
    expect(ids(rows).sort()).toEqual(['DISK-01', 'UPD-01']);
  });

  it('by severity nothing is nested', () => {
    expect(ids(bySeverity([wifi, disk, update]))).toEqual(['UPD-01', 'DISK-01', 'NET-19']);
  });
});

describe('Findings never move while they arrive or are pointed at', () => {
  const first = byCause([finding('NET-19', 'low')]);
  const wanted = byCause([finding('DISK-02', 'critical'), finding('NET-19', 'low')]);

  it('what is new comes below while the list is held', () => {
    expect(ids(arrange(first, wanted, true))).toEqual(['NET-19', 'DISK-02']);
  });

  it('the worst goes to the top once the list is free', () => {
    expect(ids(arrange(arrange(first, wanted, true), wanted, false))).toEqual(['DISK-02', 'NET-19']);
  });

  it('what is gone goes at once', () => {
    expect(ids(arrange(wanted, byCause([finding('NET-19', 'low')]), true))).toEqual(['NET-19']);
  });

  it('nothing new is nothing to draw', () => {
    expect(arrange(first, byCause([finding('NET-19', 'low')]), false)).toBe(first);
  });
});
