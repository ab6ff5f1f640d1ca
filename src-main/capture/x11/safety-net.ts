import type { Clock } from '../../../src-shared/clock.ts';
import type { Rect, Size } from '../../../src-shared/tiles/geometry.ts';
import type { Libc } from './xlib.ts';

/** The whole picture is looked through this often. */
const ROUND_MS = 250;
/** In so many parts, so that no one of them holds up what the server tells meanwhile. */
const BANDS = 8;

export interface SafetyNetOptions {
  readonly libc: Libc;
  readonly clock: Clock;
  readonly size: Size;
  /** Address of these pixels as they are now, rows without gaps; null when there are none. */
  readonly fetch: (rect: Rect) => bigint | null;
  readonly onDifference: (rect: Rect) => void;
}

/**
 * Finds changes that nobody tells, as under some compositors: band after band is compared with how it was a round
 * before. What the server has told meanwhile is found again here, which costs the listener one look in vain.
 */
export function createSafetyNet(options: SafetyNetOptions): { close(): void } {
  const { libc, clock, size } = options;
  const rowBytes = size.width * 4;
  const before = new Uint8Array(rowBytes * size.height);
  const bandRows = Math.ceil(size.height / BANDS);
  let top = 0;

  const rowDiffers = (address: bigint, row: number): boolean => {
    const at = (top + row) * rowBytes;
    const then = before.subarray(at, at + rowBytes);
    return libc.compare(then, address + BigInt(row * rowBytes), rowBytes) !== 0;
  };
  const compare = (address: bigint, rows: number): void => {
    const then = before.subarray(top * rowBytes, (top + rows) * rowBytes);
    if (libc.compare(then, address, then.length) === 0) return;
    let first = 0;
    while (first < rows - 1 && !rowDiffers(address, first)) first += 1;
    let last = rows - 1;
    while (last > first && !rowDiffers(address, last)) last -= 1;
    libc.copy(then, address, then.length);
    options.onDifference({ x: 0, y: top + first, width: size.width, height: last - first + 1 });
  };
  const look = (): void => {
    const rows = Math.min(bandRows, size.height - top);
    const address = options.fetch({ x: 0, y: top, width: size.width, height: rows });
    if (address !== null) compare(address, rows);
    top = top + rows >= size.height ? 0 : top + rows;
  };
  const stop = clock.every(ROUND_MS / Math.ceil(size.height / bandRows), look);
  return { close: stop };
}
