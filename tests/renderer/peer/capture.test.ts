import { expect, test } from 'vitest';
import { createCaptureScreen } from '../../../src-renderer/peer/capture.ts';

test('asks for thirty frames a second of at most 1920x1080, without sound', async () => {
  let asked: unknown;
  await createCaptureScreen(async (options) => {
    asked = options;
    throw new Error('enough');
  })();
  expect(asked).toEqual({
    audio: false,
    video: { frameRate: { max: 30 }, width: { max: 1920 }, height: { max: 1080 } },
  });
});

test.each([
  ['NotAllowedError', 'SCREEN_DENIED'],
  ['NotReadableError', 'SCREEN_UNAVAILABLE'],
])('%s is %s', async (name, code) => {
  const capture = createCaptureScreen(async () => {
    throw Object.assign(new Error('no'), { name });
  });
  expect(await capture()).toMatchObject({ ok: false, error: { code } });
});
