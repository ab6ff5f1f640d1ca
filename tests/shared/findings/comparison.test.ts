import { describe, expect, it } from 'vitest';
import { withheldOf } from '../../../src-shared/diagnostics/withheld.ts';
import { compareSnapshots, comparisonSchema, countChanges } from '../../../src-shared/findings/comparison.ts';
import { comparisonMarkdown, comparisonText } from '../../../src-shared/report/comparison-text.ts';
import { comparisonSummary } from '../../../src-shared/words/comparison-words.ts';
import { GIB, machine, NOW, printer, volume, type AreasPatch } from './machine.ts';

const full = (usedPercent: number, mount = '/') => ({
  volumes: [
    {
      ...volume,
      mount,
      role: mount === '/' ? ('system' as const) : ('data' as const),
      usedBytes: 237 * GIB * (usedPercent / 100),
      availableBytes: 237 * GIB * (1 - usedPercent / 100),
    },
  ],
});
const at = (minutes: number, patch: AreasPatch = {}) => ({
  ...machine(patch),
  takenAt: NOW + minutes * 60_000,
});
const time = (moment: number) => new Date(moment).toISOString().slice(11, 16);

describe('two looks at one computer', () => {
  it('tell what was fixed with both values, and how many checks were fine both times', () => {
    const comparison = compareSnapshots(at(0, { volumes: full(94) }), at(10));
    expect(comparisonSchema.parse(comparison)).toEqual(comparison);
    expect(comparison.compared.map(({ id, change }) => `${id} ${change}`)).toEqual([
      'DISK-01 gone',
      'DISK-03 gone',
    ]);
    expect(comparison.doubts).toEqual([]);
    expect(comparison.fineThroughout).toBeGreaterThan(30);
    expect(comparisonSummary(comparison)).toBe('2 fixed');
    expect(countChanges(comparison)).toMatchObject({ gone: 2, new: 0 });
  });

  it('agree with the list: what has not gone past its clear limit is not called fixed', () => {
    const comparison = compareSnapshots(at(0, { volumes: full(91) }), at(10, { volumes: full(86) }));
    expect(comparison.compared).toContainEqual(expect.objectContaining({ id: 'DISK-01', change: 'same' }));
  });

  it('do not compare the figures of two things', () => {
    const comparison = compareSnapshots(
      at(0, { volumes: full(99.9, '/data') }),
      at(10, { volumes: full(91, '/backup') }),
    );
    expect(comparison.compared).toContainEqual(expect.objectContaining({ id: 'DISK-01', change: 'same' }));
  });

  it('call it better when fewer things have the problem', () => {
    const two = { volumes: [...full(95, '/a').volumes, ...full(95, '/b').volumes] };
    const comparison = compareSnapshots(at(0, { volumes: two }), at(5, { volumes: full(95, '/a') }));
    const disk = comparison.compared.find(({ id }) => id === 'DISK-01');
    expect(disk).toMatchObject({ change: 'better' });
    expect(disk?.before.text).toMatch(/, and 1 more$/);
  });

  it('call only what was a fault fixed', () => {
    const before = at(0, { volumes: full(94), network: { proxySet: true } });
    expect(comparisonSummary(compareSnapshots(before, at(10)))).toBe('2 fixed, 1 gone');
  });

  it('do not let the figure of another disk look like the first one’s', () => {
    const before = { volumes: [...full(40).volumes, ...full(99.9, '/data').volumes] };
    const after = { volumes: [...full(40).volumes, ...full(1, '/data').volumes] };
    const gone = compareSnapshots(at(0, { volumes: before }), at(5, { volumes: after })).compared;
    expect(gone.find(({ id }) => id === 'DISK-02')?.after.text).toMatch(/^the worst is at 40 % used/);
    const own = compareSnapshots(at(0, { volumes: full(99.9) }), at(5, { volumes: full(40) })).compared;
    expect(own.find(({ id }) => id === 'DISK-02')?.after.text).toMatch(/^40 % used/);
  });

  it('say when they may not be about the same thing', () => {
    expect(compareSnapshots(at(10), at(0)).doubts).toEqual(['backwards']);
    expect(compareSnapshots(at(0), { ...machine({}, 'win32'), takenAt: NOW + 1 }).doubts).toContain(
      'other-system',
    );
    const other = at(5, { system: { model: 'Another', virtual: false } });
    expect(compareSnapshots(at(0), other).doubts).toContain('other-computer');
    expect(compareSnapshots(at(0), { ...at(5), withheld: withheldOf(['os.hostName']) }).doubts).toEqual([
      'withheld',
    ]);
  });
});

describe('before and after as text', () => {
  const hostile = 'Office | <b>x</b> [a](javascript:1)';
  const stuck = { printers: { printers: [{ ...printer, name: hostile, jobs: 9, oldestJobSeconds: 9999 }] } };
  const comparison = compareSnapshots(at(0, stuck), at(10));

  it('names the change, the check and both sides', () => {
    const text = comparisonText(comparison, time);
    expect(text).toContain('1 fixed.');
    expect(text).toMatch(/Fixed: Stuck prints \(PRN-02\)\n {2}before {2}Medium: .*\n {2}after {3}Fine: /);
  });

  it('lets no name from the machine format a ticket', () => {
    const rows = comparisonMarkdown(comparison, time)
      .split('\n')
      .filter((line) => line.startsWith('| Fixed'));
    expect(rows).toHaveLength(1);
    expect(rows[0]?.match(/(?<!\\)\|/g)).toHaveLength(5);
    expect(rows[0]).not.toMatch(/<b>|[^\\]\]\(/);
  });
});
