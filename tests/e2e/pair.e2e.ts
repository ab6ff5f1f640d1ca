import { describe, expect, it } from 'vitest';
import { encodeTime, BITS, CELL, decodeTime } from '../bench/time-code.ts';
import { openRigPair } from '../bench/rig-pair.ts';
import { openPainter, openReader } from '../bench/xlib.ts';

/** Away from the middle, where the pointer rests. */
const TOP = 60;

describe('the measuring rig', () => {
  it('shows the whole shared display on the other one, pixel for pixel and nothing else', async () => {
    const pair = await openRigPair(800, 600, 'electron');
    const painter = openPainter(pair.hostDisplay, 100, TOP, BITS * CELL, CELL);
    const reader = openReader(pair.technicianDisplay);
    try {
      encodeTime(654_321).forEach((bit, at) => painter.fill(at * CELL, 0, CELL, CELL, bit ? 0xffffff : 0));
      painter.flush();
      const points = Array.from({ length: BITS }, (_, bit) => 100 + bit * CELL + CELL / 2);
      await expect
        .poll(() => decodeTime(reader.row(TOP + CELL / 2, 100, BITS * CELL, points)), { timeout: 10_000 })
        .toBe(654_321);
    } finally {
      painter.close();
      reader.close();
      await pair.close();
    }
  });
});
