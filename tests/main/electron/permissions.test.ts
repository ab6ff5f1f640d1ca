import { expect, test, vi } from 'vitest';
import { createDeviceTests } from '../../../src-main/services/device-tests.ts';
import { createManualClock } from '../../renderer/session/manual-clock.ts';
import { permission } from './fake-electron.ts';

vi.mock('electron', async () => (await import('./fake-electron.ts')).fakeElectron);

const { hardenSession } = await import('../../../src-main/electron/hardening.ts');

const page = { requestingUrl: 'app://ui/index.html' };

function ask(name: string, details: object): boolean {
  let said: boolean | null = null;
  permission.ask?.({}, name, (yes) => (said = yes), details);
  if (said === null) throw new Error('no answer');
  return said;
}

const never = () => false;

test('while the screen is allowed the camera and the microphone are not', () => {
  hardenSession(() => true, never);
  expect(ask('display-capture', page)).toBe(true);
  expect(ask('media', { ...page, mediaTypes: [] })).toBe(true); // how older runtimes ask for the screen
  for (const mediaTypes of [['video'], ['audio'], ['audio', 'video']])
    expect(ask('media', { ...page, mediaTypes }), mediaTypes.join()).toBe(false);
  for (const mediaType of ['video', 'audio'])
    expect(permission.check?.({}, 'media', 'app://ui/', { mediaType }), mediaType).toBe(false);
});

test('without consent, from another origin, or for anything else: no', () => {
  hardenSession(() => false, never);
  expect(ask('display-capture', page)).toBe(false);
  expect(ask('media', { ...page, mediaTypes: [] })).toBe(false);
  hardenSession(() => true, never);
  expect(ask('display-capture', { requestingUrl: 'app://ui.evil/' })).toBe(false);
  expect(ask('display-capture', { requestingUrl: 'https://evil.example/' })).toBe(false);
  for (const name of [
    'geolocation',
    'notifications',
    'midi',
    'pointerLock',
    'openExternal',
    'clipboard-read',
  ])
    expect(ask(name, page), name).toBe(false);
});

test('a test opens the one device it is about, for the page itself, and nothing else', () => {
  const tests = createDeviceTests({ clock: createManualClock(), mayTest: () => true });
  const asked: string[][] = [];
  hardenSession(never, (contents, devices) => {
    asked.push([...devices]);
    return contents !== null && tests.mayOpen(devices);
  });
  expect(ask('media', { ...page, mediaTypes: ['audio'] })).toBe(false);
  expect(tests.begin('microphone').ok).toBe(true);
  expect(ask('media', { ...page, mediaTypes: ['audio'] })).toBe(true);
  expect(permission.check?.({}, 'media', 'app://ui/', { mediaType: 'audio' })).toBe(true);
  for (const mediaTypes of [['video'], ['audio', 'video'], []])
    expect(ask('media', { ...page, mediaTypes }), mediaTypes.join()).toBe(false);
  expect(permission.check?.({}, 'media', 'app://ui/', { mediaType: 'video' })).toBe(false);
  expect(permission.check?.(null, 'media', 'app://ui/', { mediaType: 'audio' })).toBe(false);
  expect(ask('media', { requestingUrl: 'https://evil.example/', mediaTypes: ['audio'] })).toBe(false);
  tests.end();
  expect(ask('media', { ...page, mediaTypes: ['audio'] })).toBe(false);
  expect(asked).toContainEqual(['audio']);
});
