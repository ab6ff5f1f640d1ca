import { describe, expect, it } from 'vitest';
import { fill } from '../../../src-shared/words/fill.ts';
import * as format from '../../../src-shared/words/format.ts';

const GB = 1024 ** 3;
const DAY = 86_400_000;

describe('numbers as people read them', () => {
  it.each([
    [0, '0 bytes'],
    [900, '900 bytes'],
    [1024, '1 KB'],
    [14.1 * GB, '14.1 GB'],
    [237 * GB, '237 GB'],
    [999.6 * GB, '1 TB'],
    [512 * 1024 ** 2, '512 MB'],
    [2 ** 60, '1024 PB'],
  ])('size of %d is %s', (bytes, words) => expect(format.size(bytes)).toBe(words));

  it.each([
    [14.1 * GB, '14 GB'],
    [3.24 * GB, '3.2 GB'],
    [9.96 * GB, '10 GB'],
    [500, '500 bytes'],
  ])('for the person %d is %s', (bytes, words) => expect(format.roundSize(bytes)).toBe(words));

  it('names one unit for part and whole, unless the part would vanish', () => {
    expect(format.sizeOf(14.1 * GB, 237 * GB)).toBe('14.1 of 237 GB');
    expect(format.sizeOf(20 * 1024 ** 2, 237 * GB)).toBe('20 MB of 237 GB');
    expect(format.sizeOf(0, 237 * GB)).toBe('0 of 237 GB');
  });

  it('never says 100 % of what is not full, nor 0 % of what is there', () => {
    expect([93.6, 99.7, 100, 0.2, 0].map(format.roundPercent)).toEqual([
      '94 %',
      '99 %',
      '100 %',
      '1 %',
      '0 %',
    ]);
    expect(format.percent(94.05)).toBe('94.1 %');
  });

  it.each([
    [38 * DAY + 7_200_000, '38 days', '38 d 2 h'],
    [DAY, '24 hours', '1 d'],
    [52 * 60_000, '52 minutes', '52 min'],
    [60_000, '1 minute', '1 min'],
    [3000, '3 seconds', '3 s'],
    [400, '0 seconds', '400 ms'],
    [-5, '0 seconds', '0 ms'],
    [7_380_000, '2 hours', '2 h 3 min'],
  ])('%d ms is %s and %s', (ms, words, short) => {
    expect(format.duration(ms)).toBe(words);
    expect(format.shortDuration(ms)).toBe(short);
  });

  it('writes dates in full and minus signs that line up', () => {
    expect(format.date(Date.UTC(2026, 9, 14))).toBe('14 October 2026');
    expect([format.signed(-71), format.signed(5), format.signed(0)]).toEqual(['−71', '5', '0']);
  });
});

describe('fill', () => {
  it('fills names and formats', () => {
    expect(
      fill('{free|roundSize} of {total|size}, {n} {n|plural:print is,prints are}', {
        free: 14.1 * GB,
        total: 237 * GB,
        n: 1,
      }),
    ).toBe('14 GB of 237 GB, 1 print is');
  });

  it('does not fill what a value brings along', () => {
    expect(fill('{name} and {other}', { name: '{other}', other: 'x' })).toBe('{other} and x');
  });

  it('says when something is not known', () => {
    expect(fill('{name}', {})).toBe('not known');
    expect(fill('{constructor}', {})).toBe('not known');
  });
});
