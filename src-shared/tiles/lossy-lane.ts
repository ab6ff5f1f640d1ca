import { area, intersection, type Rect } from './geometry.ts';

/**
 * Moving areas as lossy pictures, one at a time, always of the newest pixels. A picture goes in strips, each a message
 * of its own, so that making one, sending the one before and decoding the one before that happen at the same time.
 */
export interface LossyLane {
  /** Something changed in this area. */
  dirty(area: Rect): void;
  /** The areas are these now: what lies elsewhere is no longer sent. */
  keep(areas: readonly Rect[]): void;
  /** The next strip to send; null when nothing changed. Stays the same until it is sent. */
  next(): LossyStrip | null;
  /** The strip of {@link next} has gone; a whole picture may have so many bytes, or any number with null. */
  sent(bytes: number, budget: number | null): void;
  /** The pixels could not be had: all of this picture later. */
  failed(): void;
  /** Strips had to wait for the link. */
  held(): void;
  forget(): void;
  /** Part of a picture is still to be sent. */
  readonly busy: boolean;
  readonly waiting: boolean;
  /** How good the next strip is to be, 1 to 100. */
  readonly quality: number;
}

export interface LossyStrip {
  /** All of the picture, whose pixels are fetched with its first strip. */
  readonly area: Rect;
  readonly rect: Rect;
  readonly first: boolean;
  readonly last: boolean;
}

/** Of a picture that is soon gone, and made exact when it stays; and on a thin link. */
export const BEST_QUALITY = 50;
export const LEAST_QUALITY = 25;
/**
 * About so many pixels make a strip at most, in whole rows of blocks. A quarter of 1280x720 goes in one: in two it came
 * no sooner and cost both sides more, in four it came later (docs/decisions/011-picture-flow.md).
 */
const STRIP_PIXELS = 240_000;
const BLOCK_ROWS = 16;

interface Work {
  readonly area: Rect;
  strips: readonly Rect[];
  first: boolean;
  bytes: number;
}

export function createLossyLane(): LossyLane {
  /** In the order in which they became dirty. */
  let waiting: readonly Rect[] = [];
  let work: Work | null = null;
  let quality = BEST_QUALITY;
  let wasHeld = false;
  const dirty = (one: Rect) => {
    if (!waiting.includes(one)) waiting = [...waiting, one];
  };
  const ended = (bytes: number, budget: number | null) => {
    if (budget !== null) quality = nextQuality(quality, bytes / budget, wasHeld);
    wasHeld = false;
  };

  return {
    dirty,
    keep(areas) {
      const old = work === null ? waiting : [...waiting, work.area];
      const stays = work !== null && areas.some((one) => isSame(one, work?.area));
      waiting = areas.filter((one) =>
        (stays ? waiting : old).some((other) => intersection(other, one) !== null),
      );
      if (!stays) work = null;
    },
    next() {
      const [first, ...rest] = waiting;
      if (work === null && first !== undefined) {
        waiting = rest;
        work = { area: first, strips: stripsOf(first), first: true, bytes: 0 };
      }
      const [rect, ...more] = work?.strips ?? [];
      if (work === null || rect === undefined) return null;
      return { area: work.area, rect, first: work.first, last: more.length === 0 };
    },
    sent(bytes, budget) {
      if (work === null) return;
      work.bytes += bytes;
      work.first = false;
      work.strips = work.strips.slice(1);
      if (work.strips.length > 0) return;
      ended(work.bytes, budget);
      work = null;
    },
    failed() {
      if (work !== null) dirty(work.area);
      work = null;
    },
    held() {
      wasHeld = true;
    },
    forget() {
      waiting = [];
      work = null;
    },
    get busy() {
      return work !== null;
    },
    get waiting() {
      return work !== null || waiting.length > 0;
    },
    get quality() {
      return quality;
    },
  };
}

/** Less when the link was waited for and a picture takes too much of it; slowly more when it takes clearly less. */
function nextQuality(quality: number, share: number, wasHeld: boolean): number {
  if (share > 1 && wasHeld) return Math.max(LEAST_QUALITY, Math.floor(quality * Math.max(0.6, 1 / share)));
  return share < 0.7 ? Math.min(BEST_QUALITY, quality + 2) : quality;
}

function stripsOf(whole: Rect): readonly Rect[] {
  const least = Math.ceil(area(whole) / STRIP_PIXELS);
  const rows = Math.max(1, Math.ceil(whole.height / least / BLOCK_ROWS)) * BLOCK_ROWS;
  return Array.from({ length: Math.ceil(whole.height / rows) }, (_, index) => {
    const y = index * rows;
    return { ...whole, y: whole.y + y, height: Math.min(rows, whole.height - y) };
  });
}

function isSame(a: Rect, b: Rect | undefined): boolean {
  return a.x === b?.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
