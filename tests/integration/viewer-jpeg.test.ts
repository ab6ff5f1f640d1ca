import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TileEncoder } from '../../src-shared/tiles/codec.ts';
import { whole, type Rect, type Size } from '../../src-shared/tiles/geometry.ts';
import { loadCodec, pairOf } from '../shared/tiles/load-codec.ts';
import { noiseOf, paint } from '../shared/tiles/pictures.ts';
import { openViewer, type ViewerPage } from './viewer-page/open-viewer.ts';
import { jpegPixels } from './viewer-page/pictures-in-page.ts';

/** What the codec's JPEGs look like in the decoder that technicians have. */
const size: Size = { width: 640, height: 360 };
const QUALITY = 62;
let viewer: ViewerPage;
let encoder: TileEncoder;

beforeAll(async () => {
  viewer = await openViewer();
  ({ encoder } = pairOf(await loadCodec(), size));
}, 60_000);
afterAll(() => viewer.close(), 20_000);

/** Soft shapes of many sizes and colours with some grain, as a photo has. */
function photoAt(): (x: number, y: number) => number {
  const next = noiseOf(5);
  const level = (value: number) => Math.max(0, Math.min(255, Math.round(value)));
  return (x, y) => {
    const grain = (next() & 7) - 4;
    const red = 128 + 90 * Math.sin(x / 37) * Math.cos(y / 29) + 20 * Math.sin((x + y) / 6) + grain;
    const green = 110 + 80 * Math.cos(x / 53 - y / 41) + 20 * Math.sin(x / 5) * Math.sin(y / 7) + grain;
    const blue = 100 + 70 * Math.sin(x / 71 + y / 23) + grain;
    return (level(red) << 16) | (level(green) << 8) | level(blue);
  };
}

interface Likeness {
  readonly psnr: number;
  readonly worst: number;
}

async function likeness(rect: Rect, quality: number): Promise<Likeness> {
  const pixels = await jpegPixels(viewer.page, encoder.jpeg(rect, quality, 190_000) ?? new Uint8Array());
  expect(pixels).toHaveLength(rect.width * rect.height * 4);
  const { frame } = encoder;
  let squares = 0;
  let worst = 0;
  for (let y = 0; y < rect.height; y += 1)
    for (let x = 0; x < rect.width; x += 1)
      for (let channel = 0; channel < 3; channel += 1) {
        const was = frame[((rect.y + y) * size.width + rect.x + x) * 4 + 2 - channel] ?? 0;
        const off = was - (pixels[(y * rect.width + x) * 4 + channel] ?? 0);
        squares += off * off;
        worst = Math.max(worst, Math.abs(off));
      }
  return { psnr: 10 * Math.log10(255 ** 2 / (squares / (rect.width * rect.height * 3))), worst };
}

describe('a JPEG of the codec, in a browser', () => {
  test.each([
    { x: 0, y: 0, width: 640, height: 360 },
    { x: 101, y: 53, width: 17, height: 33 },
    { x: 639, y: 359, width: 1, height: 1 },
    { x: 7, y: 0, width: 1, height: 360 },
  ])('looks like the photo it was made of: $width x $height', async (rect) => {
    paint(encoder.frame, size, whole(size), photoAt());
    expect((await likeness(rect, QUALITY)).psnr).toBeGreaterThan(30);
  });

  test('gets nearer to it with its quality', async () => {
    paint(encoder.frame, size, whole(size), photoAt());
    const rect = { x: 0, y: 0, width: 320, height: 180 };
    const psnrs: number[] = [];
    for (const quality of [10, 25, 62, 90, 100]) psnrs.push((await likeness(rect, quality)).psnr);
    expect(psnrs).toEqual([...psnrs].sort((a, b) => a - b));
    expect(psnrs.at(-1)).toBeGreaterThan(38);
  });

  test('keeps flat colours within 3 levels, also the strongest', async () => {
    for (const colour of [0, 0xffffff, 0xff0000, 0x00ff00, 0x0000ff, 0x00ffff, 0x123456, 0x808080]) {
      paint(encoder.frame, size, whole(size), () => colour);
      expect((await likeness({ x: 0, y: 0, width: 35, height: 50 }, QUALITY)).worst).toBeLessThanOrEqual(3);
    }
  });

  test('of black and white by chance is sound at any quality', async () => {
    const next = noiseOf(9);
    paint(encoder.frame, size, whole(size), () => (next() & 64 ? 0xffffff : 0));
    const rect = { x: 0, y: 0, width: 128, height: 128 };
    expect((await likeness(rect, 100)).psnr).toBeGreaterThan(45);
    expect((await likeness(rect, QUALITY)).psnr).toBeGreaterThan(20);
    expect((await likeness(rect, 1)).psnr).toBeGreaterThan(5);
  });
});
