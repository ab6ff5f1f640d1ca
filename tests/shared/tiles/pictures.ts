import type { Rect, Size } from '../../../src-shared/tiles/geometry.ts';
import { whole } from '../../../src-shared/tiles/geometry.ts';
import type { EncodeOptions, Encoded, TileEncoder } from '../../../src-shared/tiles/codec.ts';
import { MAX_PAYLOAD_BYTES } from '../../../src-shared/tiles/codec.ts';
import type { CodecPair } from './load-codec.ts';

/** Repeatable noise: the same seed, the same numbers. */
export function noiseOf(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

/** Paints every pixel of a rectangle; the fourth byte is rubbish, as captures have it. */
export function paint(
  frame: Uint8Array,
  size: Size,
  rect: Rect,
  colour: (x: number, y: number) => number,
): void {
  for (let y = rect.y; y < rect.y + rect.height; y += 1) {
    for (let x = rect.x; x < rect.x + rect.width; x += 1) {
      const value = colour(x, y);
      const at = (y * size.width + x) * 4;
      frame[at] = value & 255;
      frame[at + 1] = (value >>> 8) & 255;
      frame[at + 2] = (value >>> 16) & 255;
      frame[at + 3] = (x * 7 + y) & 255;
    }
  }
}

/** Moves rows of the frame up or down, as a program that scrolls does; what comes in stays as it was. */
export function scroll(frame: Uint8Array, size: Size, rect: Rect, by: number): void {
  const before = frame.slice();
  for (let y = rect.y; y < rect.y + rect.height; y += 1) {
    const from = y + by;
    if (from < rect.y || from >= rect.y + rect.height) continue;
    const start = (from * size.width + rect.x) * 4;
    frame.set(before.subarray(start, start + rect.width * 4), (y * size.width + rect.x) * 4);
  }
}

/** Encodes until nothing is left, decodes each payload, and answers what every step said. */
export function transfer(
  { encoder, decoder }: CodecPair,
  rects: readonly Rect[] = [whole(encoder.size)],
  maxBytes = MAX_PAYLOAD_BYTES,
  options?: EncodeOptions,
): readonly Encoded[] {
  const steps: Encoded[] = [];
  let rest = rects;
  do {
    const step = encoder.encode(rest, maxBytes, options);
    if (step.payload !== null) {
      if (step.payload.length > maxBytes) throw new Error(`${step.payload.length} bytes`);
      const decoded = decoder.decode(step.payload);
      if (!decoded.ok) throw new Error(decoded.error.detail);
    }
    steps.push(step);
    rest = step.rest;
    if (steps.length > 100_000) throw new Error('it never ends');
  } while (rest.length > 0);
  return steps;
}

/** Places where both pictures differ; nought is what exact means. */
export function differences(encoder: TileEncoder, pixels: Uint8ClampedArray, inside?: Rect): number {
  const { frame, size } = encoder;
  const { x: left, y: top, width, height } = inside ?? whole(size);
  let count = 0;
  for (let y = top; y < top + height; y += 1) {
    for (let at = (y * size.width + left) * 4, end = at + width * 4; at < end; at += 4) {
      const same =
        pixels[at] === frame[at + 2] && pixels[at + 1] === frame[at + 1] && pixels[at + 2] === frame[at];
      if (!same || pixels[at + 3] !== 255) count += 1;
    }
  }
  return count;
}
