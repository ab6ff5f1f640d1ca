import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startDisplay, type Display } from '../../../scripts/lib/display.mjs';
import { openXDisplay } from '../../../src-main/capture/x11/open-x-source.ts';
import { pointerShape } from '../../../src-main/capture/x11/pointer-shape.ts';
import type { OpenedSource } from '../../../src-main/capture/opened-source.ts';
import type { PointerChange } from '../../../src-shared/tiles/frame-source.ts';
import { must, until, xOptions } from './open-source.ts';
import { openClient, type TestClient } from './x-painter.ts';

const CROSSHAIR = 34;
const GUMBY = 56;

describe('the pointer of an X server', () => {
  let display: Display;
  let client: TestClient;
  let source: OpenedSource | null = null;
  const opened = (rect = { x: 100, y: 100, width: 200, height: 200 }, more = {}): OpenedSource =>
    (source = must(openXDisplay(xOptions(display.name, more), rect)));
  beforeAll(async () => {
    display = await startDisplay({ width: 640, height: 480, windowManager: false });
    client = openClient(display.name);
  });
  afterEach(() => source?.close());
  afterAll(async () => {
    client.close();
    await display.stop();
  });

  test.each([
    ['with the input extension', (_: TestClient) => ({})],
    ['without it', (_: TestClient) => ({ libraries: { ...xOptions(display.name).libraries, input: null } })],
  ])('its place is told in the picture, and that it is elsewhere (%s)', async (_title, more) => {
    const capture = opened(undefined, more(client));
    const places: unknown[] = [];
    capture.onPointer((change) => change.type === 'place' && places.push(change.place));
    client.movePointer(150, 120);
    await until(() => JSON.stringify(places.at(-1)) === '{"x":50,"y":20,"visible":true}');
    client.movePointer(90, 350);
    await until(() => JSON.stringify(places.at(-1)) === '{"x":-10,"y":250,"visible":false}');
    expect(capture.pointer().place).toEqual({ x: -10, y: 250, visible: false });
  });

  test('its shape is told when it changes, with the point that points', async () => {
    const capture = opened();
    const window = client.window(100, 100, 200, 200);
    client.movePointer(150, 150);
    const changes: PointerChange[] = [];
    capture.onPointer((change) => changes.push(change));
    const shapes = () => changes.flatMap((change) => (change.type === 'shape' ? [change.shape] : []));
    window.setCursor(CROSSHAIR);
    const before = shapes().length;
    window.setCursor(GUMBY);
    await until(() => shapes().length > before);
    const shape = shapes().at(-1);
    expect(shape?.rgba.length).toBe((shape?.width ?? 0) * (shape?.height ?? 0) * 4);
    expect(shape?.rgba.some((value, index) => index % 4 === 3 && value === 255)).toBe(true);
    expect(capture.pointer().shape).toEqual(shape);
    window.destroy();
  });

  test('a viewer who comes later is told where it is and how it looks', () => {
    client.movePointer(160, 170);
    const { shape, place } = opened().pointer();
    expect(place).toEqual({ x: 60, y: 70, visible: true });
    expect(shape?.width).toBeGreaterThan(0);
  });
});

describe('a pointer shape', () => {
  const image = (width: number, height: number, argb: (index: number) => number) => {
    const pixels = new DataView(new ArrayBuffer(width * height * 8));
    for (let index = 0; index < width * height; index += 1) {
      pixels.setUint32(index * 8, argb(index), true);
      pixels.setUint32(index * 8 + 4, 0xdead_beef, true); // the upper half of a long says nothing
    }
    return { width, height, hotX: 1, hotY: 2, pixels };
  };

  test('has colours that are no longer multiplied by alpha, in the order of a canvas', () => {
    const shape = pointerShape(
      image(3, 1, (index) => [0xff_11_22_33, 0x80_40_20_10, 0x00_00_00_00][index] ?? 0),
    );
    expect([...(shape?.rgba ?? [])]).toEqual([0x11, 0x22, 0x33, 255, 128, 64, 32, 128, 0, 0, 0, 0]);
  });

  test('without pixels, or with fewer than it says, is none', () => {
    expect(pointerShape(image(0, 0, () => 0))).toBeNull();
    expect(pointerShape({ ...image(2, 2, () => 0), width: 3 })).toBeNull();
  });

  test('larger than the picture channel takes is made smaller, its point too', () => {
    const shape = pointerShape({ ...image(256, 200, () => 0xffff_ffff), hotX: 128, hotY: 255 });
    expect(shape).toMatchObject({ width: 128, height: 100, hotX: 64, hotY: 100 });
  });
});
