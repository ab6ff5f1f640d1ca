import { afterEach, describe, expect, test } from 'vitest';
import {
  createFakeCaptureProcess,
  type FakeCaptureProcess,
} from '../../../src-renderer/bridge/fake-capture.ts';
import { createScreenShare } from '../../../src-renderer/session/screen-share.ts';
import type { Bridge } from '../../../src-shared/bridge/contract.ts';
import type { HostMessage } from '../../../src-shared/protocol/peer-messages.ts';
import { err, ok } from '../../../src-shared/result.ts';
import { createScope } from '../../../src-shared/scope.ts';
import type { PeerLink } from '../../../src-renderer/peer/ports.ts';
import type { MemoryLink } from '../../../src-renderer/peer/memory-peers.ts';
import { createPieceJoiner, cutPicture } from '../../../src-shared/tiles/pieces.ts';
import {
  MAX_PICTURE_MESSAGE_BYTES,
  decodeHostPicture,
  encodeViewerPicture,
  type HostPictureMessage,
  type ViewerPictureMessage,
} from '../../../src-shared/tiles/wire.ts';
import { appError } from '../../../src-shared/errors.ts';
import { createWorld, live, type World, type WorldOptions } from './world.ts';

const size = { width: 1920, height: 1080 };
const hello = { type: 'hello', version: 1 } as const;
const tile = Uint8Array.of(2, 1, 1, 0, 0, 0, 99);
let world: World;
afterEach(() => world.close());

interface Viewer {
  readonly seen: Uint8Array[];
  say(message: ViewerPictureMessage): Promise<void>;
  /** Messages as they are, in one go. */
  pour(messages: readonly Uint8Array[]): Promise<void>;
}

/** A live session with native capture, and what the technician's end of the picture channel sees. */
async function liveWithTiles(options: WorldOptions = { capture: size }, greets = true): Promise<Viewer> {
  world = await createWorld(options);
  const seen: Uint8Array[] = [];
  const link = (): MemoryLink => {
    const found = world.net.links.findLast(
      ({ options: { role, carries } }) => role === 'technician' && carries === 'media',
    );
    if (found === undefined) throw new Error('no link');
    return found;
  };
  world.net.onLink((made) => {
    const joiner = createPieceJoiner(MAX_PICTURE_MESSAGE_BYTES);
    if (made.options.role !== 'technician') return;
    made.tiles?.onPiece((piece) => {
      const message = joiner.push(piece);
      if (message instanceof Uint8Array) seen.push(message);
    });
  });
  const pour = async (messages: readonly Uint8Array[]) => {
    for (const piece of messages.flatMap(cutPicture)) link().tiles?.send(piece);
    await world.clock.advance(10);
  };
  const say = (message: ViewerPictureMessage) => pour([encodeViewerPicture(message)]);
  await live(world);
  if (greets) await say(hello);
  return { seen, say, pour };
}

function newest(): FakeCaptureProcess {
  const found = world.main.captures.at(-1);
  if (found === undefined) throw new Error('no capture process');
  return found;
}

const heardHello = (process: FakeCaptureProcess) =>
  process.heard.filter((message) => message.type === 'heard' && message.bytes[0] === 1);
const hostLink = () =>
  world.net.links.findLast(({ options }) => options.role === 'host' && options.carries === 'media');
const decoded = (seen: readonly Uint8Array[]): HostPictureMessage[] =>
  seen.flatMap((piece) => {
    const message = decodeHostPicture(piece);
    return message.ok ? [message.value] : [];
  });
const video = { type: 'mode', mode: 'video', reason: 'much-motion' } as const;
const exact = { type: 'mode', mode: 'exact', reason: 'still-or-text' } as const;

