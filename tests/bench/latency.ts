import { setTimeout as sleep } from 'node:timers/promises';
import { startScroller } from '../stage/scroller.ts';
import { openRigPair } from './rig-pair.ts';
import { median, quantile, type Bench, type Row } from './row.ts';
import { ageOf, BITS, CELL, decodeTime, encodeTime } from './time-code.ts';
import { openPainter, openReader } from './xlib.ts';

/**
 * Glass to glass: a clock painted on the host's display, read back from the pixels of the technician's. What is left
 * out is only the two screens' own refresh. Each change that is seen counts once, with its age when first seen.
 */
export const bench: Bench = { name: 'latency', run };

const WIDTH = 1280;
const HEIGHT = 720;
const CLOCK_X = 400;
const CLOCK_Y = 40;
const PAINT_MS = 33;
const PROBE_MS = 3;
const WARM_MS = 3_000;
const MEASURE_MS = 10_000;
const scenes = ['still', 'scrolling'] as const;

async function run(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const viewer of ['electron', 'chromium'] as const) {
    const pair = await openRigPair(WIDTH, HEIGHT, viewer);
    try {
      for (const scene of scenes) rows.push(...(await measure(pair, viewer, scene)));
    } finally {
      await pair.close();
    }
  }
  return rows;
}

async function measure(
  pair: { hostDisplay: string; technicianDisplay: string },
  viewer: string,
  scene: (typeof scenes)[number],
): Promise<Row[]> {
  const scroller = scene === 'scrolling' ? startScroller(pair.hostDisplay, '100x30+20+120') : null;
  const painter = openPainter(pair.hostDisplay, CLOCK_X, CLOCK_Y, BITS * CELL, CELL);
  const reader = openReader(pair.technicianDisplay);
  const painting = setInterval(() => {
    encodeTime(performance.now()).forEach((bit, at) =>
      painter.fill(at * CELL, 0, CELL, CELL, bit ? 0xffffff : 0),
    );
    painter.flush();
  }, PAINT_MS);
  try {
    await sleep(WARM_MS);
    const ages = await readAges(reader);
    const name = `${scene} ${WIDTH}x${HEIGHT}, ${viewer}`;
    return [
      { scene: name, metric: 'latency, median', value: median(ages), unit: 'ms' },
      { scene: name, metric: 'latency, p95', value: quantile(ages, 0.95), unit: 'ms' },
      { scene: name, metric: 'changes seen', value: (ages.length * 1000) / MEASURE_MS, unit: '/s' },
    ];
  } finally {
    clearInterval(painting);
    painter.close();
    reader.close();
    await scroller?.stop();
  }
}

async function readAges(reader: ReturnType<typeof openReader>): Promise<number[]> {
  const points = Array.from({ length: BITS }, (_, bit) => CLOCK_X + bit * CELL + CELL / 2);
  const ages: number[] = [];
  let last: number | null = null;
  const until = performance.now() + MEASURE_MS;
  while (performance.now() < until) {
    const time = decodeTime(reader.row(CLOCK_Y + CELL / 2, CLOCK_X, BITS * CELL, points));
    if (time !== null && time !== last) {
      last = time;
      ages.push(ageOf(time, performance.now()));
    }
    await sleep(PROBE_MS);
  }
  if (ages.length === 0) throw new Error('no time code was seen on the technician’s display');
  return ages;
}
