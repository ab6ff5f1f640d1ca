import { describe, expect, it } from 'vitest';
import { compare } from '../../../src-shared/findings/compare.ts';
import { judge } from '../../../src-shared/findings/judge.ts';
import { cable, DAY_S, GIB, machine, NOW, printer, volume, wifi, type AreasPatch } from './machine.ts';

const judged = (patch: AreasPatch) => judge(machine(patch), { now: NOW });
const compared = (before: AreasPatch, after: AreasPatch) => compare(judged(before), judged(after));
const stuck = (jobs: number): AreasPatch => ({
  printers: { printers: [{ ...printer, jobs, oldestJobSeconds: 3120 }] },
});
const signal = (signalDbm: number | null): AreasPatch => ({
  wifi: { connections: [{ ...wifi, signalDbm }] },
});

describe('before and after', () => {
  it('names what is gone, with both values', () => {
    expect(compared(stuck(7), {})).toEqual([
      {
        id: 'PRN-02',
        change: 'gone',
        before: { result: 'fired', severity: 'medium', text: 'Office printer: 7 jobs, oldest 52 min' },
        after: { result: 'ok', severity: null, text: 'Office printer: nothing waits' },
      },
    ]);
  });

  it('names what is new', () => {
    expect(compared({}, { network: { proxySet: true } })).toMatchObject([{ id: 'NET-14', change: 'new' }]);
  });

  it('calls a milder level better and a harder one worse', () => {
    expect(compared(signal(-80), signal(-70))).toMatchObject([{ id: 'NET-19', change: 'better' }]);
    expect(compared(signal(-70), signal(-90))).toMatchObject([{ id: 'NET-19', change: 'worse' }]);
  });

  it('looks at the value where the level is the same, and ignores noise', () => {
    expect(compared(stuck(20), stuck(7))).toMatchObject([{ id: 'PRN-02', change: 'better' }]);
    expect(compared(stuck(7), stuck(20))).toMatchObject([{ id: 'PRN-02', change: 'worse' }]);
    expect(compared(signal(-70), signal(-71))).toMatchObject([{ id: 'NET-19', change: 'same' }]);
    const slow = (speedMbit: number): AreasPatch => ({ network: { interfaces: [{ ...cable, speedMbit }] } });
    expect(compared(slow(10), slow(100))).toMatchObject([{ id: 'NET-18', change: 'better' }]);
  });

  it('claims nothing where one side is unknown', () => {
    expect(compared(signal(-80), signal(null))).toMatchObject([
      { change: 'unsure', after: { result: 'unknown' } },
    ]);
  });

  it('leaves out what was fine all along', () => {
    expect(compared({}, {})).toEqual([]);
  });

  it('tells first what went away, then what is left, worst first', () => {
    const full: AreasPatch = {
      volumes: { volumes: [{ ...volume, usedBytes: 236 * GIB, availableBytes: GIB }] },
    };
    const before = { ...full, ...stuck(7), uptime: { seconds: 38 * DAY_S } };
    const after = { uptime: { seconds: 38 * DAY_S }, network: { proxySet: true } };
    expect(compared(before, after).map(({ id, change }) => `${id} ${change}`)).toEqual([
      'DISK-02 gone',
      'DISK-01 gone',
      'PRN-02 gone',
      'DISK-03 gone',
      'NET-14 new',
      'OS-02 same',
    ]);
  });
});
