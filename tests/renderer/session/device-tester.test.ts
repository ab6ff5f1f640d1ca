import { expect, test } from 'vitest';
import type { Bridge } from '../../../src-shared/bridge/contract.ts';
import { appError } from '../../../src-shared/errors.ts';
import { err, ok } from '../../../src-shared/result.ts';
import { createScope } from '../../../src-shared/scope.ts';
import { createDeviceTester } from '../../../src-renderer/session/device-tester.ts';
import {
  decibels,
  lightness,
  refusalOf,
  type OpenDevice,
  type OwnDevice,
} from '../../../src-renderer/session/own-device.ts';
import { createHostStore } from '../../../src-renderer/stores/host-store.ts';
import { createManualClock } from './manual-clock.ts';

interface Fake {
  loudness?: number | null;
  brightness?: number | null;
}

function stage(answer: Fake | ReturnType<typeof refusalOf>, allowed = true) {
  const clock = createManualClock();
  const scope = createScope();
  const store = createHostStore(0);
  const told: [string, unknown][] = [];
  let opened = 0;
  let closed = 0;
  const bridge = {
    request: async (name: string, input: unknown) => {
      told.push([name, input]);
      return name === 'deviceTest.begin' && !allowed ? err(appError('SESSION_STATE', 'on')) : ok(null);
    },
  } as unknown as Bridge;
  const open: OpenDevice = async () => {
    if (typeof answer === 'string') return err(answer);
    opened += 1;
    const device: OwnDevice = {
      loudness: () => answer.loudness ?? null,
      brightness: () => answer.brightness ?? null,
      picture: null,
      close: () => void (closed += 1),
    };
    return ok(device);
  };
  const tester = createDeviceTester(scope, { bridge, clock, store, open });
  return {
    ...{ clock, scope, tester, told },
    tests: () => store.getState().deviceTests,
    reported: () => told.filter(([name]) => name === 'diagnosis.media').map(([, media]) => media),
    open: () => opened - closed,
  };
}

test('a microphone that is heard works; main hears the level, the time and nothing else', async () => {
  const on = stage({ loudness: -23.456 });
  on.tester.begin('microphone');
  await on.clock.advance(1000);
  expect(on.tests().microphone).toMatchObject({ state: 'running', share: expect.closeTo(1 / 7) });
  expect(on.told.map(([name]) => name)).toEqual(['deviceTest.begin', 'deviceTest.end']);
  await on.clock.advance(6000);
  expect(on.tests().microphone).toEqual({ state: 'done', verdict: 'works' });
  expect(on.reported()).toEqual([{ microphoneTrial: 'works', microphoneDb: -23.5, microphoneTestMs: 7000 }]);
  expect(on.open()).toBe(0);
  expect(on.clock.timers).toBe(0);
});

test('silence is said only after the whole time; stopped before, nothing is concluded', async () => {
  const on = stage({ loudness: -90 });
  on.tester.begin('microphone');
  await on.clock.advance(2000);
  on.tester.stop();
  expect(on.tests().microphone).toEqual({ state: 'done', verdict: 'stopped' });
  on.tester.begin('microphone');
  await on.clock.advance(7000);
  expect(on.tests().microphone).toEqual({ state: 'done', verdict: 'silent' });
  expect(on.open()).toBe(0);
});

test.each([
  ['a picture', { brightness: 0.5 }, 'works', { cameraTrial: 'works', cameraBusy: false }],
  ['a black picture', { brightness: 0.01 }, 'dark', { cameraTrial: 'works', cameraBusy: false }],
  ['no picture at all', { brightness: null }, 'taken', { cameraTrial: 'taken', cameraBusy: true }],
  ['another program', 'taken', 'taken', { cameraTrial: 'taken', cameraBusy: true }],
  ['the system', 'blocked', 'blocked', { cameraTrial: 'blocked', cameraBusy: null }],
  ['no camera', 'none', 'none', { cameraTrial: 'none', cameraBusy: null }],
] as const)('a camera with %s', async (_what, answer, verdict, media) => {
  const on = stage(answer);
  on.tester.begin('camera');
  await on.clock.advance(10_000);
  expect(on.tests().camera).toEqual({ state: 'done', verdict });
  expect(on.reported()).toEqual([media]);
  expect(on.open()).toBe(0);
});

test('a microphone that does not open takes the level of an older try back', async () => {
  const on = stage('blocked');
  on.tester.begin('microphone');
  await on.clock.advance(0);
  expect(on.reported()).toEqual([{ microphoneTrial: 'blocked', microphoneDb: null, microphoneTestMs: null }]);
});

test('leaving the screen, and the end of the window, let the device go at once and conclude nothing', async () => {
  for (const leave of ['leave', 'close'] as const) {
    const on = stage({ brightness: 0.5 });
    on.tester.begin('camera');
    await on.clock.advance(500);
    expect(on.open()).toBe(1);
    if (leave === 'leave') on.tester.leave();
    else on.scope.close();
    expect(on.open(), leave).toBe(0);
    expect(on.clock.timers, leave).toBe(0);
    expect(on.tests().camera, leave).toBeNull();
    expect(on.reported(), leave).toEqual([]);
  }
});

test('a device that opens only after the person has left is let go', async () => {
  const on = stage({ brightness: 0.5 });
  on.tester.begin('camera');
  on.tester.leave();
  await on.clock.advance(1000);
  expect(on.open()).toBe(0);
  expect(on.tests().camera).toBeNull();
});

test('one test at a time: the second lets the first go', async () => {
  const on = stage({ loudness: -20, brightness: 0.5 });
  on.tester.begin('microphone');
  await on.clock.advance(500);
  on.tester.begin('camera');
  await on.clock.advance(500);
  expect(on.open()).toBe(1);
  expect(on.tests().microphone).toBeNull();
  expect(on.tests().camera?.state).toBe('running');
});

test('without main’s word nothing is opened', async () => {
  const on = stage({ brightness: 0.5 }, false);
  on.tester.begin('camera');
  await on.clock.advance(100);
  expect(on.tests().camera).toEqual({ state: 'done', verdict: 'refused' });
  expect(on.told.map(([name]) => name)).toEqual(['deviceTest.begin']);
});

test.each([
  ['NotFoundError', 'none'],
  ['OverconstrainedError', 'none'],
  ['NotAllowedError', 'blocked'],
  ['NotReadableError', 'taken'],
  ['AbortError', 'taken'],
])('%s means %s', (name, refusal) => expect(refusalOf(name)).toBe(refusal));

test('loudness is against full scale, and silence has an end', () => {
  expect(decibels(new Float32Array(8))).toBe(-120);
  expect(decibels(new Float32Array(8).fill(1))).toBeCloseTo(0);
  expect(decibels(new Float32Array(8).fill(0.1))).toBeCloseTo(-20);
});

test('lightness leaves transparency out', () => {
  expect(lightness(new Uint8ClampedArray([0, 0, 0, 255]))).toBe(0);
  expect(lightness(new Uint8ClampedArray([255, 255, 255, 255]))).toBeCloseTo(1);
});