describe('with native capture', () => {
  test('the picture goes as tiles, and Chromium captures nothing', async () => {
    const { seen } = await liveWithTiles();
    newest().say({ type: 'send', bytes: tile });
    await world.clock.advance(10);
    expect(seen.at(-1)).toEqual(tile);
    expect(world.captures).toEqual([]);
    expect(newest().heard[0]).toEqual({ type: 'flows', on: true });
    expect(heardHello(newest())).toHaveLength(1);
    expect(world.technician.getState().desk?.screenOn).toBe(true);
  });

  test('its size is told, and told again when it changes', async () => {
    world = await createWorld();
    const process = createFakeCaptureProcess();
    const told: HostMessage[] = [];
    const scope = createScope();
    const bridge: Bridge = {
      kind: 'fake',
      request: async (name) => (name === 'capture.open' ? ok(size) : undefined) as never,
      on: () => () => undefined,
      onCapturePort(listener) {
        queueMicrotask(() => listener(process.port));
        return () => undefined;
      },
    };
    const share = createScreenShare(scope, {
      bridge,
      clock: world.clock,
      capture: () => Promise.reject(new Error('nothing to capture for')),
      send: (message) => void told.push(message),
      onEnded: () => undefined,
      onFailed: () => undefined,
    });
    const grant = { state: 'granted', grantedAt: 1, until: 9e9, leaseMs: 1e6 } as const;
    share.sync(grant, { link: { show: async () => undefined } as unknown as PeerLink, tiles: null });
    expect(await share.captured()).toBe(true);
    process.say({ type: 'size', size: { width: 800, height: 600 } });
    expect(told).toMatchObject([{ on: false }, { on: true, ...size }, { on: true, width: 800, height: 600 }]);
    scope.close();
  });

  test('the track is captured when it is asked for, and only then', async () => {
    await liveWithTiles();
    newest().say(video);
    await world.clock.advance(10);
    expect(world.captures).toHaveLength(1);
    expect(hostLink()?.shown).toBe(world.captures[0]);
    expect(newest().heard.at(-1)).toEqual({ type: 'video', on: true });
    newest().say(exact);
    await world.clock.advance(10);
    expect(hostLink()?.shown).toBeNull();
    expect(world.captures[0]?.stopped).toBe(true);
    newest().say(video);
    await world.clock.advance(10);
    expect(world.captures).toHaveLength(2);
  });

  test('a track that is not to be had is said, and the tiles go on', async () => {
    const { seen } = await liveWithTiles({ capture: size, trackRefused: true });
    newest().say(video);
    await world.clock.advance(10);
    expect(newest().heard.at(-1)).toEqual({ type: 'video', on: false });
    newest().say({ type: 'send', bytes: tile });
    await world.clock.advance(10);
    expect(seen.at(-1)).toEqual(tile);
    expect(world.main.session.capabilities.screen.state).toBe('granted');
  });

  test('a greeting that came before the grant counts', async () => {
    world = await createWorld({ capture: size });
    world.net.onLink((link) => {
      if (link.options.role !== 'technician') return;
      const greet = () => cutPicture(encodeViewerPicture(hello)).forEach((piece) => link.tiles?.send(piece));
      link.tiles?.onOpen(() => world.clock.after(50, greet));
    });
    await live(world);
    expect(heardHello(newest())).toHaveLength(1);
    await world.clock.advance(2_000);
    expect(world.captures).toEqual([]);
  });

  test('a viewer that says nothing for two seconds gets the track', async () => {
    const viewer = await liveWithTiles({ capture: size }, false);
    await world.clock.advance(2_000);
    expect(hostLink()?.shown).toBe(world.captures[0]);
    await viewer.say(hello); // a slow machine
    expect(hostLink()?.shown).toBe(world.captures[0]);
    await viewer.say({ type: 'shows', what: 'tiles' });
    expect(hostLink()?.shown).toBeNull();
    expect(world.captures[0]?.stopped).toBe(true);
  });
});

