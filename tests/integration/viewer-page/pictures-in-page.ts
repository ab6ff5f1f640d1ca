import type { Page } from 'playwright-core';
import type { Size } from '../../../src-shared/tiles/geometry.ts';

/** Pixels of a PNG (base64): red, green, blue, 255. The browser reads it. */
export async function pixelsOf(page: Page, png: string): Promise<Uint8Array> {
  const text = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), {
      width: image.width,
      height: image.height,
    });
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context?.drawImage(image, 0, 0);
    const data = context?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray();
    const parts: string[] = [];
    for (let at = 0; at < data.length; at += 30_000)
      parts.push(String.fromCharCode(...data.subarray(at, at + 30_000)));
    return btoa(parts.join(''));
  }, png);
  return new Uint8Array(Buffer.from(text, 'base64'));
}

/** A JPEG of one colour. */
export async function jpegOf(page: Page, { width, height }: Size, colour: string): Promise<Uint8Array> {
  const url = await page.evaluate(
    ([wide, high, fill]) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: wide, height: high });
      const context = canvas.getContext('2d');
      if (context !== null) context.fillStyle = fill;
      context?.fillRect(0, 0, wide, high);
      return canvas.toDataURL('image/jpeg', 0.9);
    },
    [width, height, colour] as const,
  );
  return new Uint8Array(Buffer.from(url.slice('data:image/jpeg;base64,'.length), 'base64'));
}

/** Pixels of a JPEG, as the browser decodes it for a canvas: red, green, blue, 255. */
export async function jpegPixels(page: Page, jpeg: Uint8Array): Promise<Uint8Array> {
  const text = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }), {
      colorSpaceConversion: 'none',
    });
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context?.drawImage(bitmap, 0, 0);
    const data = context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? new Uint8ClampedArray();
    const parts: string[] = [];
    for (let at = 0; at < data.length; at += 30_000)
      parts.push(String.fromCharCode(...data.subarray(at, at + 30_000)));
    return btoa(parts.join(''));
  }, Buffer.from(jpeg).toString('base64'));
  return new Uint8Array(Buffer.from(text, 'base64'));
}
