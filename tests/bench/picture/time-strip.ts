import { CELL } from '../time-code.ts';
import type { SceneName } from './options.ts';
import type { Canvas, Rect, Surface } from './x-canvas.ts';

/*
 * The time code of the picture bench: 20 bits of tenths of a millisecond of the machine's monotonic clock, which all
 * processes share, and 12 check bits, for a strip may be read while half of it is new. Squares as in time-code.ts.
 */
const TIME_BITS = 20;
const CHECK_BITS = 12;
const BITS = TIME_BITS + CHECK_BITS;
const TENTHS = 10;
const WRAP_MS = 2 ** TIME_BITS / TENTHS;
const STRIP = { width: BITS * CELL, height: CELL };
export const VIDEO = { width: 640, height: 360 };

export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** Where on the display the strip is: inside the moving picture where there is one. Even places, for 4:2:0. */
export function stripPlace(scene: SceneName, width: number, height: number): Rect {
  const x = Math.floor((width - STRIP.width) / 4) * 2;
  const y = scene === 'video' ? videoPlace(width, height).y + 32 : 40;
  return { x, y, ...STRIP };
}

export function videoPlace(width: number, height: number): Rect {
  return {
    x: Math.floor((width - VIDEO.width) / 4) * 2,
    y: Math.floor((height - VIDEO.height) / 4) * 2,
    ...VIDEO,
  };
}

/** Paints the time of now. */
export function paintStrip(canvas: Canvas, on: Surface, x: number, y: number): void {
  canvas.fill(on, { x, y, ...STRIP }, 0);
  encodeStrip(monotonicMs()).forEach((bit, at) => {
    if (bit) canvas.fill(on, { x: x + at * CELL, y, width: CELL, height: CELL }, 0xffffff);
  });
}

/** When what is shown was painted, on the clock of {@link monotonicMs}; null when there is no whole code. */
export function readStrip(
  row: (y: number, from: number, width: number, points: readonly number[]) => number[],
  place: Rect,
): number | null {
  const points = Array.from({ length: BITS }, (_, bit) => place.x + bit * CELL + CELL / 2);
  return decodeStrip(row(place.y + CELL / 2, place.x, place.width, points), monotonicMs());
}

export function encodeStrip(ms: number): readonly boolean[] {
  const time = Math.floor(ms * TENTHS) % 2 ** TIME_BITS;
  const bits = (value: number, count: number) =>
    Array.from({ length: count }, (_, bit) => ((value >>> (count - 1 - bit)) & 1) === 1);
  return [...bits(time, TIME_BITS), ...bits(checkOf(time), CHECK_BITS)];
}

/** The newest time before `now` that the brightness of the squares (0 to 255) stands for, or null. */
export function decodeStrip(brightness: readonly number[], now: number): number | null {
  if (brightness.some((value) => value > 64 && value < 192)) return null;
  const number = (from: number, to: number) =>
    brightness.slice(from, to).reduce((sum, value) => sum * 2 + (value >= 192 ? 1 : 0), 0);
  const time = number(0, TIME_BITS);
  if (number(TIME_BITS, BITS) !== checkOf(time)) return null;
  const cycle = Math.floor((now - time / TENTHS) / WRAP_MS);
  return cycle * WRAP_MS + time / TENTHS;
}

function checkOf(time: number): number {
  return Math.imul(time + 1, 0x9e3779b1) >>> (32 - CHECK_BITS);
}
