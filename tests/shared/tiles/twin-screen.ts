import { appError } from '../../../src-shared/errors.ts';
import { err, ok } from '../../../src-shared/result.ts';
import type { PointerChange, PointerPlace, PointerShape } from '../../../src-shared/tiles/frame-source.ts';
import type { MaskedSource } from '../../../src-shared/tiles/masked-source.ts';
import { intersection, whole, type Rect, type Size } from '../../../src-shared/tiles/geometry.ts';

/** A screen in memory that tells its damage as a real one does. */
export interface TwinScreen extends MaskedSource {
  /** Fills with one colour (0xrrggbb) and tells. */
  block(rect: Rect, colour: number): void;
  /** Fills with pixels of many colours, others with every call. */
  noise(rect: Rect): void;
  resize(size: Size): void;
  point(change: PointerChange): void;
  /** As a viewer should see it: red, green, blue, 255. */
  shown(): Uint8Array;
  readonly grabbedPixels: number;
  failing: boolean;
  masked: boolean;
}

export function createTwinScreen(start: Size): TwinScreen {
  const onDamage = new Set<(rects: readonly Rect[]) => void>();
  const onResize = new Set<(size: Size) => void>();
  const onPointer = new Set<(change: PointerChange) => void>();
  let size = start;
  let pixels = new Uint32Array(size.width * size.height).fill(0xff_20_30_40);
  let seed = 1;
  let grabbedPixels = 0;
  let shape: PointerShape | null = null;
  let place: PointerPlace | null = null;

  function paint(wanted: Rect, colour: () => number): void {
    const rect = intersection(wanted, whole(size));
    if (rect === null) return;
    for (let y = rect.y; y < rect.y + rect.height; y += 1)
      for (let x = rect.x; x < rect.x + rect.width; x += 1) pixels[y * size.width + x] = colour();
    for (const tell of onDamage) tell([rect]);
  }

  return {
    get size() {
      return size;
    },
    get grabbedPixels() {
      return grabbedPixels;
    },
    failing: false,
    masked: false,
    onDamage: (listener) => subscribe(onDamage, listener),
    onResize: (listener) => subscribe(onResize, listener),
    onPointer: (listener) => subscribe(onPointer, listener),
    onEnded: () => () => undefined,
    grab(rect, frame) {
      if (this.failing || frame.length !== pixels.length * 4)
        return err(appError('CAPTURE_UNAVAILABLE', 'lost'));
      grabbedPixels += rect.width * rect.height;
      const source = new Uint8Array(pixels.buffer);
      for (let y = rect.y; y < rect.y + rect.height; y += 1) {
        const from = (y * size.width + rect.x) * 4;
        frame.set(source.subarray(from, from + rect.width * 4), from);
      }
      return ok(null);
    },
    setMasks: () => undefined,
    pointer: () => ({ shape, place }),
    close: () => undefined,
    block: (rect, colour) => paint(rect, () => colour | (seed << 24)),
    noise: (rect) =>
      paint(rect, () => {
        seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
        return seed;
      }),
    resize(next) {
      size = next;
      pixels = new Uint32Array(size.width * size.height).fill(0xff_50_60_70);
      for (const tell of onResize) tell(size);
    },
    point(change) {
      if (change.type === 'shape') shape = change.shape;
      else place = change.place;
      for (const tell of onPointer) tell(change);
    },
    shown() {
      const rgba = new Uint8Array(pixels.length * 4);
      for (const [at, pixel] of pixels.entries()) {
        rgba[at * 4] = (pixel >> 16) & 255;
        rgba[at * 4 + 1] = (pixel >> 8) & 255;
        rgba[at * 4 + 2] = pixel & 255;
        rgba[at * 4 + 3] = 255;
      }
      return rgba;
    },
  };
}

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
