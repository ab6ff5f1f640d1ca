import type { JpegPicture } from './jpeg-messages.ts';

export type MakeJpeg = (picture: JpegPicture) => Promise<Uint8Array<ArrayBuffer> | null>;

/** Tried in turn until the picture fits into a message. 0.8 is what was measured (docs/decisions). */
const QUALITIES = [0.8, 0.6, 0.35, 0.1] as const;

/** Makes JPEGs one after the other on one canvas; null when the encoder fails or nothing fits `maxBytes`. */
export function createJpegMaker(): MakeJpeg {
  const canvas = new OffscreenCanvas(1, 1);
  let turn: Promise<unknown> = Promise.resolve();
  return (picture) => {
    const made = turn.then(() => encode(canvas, picture)).catch(() => null);
    turn = made;
    return made;
  };
}

async function encode(
  canvas: OffscreenCanvas,
  picture: JpegPicture,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const { width, height, rgba, maxBytes } = picture;
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) return null;
  const pixels = new Uint8ClampedArray(rgba.buffer, rgba.byteOffset, rgba.byteLength);
  context.putImageData(new ImageData(pixels, width, height), 0, 0);
  for (const quality of QUALITIES) {
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    if (blob.size <= maxBytes) return new Uint8Array(await blob.arrayBuffer());
  }
  return null;
}
