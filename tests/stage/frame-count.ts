import { openScreenGrabber } from '../bench/picture/screen-grab.ts';
import type { Canvas } from '../bench/picture/x-canvas.ts';

/* A number on a display that a video track carries too: two squares, each of one of sixteen greys. */

const SIDE = 16;
const GREYS = 16;
const STEP = 15;
/** Numbers come again after this many. */
export const COUNTS = GREYS * GREYS;

/** In the upper left corner. */
export function createFrameCount(canvas: Canvas): (count: number) => void {
  const window = canvas.window({ x: 0, y: 0, width: SIDE * 2, height: SIDE });
  return (count) => {
    for (const [place, digit] of [Math.floor(count / GREYS) % GREYS, count % GREYS].entries())
      canvas.fill(window, { x: place * SIDE, y: 0, width: SIDE, height: SIDE }, digit * STEP * 0x010101);
  };
}

export function openCountReader(display: string): { read(): number; close(): void } {
  const grabber = openScreenGrabber(display, SIDE * 2, SIDE);
  const digit = (pixels: Uint32Array, x: number) =>
    Math.min(GREYS - 1, Math.round((((pixels[(SIDE / 2) * SIDE * 2 + x] ?? 0) >> 8) & 0xff) / STEP));
  return {
    read() {
      const pixels = grabber.grab();
      return digit(pixels, SIDE / 2) * GREYS + digit(pixels, SIDE * 1.5);
    },
    close: grabber.close,
  };
}
