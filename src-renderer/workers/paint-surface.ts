import type { Size } from '../../src-shared/tiles/geometry.ts';
import type { PaintSurface } from './tile-painter.ts';

/** The one canvas of the viewer, in its worker; null where the browser gives no context. */
export function createPaintSurface(canvas: OffscreenCanvas): PaintSurface<ImageBitmap> | null {
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) return null;
  let image: ImageData | null = null;
  return {
    resize({ width, height }) {
      image = null;
      canvas.width = width;
      canvas.height = height;
    },
    put(pixels, size, rects) {
      image = imageOf(image, pixels, size);
      for (const { x, y, width, height } of rects) context.putImageData(image, 0, 0, x, y, width, height);
    },
    draw: (bitmap, { x, y }) => context.drawImage(bitmap, x, y),
  };
}

/** A view of the decoder's memory, nothing is copied; made anew only when that memory moved. */
function imageOf(
  before: ImageData | null,
  pixels: Uint8ClampedArray<ArrayBuffer>,
  { width, height }: Size,
): ImageData {
  const same =
    before !== null &&
    before.data.buffer === pixels.buffer &&
    before.data.byteOffset === pixels.byteOffset &&
    before.width === width &&
    before.height === height;
  return same ? before : new ImageData(pixels, width, height);
}
