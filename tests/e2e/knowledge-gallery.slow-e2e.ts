import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGallery, type Gallery } from '../gallery-desk/open-gallery.ts';

/** Every state of the screens about articles in a real browser, under the app's own policy for styles and scripts. */
let gallery: Gallery;
beforeAll(async () => {
  gallery = await openGallery(resolve(import.meta.dirname, '../gallery-knowledge'));
}, 120_000);
afterAll(() => gallery.close());

describe('Articles', () => {
  it.each(['light', 'dark'] as const)(
    'axe finds nothing serious in any state, %s',
    async (theme) => {
      await gallery.page.setViewportSize({ width: 1280, height: 720 });
      const found: string[] = [];
      for (const state of gallery.names) {
        await gallery.show({ state, theme, web: false });
        for (const line of [...(await gallery.axe()), ...gallery.complaints()])
          found.push(`${state}: ${line}`);
      }
      expect(found).toEqual([]);
    },
    120_000,
  );

  it.each([640, 1280])(
    'nothing sticks out at a width of %i',
    async (width) => {
      await gallery.page.setViewportSize({ width, height: 720 });
      const found: string[] = [];
      for (const state of gallery.names) {
        await gallery.show({ state, theme: 'light', web: false });
        for (const line of await gallery.overflow()) found.push(`${state}: ${line}`);
      }
      expect(found).toEqual([]);
    },
    120_000,
  );

  it('runs nothing that a stranger wrote, and fetches nothing from elsewhere', async () => {
    const asked: string[] = [];
    gallery.page.on('request', (request) => asked.push(request.url()));
    await gallery.show({ state: 'article-hostile', theme: 'light', web: false });
    for (const name of ['a script', 'data', 'a file'])
      await gallery.page.getByText(name, { exact: true }).first().click();
    expect(await gallery.page.evaluate(() => Reflect.get(globalThis, 'harmed'))).toBeUndefined();
    expect(
      asked.filter((url) => !url.startsWith(new URL(gallery.page.url()).origin) && !url.startsWith('data:')),
    ).toEqual([]);
    expect(gallery.page.url()).toContain('state=article-hostile');
  });
});
