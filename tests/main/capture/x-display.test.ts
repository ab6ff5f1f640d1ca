import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startDisplay, type Display } from '../../../scripts/lib/display.mjs';
import { openXDisplay } from '../../../src-main/capture/x11/open-x-source.ts';
import type { OpenedSource } from '../../../src-main/capture/opened-source.ts';
import type { Rect } from '../../../src-shared/tiles/geometry.ts';
import { damaged, must, picture, until, xOptions } from './open-source.ts';
import { openClient, type TestClient } from './x-painter.ts';

const desktop = { x: 0, y: 0, width: 640, height: 480 };
const RED = 0xff0000;
const BLUE = 0x0000ff;

describe('a display of an X server', () => {
  let display: Display;
  let client: TestClient;
  const open: OpenedSource[] = [];
  const opened = (rect: Rect, more = {}): OpenedSource => {
    const source = must(openXDisplay(xOptions(display.name, more), rect));
    open.push(source);
    return source;
  };
  beforeAll(async () => {
    display = await startDisplay({ width: 640, height: 480, windowManager: false });
    client = openClient(display.name);
  });
  afterEach(() => open.splice(0).forEach((source) => source.close()));
  afterAll(async () => {
    client.close();
    await display.stop();
  });

  test('tells what was painted, and fetches exactly that', async () => {
    const source = opened(desktop);
    const window = client.window(100, 50, 200, 100);
    await until(() => picture(source).colour(150, 70) === 0xffffff);
    const told = damaged(source, { x: 110, y: 60, width: 20, height: 10 });
    window.fill(10, 10, 20, 10, RED);
    await told;
    const frame = new Uint8Array(640 * 480 * 4);
    expect(source.grab({ x: 109, y: 60, width: 22, height: 10 }, frame).ok).toBe(true);
    const bgr = (x: number, y: number) => [...frame.subarray((y * 640 + x) * 4, (y * 640 + x) * 4 + 3)];
    expect(bgr(109, 60)).toEqual([255, 255, 255]);
    expect(bgr(110, 60)).toEqual([0, 0, 255]);
    expect(bgr(129, 69)).toEqual([0, 0, 255]);
    expect(bgr(130, 69)).toEqual([255, 255, 255]);
    // nothing outside what was asked for is written
    expect(bgr(110, 59)).toEqual([0, 0, 0]);
    expect(bgr(110, 70)).toEqual([0, 0, 0]);
    window.destroy();
  });

  test('is a part of the desktop: coordinates are its own, and nothing beside it is told or fetched', async () => {
    const source = opened({ x: 320, y: 100, width: 200, height: 200 });
    const window = client.window(300, 90, 100, 100, BLUE);
    const all: Rect[] = [];
    source.onDamage((rects) => all.push(...rects));
    const told = damaged(source, { x: 0, y: 0, width: 60, height: 70 });
    window.fill(0, 0, 80, 80, RED);
    await told;
    const { colour } = picture(source);
    expect([colour(0, 0), colour(59, 69), colour(60, 69), colour(59, 70)]).toEqual([RED, RED, BLUE, BLUE]);
    for (const { x, y, width, height } of all) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(200);
    }
    expect(opened({ x: 600, y: 0, width: 400, height: 100 }).size).toEqual({ width: 40, height: 100 });
    window.destroy();
  });

  test('two may listen, and each has its own pixels', async () => {
    const source = opened(desktop);
    const window = client.window(0, 0, 50, 50);
    const area = { x: 0, y: 0, width: 50, height: 50 };
    const both = Promise.all([damaged(source, area), damaged(source, area)]);
    window.fill(0, 0, 50, 50, BLUE);
    await both;
    expect(picture(source).colour(20, 20)).toBe(BLUE);
    expect(picture(source).colour(49, 49)).toBe(BLUE);
    window.destroy();
  });

  test('a picture of another size is not written to', () => {
    const source = opened(desktop);
    const frame = new Uint8Array(100);
    expect(source.grab({ x: 0, y: 0, width: 5, height: 5 }, frame)).toMatchObject({ ok: false });
    const outside = source.grab({ x: 630, y: 0, width: 20, height: 5 }, new Uint8Array(640 * 480 * 4));
    expect(outside).toMatchObject({ ok: false });
  });

  test('without damage from the server, a change is still found', async () => {
    const source = opened(desktop, { damageIsTold: false });
    const window = client.window(200, 200, 40, 40);
    source.onDamage(() => undefined); // so that it goes on from one round to the next
    // the first round finds everything new
    await damaged(source, { x: 200, y: 200, width: 40, height: 1 });
    await until(() => picture(source).colour(210, 210) === 0xffffff);
    const told = damaged(source, { x: 200, y: 205, width: 10, height: 3 });
    window.fill(0, 5, 10, 3, RED);
    // in the columns of 64 pixels around it: whole rows would be half a screen of motion for a caret
    expect(await told).toEqual([{ x: 192, y: 205, width: 64, height: 3 }]);
    expect(picture(source).colour(205, 206)).toBe(RED);
    window.destroy();
  });

  test('a display that main moves shows its new place; one that is nowhere has ended', async () => {
    const source = opened({ x: 0, y: 0, width: 100, height: 100 });
    const window = client.window(400, 300, 100, 100, RED);
    const sizes: unknown[] = [];
    source.onResize((size) => sizes.push(size));
    source.retarget({ kind: 'x11-display', rect: { x: 400, y: 300, width: 80, height: 60 } });
    expect(sizes).toEqual([{ width: 80, height: 60 }]);
    expect(picture(source).colour(79, 59)).toBe(RED);
    const told = damaged(source, { x: 0, y: 0, width: 10, height: 10 });
    window.fill(0, 0, 10, 10, BLUE);
    await told;
    const ended = new Promise((resolve) => void source.onEnded(resolve));
    source.retarget({ kind: 'x11-display', rect: { x: 4000, y: 0, width: 80, height: 60 } });
    expect(await ended).toMatchObject({ code: 'CAPTURE_UNAVAILABLE' });
    window.destroy();
  });
});

describe('where there is no display to capture', () => {
  const why = (env: Record<string, string>): unknown => openXDisplay(xOptions(':0', { env }), desktop);

  test.each([
    ['no server answers', { DISPLAY: ':9876' }, /:9876/],
    ['no server is named', {}, /DISPLAY/],
    ['the session is a Wayland one', { DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0' }, /Wayland/],
  ])('%s: it says so', (_title, env, detail) => {
    expect(why(env)).toMatchObject({
      ok: false,
      error: { code: 'CAPTURE_UNAVAILABLE', detail: expect.stringMatching(detail) },
    });
  });

  test('a server that dies ends the source, not the process', async () => {
    const display = await startDisplay({ width: 320, height: 240, windowManager: false });
    const source = must(openXDisplay(xOptions(display.name), desktop));
    const ended = new Promise((resolve) => void source.onEnded(resolve));
    source.onDamage(() => undefined);
    await display.stop();
    expect(await ended).toMatchObject({ code: 'CAPTURE_UNAVAILABLE' });
    expect(source.grab({ x: 0, y: 0, width: 10, height: 10 }, new Uint8Array(320 * 240 * 4)).ok).toBe(false);
    source.close();
  });
});
