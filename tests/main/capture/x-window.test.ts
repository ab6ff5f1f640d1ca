import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startDisplay, type Display } from '../../../scripts/lib/display.mjs';
import { openXWindow } from '../../../src-main/capture/x11/open-x-source.ts';
import type { OpenedSource } from '../../../src-main/capture/opened-source.ts';
import { damaged, must, picture, until, xOptions } from './open-source.ts';
import { openClient, type TestClient } from './x-painter.ts';

const RED = 0xff0000;
const GREEN = 0x00ff00;
const SECRET = 0x123456;

describe('one window of an X server', () => {
  let display: Display;
  let client: TestClient;
  const open: OpenedSource[] = [];
  const opened = (window: number): OpenedSource => {
    const source = must(openXWindow(xOptions(display.name), window));
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

  test('is told and fetched in its own coordinates', async () => {
    const window = client.window(100, 80, 200, 150, RED);
    const source = opened(window.id);
    expect(source.size).toEqual({ width: 200, height: 150 });
    const told = damaged(source, { x: 20, y: 10, width: 30, height: 20 });
    window.fill(20, 10, 30, 20, GREEN);
    await told;
    const { colour } = picture(source);
    expect([colour(19, 10), colour(20, 10), colour(49, 29), colour(50, 29)]).toEqual([
      RED,
      GREEN,
      GREEN,
      RED,
    ]);
    window.destroy();
  });

  test('what lies above it, or beside it, is never in its pixels', async () => {
    const window = client.window(100, 80, 200, 150, RED);
    const source = opened(window.id);
    const above = client.window(150, 100, 300, 300, SECRET);
    above.fill(0, 0, 300, 300, SECRET);
    window.fill(0, 0, 200, 150, GREEN);
    await until(() => picture(source).colour(199, 149) === GREEN);
    const frame = new Uint8Array(200 * 150 * 4);
    expect(source.grab({ x: 0, y: 0, width: 200, height: 150 }, frame).ok).toBe(true);
    const colours = new Set(new Uint32Array(frame.buffer).map((pixel) => pixel & 0xff_ffff));
    expect([...colours]).toEqual([GREEN]);
    above.destroy();
    window.destroy();
  });

  test('a new size is told and followed', async () => {
    const window = client.window(10, 10, 100, 100, RED);
    const source = opened(window.id);
    const resized = new Promise((resolve) => void source.onResize(resolve));
    window.resize(160, 90);
    expect(await resized).toEqual({ width: 160, height: 90 });
    expect(source.size).toEqual({ width: 160, height: 90 });
    window.fill(0, 0, 160, 90, GREEN);
    await until(() => picture(source).colour(159, 89) === GREEN);
    window.destroy();
  });

  test('hidden, it keeps its last picture; shown again, it goes on', async () => {
    const window = client.window(10, 10, 100, 100, RED);
    const source = opened(window.id);
    source.onDamage(() => undefined);
    window.hide();
    expect(picture(source).colour(50, 50)).toBe(RED);
    window.show();
    window.fill(0, 0, 100, 100, GREEN);
    await until(() => picture(source).colour(50, 50) === GREEN);
    window.destroy();
  });

  test('closed, it ends; what never was is unavailable', async () => {
    const window = client.window(10, 10, 100, 100, RED);
    const source = opened(window.id);
    const ended = new Promise((resolve) => void source.onEnded(resolve));
    window.destroy();
    expect(await ended).toMatchObject({ code: 'CAPTURE_UNAVAILABLE' });
    expect(openXWindow(xOptions(display.name), window.id)).toMatchObject({
      ok: false,
      error: { code: 'CAPTURE_UNAVAILABLE', detail: expect.stringContaining('no such window') },
    });
  });

  test('without the Composite extension there is no window source', () => {
    const options = xOptions(display.name);
    const libraries = { ...options.libraries, composite: null };
    const window = client.window(10, 10, 100, 100, RED);
    expect(openXWindow({ ...options, libraries }, window.id)).toMatchObject({
      ok: false,
      error: { code: 'CAPTURE_UNAVAILABLE', detail: expect.stringContaining('Composite') },
    });
    window.destroy();
  });
});
