import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGallery, type Gallery } from '../gallery-desk/open-gallery.ts';

/** Every state of the technician's window in a real browser, under the app's own policy for styles and scripts. */
let gallery: Gallery;
beforeAll(async () => {
  gallery = await openGallery();
}, 120_000);
afterAll(() => gallery.close());

const sizes = [
  { width: 640, height: 360 }, // 1280 x 720 at 200 %
  { width: 1024, height: 700 },
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 2560, height: 1440 },
] as const;
/** One of every layout: the rest differs in words only. */
const layouts = [
  'join-unreachable',
  'join-wrong',
  'desk',
  'desk-lost',
  'desk-asked',
  'desk-withheld',
  'desk-network',
  'desk-vitals',
  'desk-again-compared',
  'desk-note',
  'desk-note-failed',
  'join-notes-open',
] as const;

describe('The technician’s window', () => {
  it.each([
    ['any state', 'light', () => gallery.names],
    ['any layout', 'dark', () => layouts],
  ] as const)(
    'axe finds nothing serious in %s, %s',
    async (_what, theme, states) => {
      await gallery.page.setViewportSize({ width: 1280, height: 720 });
      const found: string[] = [];
      for (const state of states()) {
        await gallery.show({ state, theme, web: false });
        for (const line of [...(await gallery.axe()), ...gallery.complaints()])
          found.push(`${state}: ${line}`);
      }
      expect(found).toEqual([]);
    },
    180_000,
  );

  it.each(sizes)(
    'nothing sticks out at $width x $height',
    async (size) => {
      await gallery.page.setViewportSize(size);
      const found: string[] = [];
      for (const state of layouts) {
        await gallery.show({ state, theme: 'light', web: true });
        for (const line of await gallery.overflow()) found.push(`${state}: ${line}`);
      }
      expect(found).toEqual([]);
    },
    120_000,
  );

  it('full screen shows the picture pixel for pixel, with nothing around or over it; Esc leaves', async () => {
    const { page } = gallery;
    await page.setViewportSize({ width: 1920, height: 1080 });
    await gallery.show({ state: 'desk', theme: 'light', web: false });
    await page.getByRole('button', { name: 'Full screen' }).click();
    await page.waitForTimeout(1000); // nothing shows late either: no tooltip of the button, no hint
    expect(await differences(await page.screenshot())).toBe(0);
    await page.mouse.move(960, 1);
    await page.getByRole('button', { name: 'Leave full screen' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'End', exact: true }).waitFor();
    expect(await page.locator('.t-stage[data-full]').count()).toBe(0);
  });

  it('1:1 can be moved about by dragging', async () => {
    const { page } = gallery;
    await page.setViewportSize({ width: 1280, height: 720 });
    await gallery.show({ state: 'desk', theme: 'light', web: false });
    await page.getByRole('button', { name: '1:1' }).click();
    const frame = page.locator('.t-stage-frame');
    const box = await frame.boundingBox();
    if (box === null) throw new Error('no picture');
    await page.mouse.move(box.x + 300, box.y + 200);
    await page.mouse.down();
    await page.mouse.move(box.x + 200, box.y + 150, { steps: 4 });
    await page.mouse.up();
    expect(await frame.evaluate((element) => [element.scrollLeft, element.scrollTop])).toEqual([100, 50]);
  });
});

/** How many channel values of the screenshot differ from the picture's own pixels. */
function differences(shot: Buffer): Promise<number> {
  return gallery.page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const source = document.querySelector<HTMLCanvasElement>('[data-picture] canvas');
    const copy = Object.assign(document.createElement('canvas'), {
      width: image.width,
      height: image.height,
    });
    const context = copy.getContext('2d');
    context?.drawImage(image, 0, 0);
    const seen = context?.getImageData(0, 0, image.width, image.height).data;
    const wanted = source?.getContext('2d')?.getImageData(0, 0, source.width, source.height).data;
    if (!seen || !wanted || seen.length !== wanted.length) return -1;
    return seen.reduce((sum, value, index) => sum + (Math.abs(value - (wanted[index] ?? 0)) > 2 ? 1 : 0), 0);
  }, shot.toString('base64'));
}
