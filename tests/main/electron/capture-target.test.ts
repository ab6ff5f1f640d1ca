import { expect, test } from 'vitest';
import { captureTarget, displayBehind } from '../../../src-main/electron/capture-target.ts';
import { nativeCapture } from '../../../src-main/platform/native-capture.ts';

const x11 = { kind: 'x11' } as const;
const left = { id: 7, bounds: { x: 0, y: 0, width: 1280, height: 720 }, scaleFactor: 1 };
const right = { id: 8, bounds: { x: 1280, y: 40, width: 1920, height: 1080 }, scaleFactor: 1 };

test('a display is its rectangle in the pixels of the window system, whatever its scale', () => {
  const chosen = { id: 'screen:1:0', displayId: 8 };
  expect(captureTarget(chosen, [left, right], x11)).toEqual({
    ok: true,
    value: { kind: 'x11-display', rect: right.bounds },
  });
  const scaled = [
    { ...left, scaleFactor: 2 },
    { ...right, scaleFactor: 2 },
  ];
  expect(captureTarget(chosen, scaled, x11)).toMatchObject({
    value: { rect: { x: 2560, y: 80, width: 3840, height: 2160 } },
  });
  const told = [{ ...right, scaleFactor: 1.5, nativeOrigin: { x: 1280, y: 0 } }];
  expect(captureTarget(chosen, told, { kind: 'dxgi' })).toMatchObject({
    value: { kind: 'dxgi-display', rect: { x: 1280, y: 0, width: 2880, height: 1620 } },
  });
});

test('a display that is gone or too large is not captured, and no other in its place', () => {
  const chosen = { id: 'screen:1:0', displayId: 8 };
  expect(captureTarget(chosen, [left], x11)).toMatchObject({ error: { code: 'CAPTURE_UNAVAILABLE' } });
  const huge = { ...right, bounds: { x: 0, y: 0, width: 9000, height: 100 } };
  expect(captureTarget(chosen, [huge], x11)).toMatchObject({ error: { detail: 'the display is too large' } });
  expect(captureTarget(null, [left], x11)).toMatchObject({ ok: false });
});

test('which of several displays it is must be known; the only one needs no name', () => {
  const source = (display_id: string) => ({ id: 'screen:1:0', display_id });
  expect(displayBehind(source('8'), [left, right])).toBe(8);
  expect(displayBehind(source(''), [left, right])).toBeNull();
  expect(displayBehind(source(''), [left])).toBe(7);
  expect(displayBehind({ id: 'window:5:0', display_id: '' }, [left])).toBeNull();
});

test('a window is captured natively on X11, by its own number', () => {
  const chosen = { id: 'window:20971527:0', displayId: null };
  expect(captureTarget(chosen, [left], x11)).toEqual({
    ok: true,
    value: { kind: 'x11-window', window: 20_971_527 },
  });
  expect(captureTarget(chosen, [left], { kind: 'dxgi' })).toMatchObject({ ok: false });
});

test.each([
  ['linux', { DISPLAY: ':0' }, 'x11'],
  ['linux', { DISPLAY: ':0', XDG_SESSION_TYPE: 'x11', WAYLAND_DISPLAY: '' }, 'x11'],
  ['linux', { DISPLAY: ':0', XDG_SESSION_TYPE: 'wayland' }, 'none'],
  ['linux', { DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0' }, 'none'],
  ['linux', {}, 'none'],
  ['win32', {}, 'dxgi'],
  ['darwin', {}, 'none'],
  ['other', {}, 'none'],
] as const)('on %s with %j the native capture is %s', (platform, env, kind) => {
  const found = nativeCapture(platform, env);
  expect(found.kind).toBe(kind);
  if (found.kind === 'none')
    expect(captureTarget(null, [], found)).toMatchObject({ error: { detail: found.why } });
});
