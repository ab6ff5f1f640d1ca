import { afterEach, describe, expect, test } from 'vitest';
import type { PointerPlace } from '../../../src-shared/tiles/frame-source.ts';
import {
  encodeHostPicture,
  HELLO_EVERY_MS,
  type HostPictureMessage,
  type ViewerPictureMessage,
} from '../../../src-shared/tiles/wire.ts';
import { createTileViewer, type TileViewer } from '../../../src-renderer/viewer/tile-viewer.ts';
import type { TileAnswer, TileOrder } from '../../../src-renderer/workers/tile-messages.ts';
import { createManualClock } from '../session/manual-clock.ts';

const size = { width: 8, height: 8 };

/** A worker that does what the test says. */
class FakeWorker extends EventTarget {
  readonly orders: TileOrder['type'][] = [];
  ended = false;
  postMessage(order: TileOrder): void {
    this.orders.push(order.type);
  }
  terminate(): void {
    this.ended = true;
  }
  answer(...answers: readonly TileAnswer[]): void {
    for (const data of answers) this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

let viewer: TileViewer | null = null;
afterEach(() => viewer?.close());

function view() {
  const clock = createManualClock();
  let slept = 0;
  const workers: FakeWorker[] = [];
  const said: ViewerPictureMessage[] = [];
  const heard: string[] = [];
  const places: PointerPlace[] = [];
  const made = createTileViewer({
    clock: { ...clock, now: () => clock.now() + slept },
    canvas: {
      element: document.createElement('div'),
      renew: () => Object.create(null),
      fresh: () => undefined,
      empty: () => void heard.push('empty'),
      source: () => null,
    },
    openWorker() {
      const worker = new FakeWorker();
      workers.push(worker);
      return Object.assign(Object.create(null), {
        addEventListener: worker.addEventListener.bind(worker),
        postMessage: (order: TileOrder) => worker.postMessage(order),
        terminate: () => worker.terminate(),
      });
    },
    say: (message) => void said.push(message),
    on: {
      drawn: (shown, whole) => void heard.push(`${shown.width}x${shown.height}${whole ? ' whole' : ''}`),
      mode: (mode) => void heard.push(mode),
      shape: () => void heard.push('shape'),
      place: (place) => void places.push(place),
      delay: (ms) => void heard.push(`${ms} ms`),
      cannot: (why) => void heard.push(why),
    },
  });
  viewer = made;
  made.allow(true);
  const newest = () => {
    const worker = workers.at(-1);
    if (worker === undefined) throw new Error('no worker');
    return worker;
  };
  const hostSays = (message: HostPictureMessage) => made.take(encodeHostPicture(message));
  /** Time in which no timer of the page came. */
  const sleep = (ms: number) => void (slept += ms);
  return { viewer: made, clock, workers, said, heard, places, newest, hostSays, sleep };
}

const tiles = (seq: number): HostPictureMessage => ({
  type: 'tiles',
  seq,
  last: true,
  payload: new Uint8Array(100),
});

describe('the page’s side of the tiles', () => {
  test('says hello when its worker is up, and hands nothing on before', () => {
    const { said, newest, hostSays } = view();
    hostSays({ type: 'begin', size });
    expect(said).toEqual([]);
    expect(newest().orders).toEqual(['open']);
    newest().answer({ type: 'ready' });
    expect(said).toEqual([{ type: 'hello', version: 1 }]);
  });

  test('answers every message once it is drawn, and counts frames and bytes', () => {
    const { viewer: made, said, heard, newest, hostSays } = view();
    newest().answer({ type: 'ready' });
    hostSays({ type: 'begin', size });
    hostSays(tiles(1));
    newest().answer({ type: 'taken' }, { type: 'drawn', seq: 1, last: true, shows: size });
    expect(said.at(-1)).toEqual({ type: 'ack', seq: 1 });
    expect(heard).toEqual(['8x8 whole']);
    expect(made.counted).toEqual({ frames: 1, bytes: 6 + 106 });
  });

  test('what is shown because its rest stays away is no whole frame', () => {
    const { heard, newest, hostSays } = view();
    newest().answer({ type: 'ready' });
    hostSays({ type: 'begin', size });
    newest().answer({ type: 'taken' }, { type: 'shown', shows: size });
    expect(heard).toEqual(['8x8']);
  });

  test('moves the pointer without the worker', () => {
    const { places, newest, hostSays } = view();
    newest().answer({ type: 'ready' });
    hostSays({ type: 'place', place: { x: -3, y: 7, visible: true } });
    expect(places).toEqual([{ x: -3, y: 7, visible: true }]);
    expect(newest().orders).toEqual(['open']);
  });

  test('a message that breaks a rule asks for the picture anew, once a second at most', async () => {
    const { viewer: made, clock, said, newest } = view();
    newest().answer({ type: 'ready' });
    for (let count = 0; count < 5; count += 1) made.take(Uint8Array.of(9, 9, 9));
    expect(said.filter((one) => one.type === 'refresh')).toHaveLength(1);
    expect(newest().orders.slice(0, 2)).toEqual(['open', 'break']);
    await clock.advance(1_000);
    expect(said.filter((one) => one.type === 'refresh')).toHaveLength(2);
    await clock.advance(3_000);
    expect(said.filter((one) => one.type === 'refresh')).toHaveLength(2);
  });

  test('a payload that the worker cannot use asks for the picture anew', () => {
    const { said, newest, hostSays } = view();
    newest().answer({ type: 'ready' });
    hostSays({ type: 'begin', size });
    hostSays(tiles(1));
    newest().answer({ type: 'taken' }, { type: 'broken', why: 'x' });
    expect(said.at(-1)).toEqual({ type: 'refresh' });
  });

  test('a worker that dies is followed by another, which says hello again', () => {
    const { workers, said, newest } = view();
    newest().answer({ type: 'ready' });
    newest().dispatchEvent(new Event('error'));
    expect(workers).toHaveLength(2);
    expect(workers[0]?.ended).toBe(true);
    newest().answer({ type: 'ready' });
    expect(said).toEqual([
      { type: 'hello', version: 1 },
      { type: 'hello', version: 1 },
    ]);
  });

  test('a worker that answers nothing at seven looks in a row is replaced; one without orders may be silent', async () => {
    const { clock, workers, newest, hostSays } = view();
    newest().answer({ type: 'ready' });
    await clock.advance(60_000);
    expect(workers).toHaveLength(1);
    hostSays({ type: 'begin', size });
    await clock.advance(2_900);
    expect(workers).toHaveLength(1);
    await clock.advance(700);
    expect(workers).toHaveLength(2);
  });

  test('a worker that is slow but answers is left alone, whatever waits', async () => {
    const { clock, workers, newest, hostSays } = view();
    newest().answer({ type: 'ready' });
    hostSays({ type: 'begin', size });
    for (let seq = 1; seq <= 20; seq += 1) hostSays(tiles(seq));
    for (let seq = 1; seq <= 20; seq += 1) {
      await clock.advance(2_900);
      newest().answer({ type: 'drawn', seq, last: true, shows: size });
    }
    expect(workers).toHaveLength(1);
  });

  test('a worker that opens has 5 s: it is loaded and compiled first', async () => {
    const { clock, workers } = view();
    await clock.advance(5_000);
    expect(workers).toHaveLength(1);
    await clock.advance(1_500);
    expect(workers).toHaveLength(2);
  });

  test('a page that hung or slept itself does not blame its worker', async () => {
    const { clock, workers, newest, hostSays, sleep } = view();
    newest().answer({ type: 'ready' });
    hostSays({ type: 'begin', size });
    sleep(600_000);
    await clock.advance(1_000); // its timer may come before the answers that were on their way
    newest().answer({ type: 'taken' });
    await clock.advance(60_000);
    expect(workers).toHaveLength(1);
  });

  test('after the fourth death it says that it cannot', () => {
    const { workers, said, heard, newest } = view();
    for (let count = 0; count < 4; count += 1) newest().dispatchEvent(new Event('error'));
    expect(workers).toHaveLength(4);
    expect(workers.every((worker) => worker.ended)).toBe(true);
    expect(said).toEqual([{ type: 'hello', version: 0 }]);
    expect(heard).toEqual(['the worker broke']);
  });

  test('deaths far apart do not add up', async () => {
    const { clock, workers, newest } = view();
    for (let count = 0; count < 10; count += 1) {
      newest().answer({ type: 'ready' });
      newest().dispatchEvent(new Event('error'));
      newest().answer({ type: 'ready' });
      await clock.advance(70_000);
    }
    expect(workers).toHaveLength(11);
  });

  test('while nothing may be seen nothing is drawn; what was missed is asked for once it may', () => {
    const { viewer: made, said, heard, newest, hostSays } = view();
    newest().answer({ type: 'ready' });
    made.allow(false);
    expect(heard).toEqual(['empty']);
    hostSays({ type: 'begin', size });
    hostSays(tiles(1));
    expect(newest().orders).toEqual(['open', 'clear']);
    made.allow(true);
    expect(said.at(-1)).toEqual({ type: 'refresh' });
  });

  test('greets until the host answers, and again when the picture may be seen and does not come', async () => {
    const { viewer: made, clock, said, newest, hostSays } = view();
    newest().answer({ type: 'ready' });
    await clock.advance(HELLO_EVERY_MS * 2);
    expect(said).toHaveLength(3);
    hostSays({ type: 'mode', mode: 'video', reason: 'busy-host' });
    newest().answer({ type: 'mode', mode: 'video', reason: 'busy-host' });
    await clock.advance(HELLO_EVERY_MS * 5);
    expect(said).toHaveLength(3);
    made.allow(false);
    made.allow(true);
    newest().answer({ type: 'taken' });
    await clock.advance(HELLO_EVERY_MS);
    expect(said).toHaveLength(4);
    hostSays({ type: 'begin', size });
    newest().answer({ type: 'taken' });
    await clock.advance(HELLO_EVERY_MS * 5);
    expect(said).toHaveLength(4);
  });

  test('pixels without a beginning are not drawn but asked for', () => {
    const { said, newest, hostSays } = view();
    newest().answer({ type: 'ready' });
    hostSays(tiles(1));
    hostSays(tiles(2));
    expect(newest().orders).toEqual(['open']);
    expect(said.slice(1)).toEqual([{ type: 'refresh' }]);
  });

  test('a browser that cannot draw in a worker says so at once', () => {
    const { workers, said, newest } = view();
    newest().answer({ type: 'cannot', why: 'no canvas' });
    expect(workers).toHaveLength(1);
    expect(said).toEqual([{ type: 'hello', version: 0 }]);
  });

  test('a host that sends without waiting does not fill this page’s memory', () => {
    const { workers, newest, hostSays } = view();
    newest().answer({ type: 'ready' });
    hostSays({ type: 'begin', size });
    const message: HostPictureMessage = {
      type: 'tiles',
      seq: 1,
      last: true,
      payload: new Uint8Array(199_000),
    };
    for (let count = 0; count < 200 && workers.length === 1; count += 1) hostSays(message);
    expect(workers.length).toBeGreaterThan(1);
  });

  test('a host that sends a flood of small messages does not fill it either', () => {
    const { workers, newest, hostSays } = view();
    newest().answer({ type: 'ready' });
    for (let count = 0; count < 10_000 && workers.length === 1; count += 1)
      hostSays({ type: 'mode', mode: count % 2 === 0 ? 'exact' : 'mixed', reason: 'still-or-text' });
    expect(workers).toHaveLength(2);
  });

  test('a host that begins again and again is cut off', () => {
    const { workers, newest, hostSays } = view();
    newest().answer({ type: 'ready' });
    for (let count = 0; count < 21; count += 1) hostSays({ type: 'begin', size });
    expect(workers).toHaveLength(2);
  });
});
