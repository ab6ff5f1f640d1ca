import { expect, test } from 'vitest';
import { createDeviceTests } from '../../../src-main/services/device-tests.ts';
import { createManualClock } from '../../renderer/session/manual-clock.ts';

const make = (mayTest = () => true) => {
  const clock = createManualClock();
  return { clock, tests: createDeviceTests({ clock, mayTest }) };
};

test('a device may be opened only between begin and end, and only that one (TM-8)', () => {
  const { tests } = make();
  expect(tests.mayOpen(['audio'])).toBe(false);
  tests.begin('camera');
  expect(tests.mayOpen(['video'])).toBe(true);
  for (const devices of [['audio'], ['video', 'audio'], []]) expect(tests.mayOpen(devices)).toBe(false);
  tests.begin('microphone');
  expect(tests.mayOpen(['video'])).toBe(false);
  expect(tests.mayOpen(['audio'])).toBe(true);
  tests.end();
  expect(tests.mayOpen(['audio'])).toBe(false);
});

test('a window that forgets to end it loses the right after a minute (TM-8)', async () => {
  const { clock, tests } = make();
  tests.begin('microphone');
  await clock.advance(59_000);
  expect(tests.mayOpen(['audio'])).toBe(true);
  await clock.advance(1000);
  expect(tests.mayOpen(['audio'])).toBe(false);
});

test('while a session is on nothing is tested, also not what was begun before it (TM-8)', () => {
  let on = false;
  const { tests } = make(() => !on);
  expect(tests.begin('camera').ok).toBe(true);
  on = true;
  expect(tests.mayOpen(['video'])).toBe(false);
  expect(tests.begin('camera')).toMatchObject({ ok: false, error: { code: 'SESSION_STATE' } });
  on = false;
  expect(tests.mayOpen(['video'])).toBe(false);
});
