import { describe, expect, test } from 'vitest';
import { createJpegEncoder, type JpegWorker } from '../../../src-renderer/session/jpeg-encoder.ts';
import type { JpegAnswer, JpegOrder } from '../../../src-renderer/workers/jpeg-messages.ts';
import { createManualClock } from './manual-clock.ts';

/** A worker that answers when the test says so, or never. */
function createWorker() {
  const target = new EventTarget();
  const orders: JpegOrder[] = [];
  let ended = false;
  const worker: JpegWorker = Object.assign(Object.create(null), {
    addEventListener: target.addEventListener.bind(target),
    postMessage: (order: JpegOrder) => void orders.push(order),
    terminate: () => void (ended = true),
  });
  return {
    worker,
    answer(...bytes: readonly number[]) {
      const data: JpegAnswer = { id: orders.shift()?.id ?? 0, jpeg: Uint8Array.from(bytes) };
      target.dispatchEvent(new MessageEvent('message', { data }));
    },
    get ended() {
      return ended;
    },
  };
}

function setUp() {
  const clock = createManualClock();
  const workers: ReturnType<typeof createWorker>[] = [];
  const encoder = createJpegEncoder(() => {
    const made = createWorker();
    workers.push(made);
    return made.worker;
  }, clock);
  return { clock, workers, encode: () => encoder.encode(1, 1, new Uint8Array(4)) };
}

describe('the maker of JPEGs', () => {
  test('that never answers is ended, and another one made for the next picture', async () => {
    const { clock, workers, encode } = setUp();
    const made = [encode(), encode()];
    await clock.advance(10_000);
    expect(await Promise.all(made)).toEqual([null, null]);
    expect(workers[0]?.ended).toBe(true);
    const next = encode();
    workers[1]?.answer(7);
    expect(await next).toEqual(Uint8Array.of(7));
  });

  test('that answers leaves no timer and lives on', async () => {
    const { clock, workers, encode } = setUp();
    const made = encode();
    workers[0]?.answer(8, 9);
    expect(await made).toEqual(Uint8Array.of(8, 9));
    expect(clock.timers).toBe(0);
    await clock.advance(60_000);
    expect(workers[0]?.ended).toBe(false);
  });
});