describe('a viewer that says too much', () => {
  const heard = () => newest().heard.filter(({ type }) => type === 'heard').length;
  const many = <T>(count: number, make: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, i) => make(i));
  const ack = (seq: number) => encodeViewerPicture({ type: 'ack', seq });

  test('is not heard where a message is longer than anything a viewer has to say', async () => {
    const { pour } = await liveWithTiles();
    const before = heard();
    await pour([new Uint8Array(200_000), new Uint8Array(6)]);
    expect(heard()).toBe(before);
    await pour([Uint8Array.of(9, 9, 9, 9, 9)]); // a broken one is the capture process's to count
    expect(heard()).toBe(before + 1);
  });

  test('is heard a few times, and then ten times a second, whatever it says', async () => {
    const { pour } = await liveWithTiles();
    const before = heard();
    await pour(
      many(1_000, (index) => (index % 2 === 0 ? encodeViewerPicture({ type: 'refresh' }) : ack(index))),
    );
    expect(heard() - before).toBeLessThanOrEqual(30);
    await pour(many(1_000, () => encodeViewerPicture(hello)));
    expect(heard() - before).toBeLessThanOrEqual(31);
    await world.clock.advance(1_000);
    await pour(many(1_000, ack));
    expect(heard() - before).toBeLessThanOrEqual(42);
  });

  test('never loses an answer to what it was sent, and none is kept for later beyond the window', async () => {
    const { pour } = await liveWithTiles();
    for (let count = 0; count < 2_000; count += 1) newest().say({ type: 'send', bytes: tile });
    const before = heard();
    await pour(many(2_000, ack));
    expect(heard() - before).toBe(2_000);
    for (let count = 0; count < 9_000; count += 1) newest().say({ type: 'send', bytes: tile });
    await pour(many(9_000, ack));
    expect(heard() - before).toBeLessThanOrEqual(2_000 + 4_000 + 31);
  });

  test('gets no flood of words back where there is no native capture', async () => {
    const { seen, pour } = await liveWithTiles({});
    const before = seen.length;
    await pour(many(1_000, () => encodeViewerPicture(hello)));
    expect(seen.length - before).toBeLessThanOrEqual(30);
  });
});

describe('a viewer that draws no tiles, where there is no track', () => {
  test('gets no picture, and the person hears why', async () => {
    await liveWithTiles({ capture: size, trackRefused: true }, false);
    await world.clock.advance(2_000);
    expect(world.host.getState().screensError?.code).toBe('SCREEN_DENIED');
    expect(world.main.session.capabilities.screen.state).toBe('off');
  });
});

describe('without native capture', () => {
  test('the track goes as ever, and the viewer hears why', async () => {
    const { seen } = await liveWithTiles({});
    expect(world.captures).toHaveLength(1);
    expect(hostLink()?.shown).toBe(world.captures[0]);
    expect(decoded(seen)).toContainEqual({ type: 'mode', mode: 'video', reason: 'no-native-capture' });
    expect(world.technician.getState().desk?.screenOn).toBe(true);
  });

  test('a track that is not to be had is no shown screen', async () => {
    world = await createWorld();
    const scope = createScope();
    const failed: string[] = [];
    const share = createScreenShare(scope, {
      bridge: {
        kind: 'fake',
        request: async () => err(appError('CAPTURE_UNAVAILABLE', 'in this test')) as never,
        on: () => () => undefined,
        onCapturePort: () => () => undefined,
      },
      clock: world.clock,
      // a system that asks the person once more
      capture: () =>
        new Promise((resolve) => world.clock.after(100, () => resolve(err(appError('SCREEN_DENIED'))))),
      send: () => undefined,
      onEnded: () => undefined,
      onFailed: (error) => void failed.push(error.code),
    });
    share.sync({ state: 'granted', grantedAt: 1, until: 9e9, leaseMs: 1e6 }, null);
    const captured = share.captured();
    await world.clock.advance(200);
    expect(await captured).toBe(false);
    expect(failed).toEqual(['SCREEN_DENIED']);
    scope.close();
  });
});

