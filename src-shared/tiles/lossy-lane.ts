import { intersection, type Rect, type Size } from './geometry.ts';

/** Moving areas on their way to the window, which makes JPEGs of them: one at a time, always the newest pixels. */
export interface LossyLane {
  /** Something changed in this area. */
  dirty(area: Rect): void;
  /** The areas are these now: what lies elsewhere is no longer sent. */
  keep(areas: readonly Rect[]): void;
  /** The next area to send, or null while one is in work or nothing changed. */
  next(): Rect | null;
  started(seq: number): void;
  /** Answers the area when there was no picture of it. */
  done(seq: number, bytes: number): void;
  forget(): void;
  readonly busy: boolean;
  readonly waiting: boolean;
  /** The window could make no picture several times in a row: lossy pictures are not to be had. */
  readonly works: boolean;
  /** Length of the last one: a guess for the next. */
  readonly typicalBytes: number;
}

const FAILURES = 3;
const FIRST_GUESS_BYTES = 20_000;

export function createLossyLane(): LossyLane {
  /** In the order in which they became dirty. */
  let waiting: readonly Rect[] = [];
  let inWork: { readonly seq: number; readonly area: Rect } | null = null;
  let taken: Rect | null = null;
  let failures = 0;
  let typicalBytes = FIRST_GUESS_BYTES;
  const dirty = (area: Rect) => {
    if (!waiting.includes(area)) waiting = [...waiting, area];
  };

  return {
    dirty,
    keep(areas) {
      waiting = areas.filter((area) => waiting.some((old) => intersection(old, area) !== null));
    },
    next() {
      if (inWork !== null) return null;
      const [first, ...rest] = waiting;
      if (first === undefined) return null;
      waiting = rest;
      taken = first;
      return first;
    },
    started(seq) {
      if (taken !== null) inWork = { seq, area: taken };
    },
    done(seq, bytes) {
      if (inWork?.seq !== seq) return;
      const { area } = inWork;
      inWork = null;
      if (bytes > 0) {
        failures = 0;
        typicalBytes = bytes;
        return;
      }
      failures += 1;
      dirty(area);
    },
    forget() {
      waiting = [];
      inWork = null;
    },
    get busy() {
      return inWork !== null;
    },
    get waiting() {
      return waiting.length > 0;
    },
    get works() {
      return failures < FAILURES;
    },
    get typicalBytes() {
      return typicalBytes;
    },
  };
}

/** The pixels of a part as red, green, blue, 255, out of a picture in the capture's order. */
export function cropToRgba(frame: Uint8Array, size: Size, rect: Rect): Uint8Array {
  const rgba = new Uint8Array(rect.width * rect.height * 4);
  const from = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const to = new DataView(rgba.buffer);
  for (let y = 0, at = 0; y < rect.height; y += 1) {
    const row = ((rect.y + y) * size.width + rect.x) * 4;
    for (let x = 0; x < rect.width; x += 1, at += 4) {
      const pixel = from.getUint32(row + x * 4, true);
      const swapped = ((pixel & 0xff) << 16) | (pixel & 0xff00) | ((pixel >>> 16) & 0xff);
      to.setUint32(at, (swapped | 0xff000000) >>> 0, true);
    }
  }
  return rgba;
}
