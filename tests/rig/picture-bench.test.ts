import { describe, expect, test } from 'vitest';
import { meanAge, middle, summarise, type Figures } from '../bench/picture/figures.ts';
import { slopePerHour } from '../bench/picture/memory-slope.ts';
import { readPictureOptions } from '../bench/picture/options.ts';
import { parseStat, treeOf } from '../bench/picture/proc.ts';
import { countDiffering } from '../bench/picture/count-differing.ts';
import {
  betweenMarkers,
  cellsOf,
  columns,
  markdownTable,
  plainTable,
  type Line,
} from '../bench/picture/table.ts';
import { decodeStrip, encodeStrip } from '../bench/picture/time-strip.ts';

/** The parts of the picture bench that decide; what it measures is nobody's test. */
const run = (more: Partial<Figures> & { stolen?: number } = {}): Figures => ({
  median: 5,
  p95: 10,
  age: 15,
  shown: 60,
  painted: 60,
  bytesPerSecond: 20_000,
  rest: { identicalAfter: 100, differing: 0 },
  way: 'exact (still-or-text)',
  ...more,
  cpu: { source: 0.1, viewer: 0.2, display: 0.1, bench: 0.1, other: 0, stolen: more.stolen ?? 0 },
});

describe('the age of what is shown', () => {
  test('is the delay and half of the gap when every change arrives', () => {
    const sightings = [0, 20, 40, 60].map((painted) => ({ painted, seen: painted + 5 }));
    expect(meanAge(sightings, 85)).toBeCloseTo(15);
  });

  test('grows with every change that never arrives', () => {
    const some = [0, 40].map((painted) => ({ painted, seen: painted + 5 }));
    expect(meanAge(some, 85)).toBeCloseTo(25);
  });

  test('is unknown where nothing was seen', () => {
    expect(meanAge([], 100)).toBeNaN();
  });
});

describe('the middle of all runs', () => {
  test('leaves out what ran while much time was stolen, where there are others', () => {
    const summary = summarise([run({ median: 5 }), run({ median: 7 }), run({ median: 50, stolen: 0.4 })]);
    expect(summary).toMatchObject({ used: 2, made: 3, marked: false, figures: { median: 6 } });
  });

  test('is marked where all runs were stolen from', () => {
    expect(summarise([run({ stolen: 0.2 })])).toMatchObject({ used: 1, marked: true });
    expect(summarise([])).toBeNull();
  });

  test('keeps the worst at rest: one run that never became identical is told', () => {
    const summary = summarise([run(), run({ rest: { identicalAfter: null, differing: 3 } })]);
    expect(summary?.figures.rest).toEqual({ identicalAfter: null, differing: 3 });
  });

  test('of an even number is the mean of the two in the middle', () => {
    expect(middle([1, 9, 3, 5])).toBe(4);
    expect(middle([9, 1, 5])).toBe(5);
  });
});

describe('the time code', () => {
  const light = (bits: readonly boolean[]): number[] => bits.map((bit) => (bit ? 250 : 5));

  test('tells the tenth of a millisecond in which it was painted, for 100 seconds', () => {
    for (const painted of [0, 104.3, 1e5 + 0.7, 12_536_413.5]) {
      const read = decodeStrip(light(encodeStrip(painted)), painted + 90_000);
      expect(Math.abs((read ?? Number.NaN) - painted)).toBeLessThan(0.11);
    }
  });

  test('is refused when half of it is newer', () => {
    let accepted = 0;
    for (let now = 1_000; now < 3_000; now += 1) {
      const [old, fresh] = [encodeStrip(now), encodeStrip(now + 16.7)];
      const torn = light([...old.slice(0, 18), ...fresh.slice(18)]);
      const read = decodeStrip(torn, now + 20);
      if (read !== null && Math.abs(read - now) > 0.11 && Math.abs(read - now - 16.7) > 0.11) accepted += 1;
    }
    expect(accepted).toBeLessThan(5);
  });

  test('is refused when a square is neither black nor white', () => {
    const blurred = light(encodeStrip(500)).with(4, 128);
    expect(decodeStrip(blurred, 600)).toBeNull();
  });
});

describe('what the system tells', () => {
  test('a process may have brackets and spaces in its name', () => {
    const fields = Array.from({ length: 50 }, (_, at) => at + 3);
    const facts = parseStat(`42 (a) b (c) S ${fields.slice(1).join(' ')}`);
    expect(facts).toMatchObject({ pid: 42, parent: 4, seconds: 0.29, residentBytes: 24 * 4_096 });
  });

  test('a side is a process and all below it', () => {
    const all = [
      { pid: 2, parent: 1 },
      { pid: 3, parent: 2 },
      { pid: 4, parent: 3 },
      { pid: 5, parent: 1 },
    ];
    expect([...treeOf(2, all)].sort()).toEqual([2, 3, 4]);
  });

  test('memory that grows by a byte a second grows by 3600 an hour', () => {
    expect(slopePerHour([0, 2, 4, 6].map((second) => ({ second, bytes: 10 + second })))).toBeCloseTo(3_600);
  });
});

test('pixels are compared by colour, the pointer’s corner left out', () => {
  const [a, b] = [new Uint32Array(100 * 100), new Uint32Array(100 * 100)];
  b[0] = 0xff000000; // not a colour
  b[5] = 0x000001;
  b[100 * 100 - 1] = 0xffffff; // under the pointer
  expect(countDiffering(a, b, 100, 100)).toBe(1);
});

test('an option that is not known is refused, with how to use it', () => {
  expect(readPictureOptions(['--scenes=still', '--sizes=800x600', '--impair=rtt50,loss1'])).toMatchObject({
    scenes: ['still'],
    sizes: [{ width: 800, height: 600 }],
    impair: ['rtt50', 'loss1'],
  });
  for (const wrong of ['--scenes=dance', '--sizes=big', '--rounds=0', '--paths=rdp'])
    expect(() => readPictureOptions([wrong])).toThrow('npm run bench -- picture');
});

describe('the table', () => {
  const line = (more: Partial<Line>): Line => ({
    size: '1280x720',
    line: 'none',
    scene: 'still',
    path: 'tiles',
    summary: summarise([run()]),
    trouble: null,
    against: { median: 0.5, p95: 0.6, age: 0.7 },
    ...more,
  });

  test('has a cell for every column', () => {
    expect(cellsOf(line({}))).toHaveLength(columns.length);
    expect(cellsOf(line({}))).toContain('0.50/0.60/0.70');
  });

  test('says why something was not measured', () => {
    const absent = line({ path: 'x11vnc', summary: null, trouble: 'x11vnc not installed' });
    expect(plainTable([absent])).toContain('x11vnc not installed');
    expect(markdownTable([absent])).toContain('x11vnc not installed');
  });

  test('takes its place between the markers of a document again and again', () => {
    const once = betweenMarkers('# Performance\n\nBefore.\n', 'main', 'first');
    const twice = betweenMarkers(`${once}\nAfter.\n`, 'main', 'second');
    expect(twice).toContain('second');
    expect(twice).not.toContain('first');
    expect(twice.startsWith('# Performance\n\nBefore.\n')).toBe(true);
    expect(twice.trimEnd().endsWith('After.')).toBe(true);
    expect(betweenMarkers(twice, 'main', 'second')).toBe(twice);
  });
});
