import type { FrameSource } from './frame-source.ts';
import { createListeners } from '../listeners.ts';
import { intersection, whole, type Rect, type Size } from './geometry.ts';

/** What stands in for pixels that may not leave: dark grey, as blue, green, red, anything. */
export const MASK_COLOUR = [0x30, 0x30, 0x30, 0xff] as const;

/** A source whose pixels come with the masks painted. */
export interface MaskedSource extends FrameSource {
  /** Regions that never leave this machine, from now on, in the picture's pixels. Their change is damage. */
  setMasks(masks: readonly Rect[]): void;
  /** Something is masked here, so no other way may show this screen: the video track knows no masks. */
  readonly masked: boolean;
}

/**
 * Paints masks over whatever a source hands out, before anybody else sees it. Every source goes through this, so that
 * none has to remember it.
 */
export function createMaskedSource(inner: FrameSource): MaskedSource {
  let masks: readonly Rect[] = [];
  const damage = createListeners<readonly Rect[]>();
  const inside = (rects: readonly Rect[]): readonly Rect[] => clip(rects, inner.size);
  return {
    get size() {
      return inner.size;
    },
    onDamage(listener) {
      const stops = [inner.onDamage(listener), damage.on(listener)];
      return () => stops.forEach((stop) => stop());
    },
    onResize: (listener) => inner.onResize(listener),
    onPointer: (listener) => inner.onPointer(listener),
    onEnded: (listener) => inner.onEnded(listener),
    grab(rect, frame) {
      const grabbed = inner.grab(rect, frame);
      // also after a failure: a part may have been copied
      for (const mask of masks) paint(intersection(mask, rect), frame, inner.size);
      return grabbed;
    },
    setMasks(next) {
      const changed = inside([...masks, ...next]);
      masks = next.map((mask) => outwards(mask));
      if (changed.length > 0) damage.tell(changed);
    },
    get masked() {
      return masks.length > 0;
    },
    pointer: () => inner.pointer(),
    close() {
      damage.clear();
      inner.close();
    },
  };
}

/** A mask between pixels covers the whole pixels. */
function outwards({ x, y, width, height }: Rect): Rect {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  return { x: left, y: top, width: Math.ceil(x + width) - left, height: Math.ceil(y + height) - top };
}

function clip(rects: readonly Rect[], size: Size): readonly Rect[] {
  return rects.flatMap((rect) => intersection(outwards(rect), whole(size)) ?? []);
}

function paint(rect: Rect | null, frame: Uint8Array, size: Size): void {
  const part = rect && intersection(rect, whole(size));
  if (part === null) return;
  const first = (part.y * size.width + part.x) * 4;
  for (let at = first; at < first + part.width * 4; at += 4) frame.set(MASK_COLOUR, at);
  for (let row = 1; row < part.height; row += 1) {
    frame.copyWithin(first + row * size.width * 4, first, first + part.width * 4);
  }
}