describe('what is taken back', () => {
  test('leaves no more: the port is closed and main is told', async () => {
    const { seen } = await liveWithTiles();
    const before = seen.length;
    const process = newest();
    world.hostActions.takeBack('screen');
    await world.clock.advance(10);
    process.say({ type: 'send', bytes: tile });
    await world.clock.advance(10);
    expect(process.closed).toBe(true);
    expect(seen).toHaveLength(before);
    expect(world.main.requested).toContain('capture.close');
    expect(world.main.reports).toContainEqual({ type: 'flow-stopped' });
    expect(world.technician.getState().desk?.screenOn).toBe(false);
  });

  test('by a pause ends the capture, and is captured anew when it goes on', async () => {
    const { seen } = await liveWithTiles();
    const first = newest();
    world.hostActions.pause();
    await world.clock.advance(10);
    expect(first.closed).toBe(true);
    world.hostActions.resume();
    await world.clock.advance(10);
    expect(newest()).not.toBe(first);
    expect(newest().heard[0]).toEqual({ type: 'flows', on: true });
    expect(heardHello(newest())).toHaveLength(1); // said once by the viewer, and told to the new process
    newest().say({ type: 'send', bytes: tile });
    await world.clock.advance(10);
    expect(seen.at(-1)).toEqual(tile);
  });

  test('takes the track with it', async () => {
    await liveWithTiles();
    newest().say(video);
    await world.clock.advance(10);
    world.hostActions.takeBack('screen');
    await world.clock.advance(10);
    expect(hostLink()?.shown).toBeNull();
    expect(world.captures[0]?.stopped).toBe(true);
  });

  test('while the capture opens stays taken back: a port that comes late is closed', async () => {
    await liveWithTiles();
    world.hostActions.takeBack('screen');
    await world.clock.advance(10);
    const late = world.main.givePort();
    await world.clock.advance(10);
    expect(late.closed).toBe(true);
    expect(late.heard).toEqual([]);
  });
});

describe('a capture process that ended', () => {
  const error = appError('CAPTURE_LOST', 'it ended by itself');

  test('is followed by the next, which hears the greeting; nobody else notices', async () => {
    const { seen } = await liveWithTiles();
    const first = newest();
    world.main.emit('capture.gone', { error, again: true });
    const second = world.main.givePort();
    await world.clock.advance(10);
    expect(first.closed).toBe(true);
    expect(heardHello(second)).toHaveLength(1);
    second.say({ type: 'send', bytes: tile });
    await world.clock.advance(10);
    expect(seen.at(-1)).toEqual(tile);
    expect(world.technician.getState().desk?.screenOn).toBe(true);
    expect(world.captures).toEqual([]);
  });

  test('in the middle of video leaves the track until the viewer shows tiles', async () => {
    const viewer = await liveWithTiles();
    newest().say(video);
    await world.clock.advance(10);
    world.main.emit('capture.gone', { error, again: true });
    const second = world.main.givePort();
    await world.clock.advance(10);
    second.say(exact); // as it begins
    await world.clock.advance(10);
    expect(hostLink()?.shown).toBe(world.captures[0]);
    await viewer.say({ type: 'shows', what: 'tiles' });
    expect(hostLink()?.shown).toBeNull();
  });

  test('for good is tried again after ten seconds, beside the track, which ends once tiles are shown', async () => {
    const viewer = await liveWithTiles();
    world.main.emit('capture.gone', { error, again: false });
    await world.clock.advance(9_000);
    expect(world.main.captures).toHaveLength(1);
    await world.clock.advance(1_100);
    expect(world.main.captures).toHaveLength(2);
    newest().say(exact);
    await world.clock.advance(10);
    expect(heardHello(newest())).toHaveLength(1);
    expect(hostLink()?.shown).toBe(world.captures[0]);
    await viewer.say({ type: 'shows', what: 'tiles' });
    expect(hostLink()?.shown).toBeNull();
    newest().say({ type: 'send', bytes: tile });
    await world.clock.advance(10);
    expect(viewer.seen.at(-1)).toEqual(tile);
  });

  test('is not tried again after a take-back', async () => {
    await liveWithTiles();
    world.main.emit('capture.gone', { error, again: false });
    world.hostActions.takeBack('screen');
    await world.clock.advance(30_000);
    expect(world.main.captures).toHaveLength(1);
  });

  test('for good is followed by the track', async () => {
    const { seen } = await liveWithTiles();
    world.main.emit('capture.gone', { error, again: false });
    await world.clock.advance(10);
    expect(hostLink()?.shown).toBe(world.captures[0]);
    expect(decoded(seen)).toContainEqual({ type: 'mode', mode: 'video', reason: 'capture-broke' });
  });
});
