import { expect, test } from 'vitest';
import { createSafetyNet } from '../../../src-main/capture/x11/safety-net.ts';
import type { Libc } from '../../../src-main/capture/x11/xlib.ts';
import type { Rect } from '../../../src-shared/tiles/geometry.ts';
import { createSimulatedClock } from '../../shared/tiles/simulated-clock.ts';

const size = { width: 128, height: 64 };
const ROUND_MS = 250;

/** A screen in plain memory; addresses are places in it. */
function stand() {
  const screen = new Uint8Array(size.width * size.height * 4);
  const at = (address: bigint, bytes: number) => screen.subarray(Number(address), Number(address) + bytes);
  const libc = {
    compare: (a: Uint8Array, b: bigint, bytes: number) => Buffer.compare(a.subarray(0, bytes), at(b, bytes)),
    copy: (to: Uint8Array, from: bigint, bytes: number) => to.set(at(from, bytes)),
  };
  const clock = createSimulatedClock();
  const found: Rect[] = [];
  const net = createSafetyNet({
    libc: libc as unknown as Libc,
    clock,
    size,
    fetch: (rect) => BigInt(rect.y * size.width * 4),
    onDifference: (rect) => found.push(rect),
  });
  const paint = (x: number, y: number) => {
    const place = (y * size.width + x) * 4;
    screen[place] = (screen[place] ?? 0) ^ 0xff;
  };
  return { clock, net, found, paint };
}

test('a change that nobody told of is found within a round', () => {
  const { clock, found, paint } = stand();
  clock.advance(ROUND_MS);
  paint(70, 20);
  clock.advance(ROUND_MS);
  expect(found).toEqual([{ x: 64, y: 20, width: 64, height: 1 }]);
});

test('what the server told is no news while it goes on telling, and is looked at once when it has been silent for two seconds', () => {
  const { clock, net, found, paint } = stand();
  for (let round = 0; round < 5; round += 1) {
    paint(70, 20);
    net.told([{ x: 0, y: 16, width: 128, height: 8 }]);
    clock.advance(ROUND_MS);
  }
  clock.advance(7 * ROUND_MS);
  expect(found).toEqual([]);
  clock.advance(2 * ROUND_MS);
  expect(found).toEqual([{ x: 64, y: 20, width: 64, height: 1 }]);
  clock.advance(4 * ROUND_MS);
  expect(found).toHaveLength(1);
});

test('a change beside what the server told is told', () => {
  const { clock, net, found, paint } = stand();
  paint(70, 20);
  net.told([{ x: 0, y: 20, width: 32, height: 1 }]);
  clock.advance(ROUND_MS);
  expect(found).toHaveLength(1);
});
