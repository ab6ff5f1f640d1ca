import type { Clock } from '../../../src-shared/clock.ts';
import { contains, union, type Rect, type Size } from '../../../src-shared/tiles/geometry.ts';
import { mergeRects } from '../../../src-shared/tiles/merge-rects.ts';
import type { Libc } from './xlib.ts';

/** The whole picture is looked through this often. */
const ROUND_MS = 250;
/** In so many parts, so that no one of them holds up what the server tells meanwhile. */
const BANDS = 8;
/** Columns are told as finely as this, pixels: a caret must not count as a row. */
const COLUMN = 64;
/** Rounds without a word of the server after which what it told of is looked at once more: 2 s. */
const SILENT_ROUNDS = 8;

export interface SafetyNetOptions {
  readonly libc: Libc;
  readonly clock: Clock;
  readonly size: Size;
  /** Address of these pixels as they are now, rows without gaps; null when there are none. */
  readonly fetch: (rect: Rect) => bigint | null;
  readonly onDifference: (rect: Rect) => void;
}

export interface SafetyNet {
  /** The server has told of these by itself. */
  told(rects: readonly Rect[]): void;
  close(): void;
}

/**
 * Finds changes that nobody tells, as under some compositors: band after band is compared with how it was a round
 * before. A difference inside what the server has told meanwhile is no news; it is told once more when the server has
 * been silent about its band for a while, so that nothing stays wrong and no film seems to go on.
 */
export function createSafetyNet(options: SafetyNetOptions): SafetyNet {
  const { libc, clock, size } = options;
  const rowBytes = size.width * 4;
  const before = new Uint8Array(rowBytes * size.height);
  const bandRows = Math.ceil(size.height / BANDS);
  const toldOf: (readonly Rect[])[] = Array.from({ length: BANDS }, () => []);
  const owed: (Rect | null)[] = Array.from({ length: BANDS }, () => null);
  const silent = Array.from({ length: BANDS }, () => 0);
  let top = 0;

  const differs = (address: bigint, row: number, from = 0, to = size.width): boolean => {
    const bytes = (to - from) * 4;
    const at = (top + row) * rowBytes + from * 4;
    return (
      libc.compare(before.subarray(at, at + bytes), address + BigInt(row * rowBytes + from * 4), bytes) !== 0
    );
  };
  /** Each row is only looked at outside what is found already. */
  const columns = (address: bigint, first: number, last: number): { left: number; right: number } => {
    let [left, right] = [size.width, 0];
    for (let row = first; row <= last; row += 1) {
      while (left > 0 && differs(address, row, 0, left)) left = (Math.ceil(left / COLUMN) - 1) * COLUMN;
      while (right < size.width && differs(address, row, right)) right = Math.min(size.width, right + COLUMN);
    }
    return { left, right };
  };
  const difference = (address: bigint, rows: number): Rect | null => {
    const then = before.subarray(top * rowBytes, (top + rows) * rowBytes);
    if (libc.compare(then, address, then.length) === 0) return null;
    let first = 0;
    while (first < rows - 1 && !differs(address, first)) first += 1;
    let last = rows - 1;
    while (last > first && !differs(address, last)) last -= 1;
    const { left, right } = columns(address, first, last);
    libc.copy(then, address, then.length);
    return { x: left, y: top + first, width: right - left, height: last - first + 1 };
  };
  const compare = (address: bigint, rows: number): void => {
    const band = Math.floor(top / bandRows);
    const told = toldOf[band] ?? [];
    const before = owed[band] ?? null;
    const found = difference(address, rows);
    toldOf[band] = [];
    const rounds = told.length > 0 ? 0 : (silent[band] ?? 0) + 1;
    silent[band] = rounds;
    if (found !== null && told.some((rect) => contains(rect, found)))
      owed[band] = before === null ? found : union(before, found);
    else if (found !== null) options.onDifference(found);
    else if (before !== null && rounds >= SILENT_ROUNDS) {
      owed[band] = null;
      options.onDifference(before);
    }
  };
  const look = (): void => {
    const rows = Math.min(bandRows, size.height - top);
    const address = options.fetch({ x: 0, y: top, width: size.width, height: rows });
    if (address !== null) compare(address, rows);
    top = top + rows >= size.height ? 0 : top + rows;
  };
  const stop = clock.every(ROUND_MS / Math.ceil(size.height / bandRows), look);
  return {
    told(rects) {
      for (const rect of rects) {
        const last = Math.min(BANDS - 1, Math.floor((rect.y + rect.height - 1) / bandRows));
        for (let band = Math.floor(rect.y / bandRows); band <= last; band += 1)
          toldOf[band] = mergeRects([...(toldOf[band] ?? []), rect]);
      }
    },
    close: stop,
  };
}
