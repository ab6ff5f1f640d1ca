import { expect, test, vi } from 'vitest';
import { createCaptureService } from '../../../src-main/services/capture-service.ts';
import { mayCaptureTrack } from '../../../src-main/services/track-rule.ts';
import { err } from '../../../src-shared/result.ts';
import { appError } from '../../../src-shared/errors.ts';
import { createManualClock } from '../../renderer/session/manual-clock.ts';
import { display, sources } from './fake-electron.ts';

vi.mock('electron', async () => (await import('./fake-electron.ts')).fakeElectron);

const { createScreens } = await import('../../../src-main/electron/screens.ts');

async function keysOf(screens: ReturnType<typeof createScreens>): Promise<readonly string[]> {
  const listed = await screens.list();
  if (!listed.ok) throw new Error(listed.error.code);
  return listed.value.map(({ key }) => key);
}

test('a key of an older list never means another window in a newer one', async () => {
  const screens = createScreens(() => []);
  sources.splice(
    0,
    9,
    { id: 'window:1:0', name: 'Letter', display_id: '' },
    { id: 'window:2:0', name: 'Bank', display_id: '' },
  );
  const [letter = ''] = await keysOf(screens);
  expect(screens.describe(letter)?.name).toBe('Letter');
  sources.reverse(); // the person brought the other window to the front
  await keysOf(screens);
  expect(screens.describe(letter)?.name).toBe('Letter'); // a newer list may come while a person presses
  await keysOf(screens);
  expect(screens.describe(letter)).toBeNull();
  expect(screens.choose(letter)).toBe(false);
});

test.each([
  [{ byHost: true, granted: true, masked: false }, true],
  [{ byHost: true, granted: true, masked: true }, false],
  [{ byHost: true, granted: false, masked: false }, false],
  [{ byHost: false, granted: true, masked: false }, false],
])('the video track is captured for the host’s page with a grant and no masks: %o', (asked, may) => {
  expect(mayCaptureTrack(asked)).toBe(may);
});

test('while something is masked, no page gets the screen from Chromium', async () => {
  const capture = createCaptureService({
    spawn: () => {
      throw new Error('not in this test');
    },
    possible: false,
    target: () => err(appError('CAPTURE_UNAVAILABLE')),
    mayUse: () => true,
    gone: () => undefined,
    ended: () => undefined,
    clock: createManualClock(),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  const screens = createScreens(() => []);
  sources.splice(0, 9, { id: 'screen:1:0', name: 'Screen', display_id: '1' });
  const [key = ''] = await keysOf(screens);
  expect(screens.choose(key)).toBe(true);
  screens.answerCapture(() => mayCaptureTrack({ byHost: true, granted: true, masked: capture.masked }));
  const given = () => {
    let id: string | null = null;
    display.ask?.({ frame: {} }, ({ video }) => void (id = video?.id ?? null));
    return id;
  };
  expect(given()).toBe('screen:1:0');
  capture.mask([{ x: 10, y: 10, width: 100, height: 20 }]);
  expect(given()).toBeNull();
  capture.mask([]);
  expect(given()).toBe('screen:1:0');
});
