import { MAX_POINTER_SIDE, type PointerShape } from '../../../src-shared/tiles/frame-source.ts';

export interface CursorImage {
  readonly width: number;
  readonly height: number;
  readonly hotX: number;
  readonly hotY: number;
  /** `unsigned long` a pixel, of which the lower 32 bits count: alpha, red, green, blue from the top, multiplied. */
  readonly pixels: DataView;
}

const LONG_BYTES = 8;

/** What XFixes gives, as the viewer draws it. Null for a shape without pixels. A larger one is made smaller. */
export function pointerShape(image: CursorImage): PointerShape | null {
  const { width, height } = image;
  if (width < 1 || height < 1 || image.pixels.byteLength < width * height * LONG_BYTES) return null;
  const step = Math.max(1, width / MAX_POINTER_SIDE, height / MAX_POINTER_SIDE);
  const columns = Math.min(MAX_POINTER_SIDE, Math.max(1, Math.floor(width / step)));
  const rows = Math.min(MAX_POINTER_SIDE, Math.max(1, Math.floor(height / step)));
  const rgba = new Uint8Array(columns * rows * 4);
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < columns; x += 1) {
      const from = Math.floor(y * step) * width + Math.floor(x * step);
      writePixel(rgba, (y * columns + x) * 4, image.pixels.getUint32(from * LONG_BYTES, true));
    }
  }
  const hotX = Math.min(columns, Math.floor(image.hotX / step));
  const hotY = Math.min(rows, Math.floor(image.hotY / step));
  return { width: columns, height: rows, hotX, hotY, rgba };
}

function writePixel(rgba: Uint8Array, at: number, argb: number): void {
  const alpha = argb >>> 24;
  if (alpha === 0) return;
  const divided = (value: number) => Math.min(255, Math.round((value * 255) / alpha));
  rgba[at] = divided((argb >>> 16) & 0xff);
  rgba[at + 1] = divided((argb >>> 8) & 0xff);
  rgba[at + 2] = divided(argb & 0xff);
  rgba[at + 3] = alpha;
}
