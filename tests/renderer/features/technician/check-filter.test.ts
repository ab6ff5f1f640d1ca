import { describe, expect, it } from 'vitest';
import {
  compareOptions,
  sidesOf,
} from '../../../../src-renderer/features/technician/findings/compare-options.ts';
import {
  filterResults,
  kindOf,
  noFilter,
} from '../../../../src-renderer/features/technician/findings/filter-results.ts';
import { judge } from '../../../../src-shared/findings/judge.ts';
import { resultsMarkdown } from '../../../../src-shared/report/results-markdown.ts';
import { byReason, whyNotWords } from '../../../../src-shared/words/why-not-words.ts';
import { DAY_S, GIB, machine, NOW, volume } from '../../../shared/findings/machine.ts';

const snapshot = machine({
  volumes: { volumes: [{ ...volume, usedBytes: 236 * GIB, availableBytes: GIB }] },
  uptime: { seconds: 38 * DAY_S },
  network: { proxySet: true },
});
const { results } = judge(
  {
    ...snapshot,
    areas: {
      ...snapshot.areas,
      wifi: { status: 'denied', reason: 'needs administrator rights', ms: 1, at: NOW, source: 'iw' },
    },
  },
  { now: NOW },
);
const ids = (filter: Partial<typeof noFilter>, kind = 'fired') =>
  filterResults(results, { ...noFilter, ...filter })
    .filter((result) => kindOf(result) === kind)
    .map(({ id }) => id);
const byId = (id: string) => {
  const found = results.find((result) => result.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

describe('the filter over all checks', () => {
  it('lets everything through at first', () => {
    expect(filterResults(results, noFilter)).toHaveLength(results.length);
  });

  it('takes a severity and worse, and leaves what did not fire alone', () => {
    expect(ids({ severity: 'critical' })).toEqual(['DISK-02']);
    expect(ids({ severity: 'medium' })).toContain('OS-02');
    expect(ids({ severity: 'critical' }, 'ok')).toEqual(ids({}, 'ok'));
  });

  it('takes an area', () => {
    expect(ids({ area: 'uptime' })).toEqual(['OS-02']);
    expect(ids({ area: 'wifi' }, 'unknown')).toEqual(['NET-19', 'NET-20']);
  });

  it('searches ids, words, values, reasons and sources, all words at once', () => {
    expect(ids({ text: 'os-02' })).toEqual(['OS-02']);
    expect(ids({ text: 'DISK full' })).toContain('DISK-02');
    expect(ids({ text: 'administrator' }, 'unknown')).toEqual(['NET-19', 'NET-20']);
    expect(ids({ text: 'no such thing' })).toEqual([]);
  });
});

describe('why not', () => {
  it('says what was measured and from where on it would fire', () => {
    const memory = byId('MEM-02');
    if (memory.result === 'fired') throw new Error('fired');
    expect(whyNotWords(memory)).toMatch(/; fires over 90 %$/);
    const weak = judge(machine(), { now: NOW }).results.find(({ id }) => id === 'NET-19');
    if (weak?.result !== 'ok') throw new Error('not fine');
    expect(whyNotWords(weak)).toMatch(/; fires under −67 dBm$/);
  });

  it('says nothing of a limit where there is no number', () => {
    const battery = byId('DISK-17');
    if (battery.result === 'fired') throw new Error('fired');
    expect(whyNotWords(battery)).not.toContain('fires');
  });

  it('puts what has one reason together', () => {
    expect(byReason(results)).toContainEqual({
      words: 'Not allowed: needs administrator rights',
      results: [byId('NET-19'), byId('NET-20')],
    });
  });
});

describe('what is copied', () => {
  it('has value, limit, source and time, and the reasons of what could not be judged', () => {
    const text = resultsMarkdown(results, (at) => new Date(at).toISOString());
    expect(text).toMatch(
      /\*\*No restart for 38 days\*\* \(Medium, OS-02\)\n\n- Value: up 38 d\n- Limit: 30 days/,
    );
    expect(text).toContain('- Source: test uptime, 2026-11-24T');
    expect(text).toContain('## Not allowed: needs administrator rights\n\n- ');
  });
});

describe('the two sides of a comparison', () => {
  const look = (takenAt: number) => ({ ...snapshot, takenAt });
  const file = (name: string, takenAt: number) => ({
    name,
    opened: { snapshot: look(takenAt), unread: [] },
  });

  it('are the oldest and the newest until somebody chooses', () => {
    const options = compareOptions([look(10), look(20), look(30)], [file('old.json', 5)]);
    const none = { before: null, after: null };
    expect(sidesOf(options, none)).toMatchObject({ before: { name: 'old.json' }, after: { id: 'look-30' } });
    expect(sidesOf(options, { before: 'look-10', after: 'look-20' })).toMatchObject({
      before: { kind: 'first' },
      after: { id: 'look-20' },
    });
  });

  it('are never one and the same, and one look alone has nothing to be compared with', () => {
    const options = compareOptions([look(10)], []);
    expect(sidesOf(options, { before: null, after: null })).toMatchObject({
      before: { id: 'look-10' },
      after: null,
    });
    const two = compareOptions([look(10), look(20)], []);
    expect(sidesOf(two, { before: 'look-10', after: 'look-10' }).after).toBeNull();
  });
});
