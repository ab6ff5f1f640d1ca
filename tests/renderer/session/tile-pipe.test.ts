import { describe, expect, test } from 'vitest';
import { createFakeCaptureProcess } from '../../../src-renderer/bridge/fake-capture.ts';
import type { PeerChannel } from '../../../src-renderer/peer/ports.ts';
import { createTilePipe } from '../../../src-renderer/session/tile-pipe.ts';
import type { FromCapture } from '../../../src-shared/tiles/capture-messages.ts';
import { decodeHostPicture } from '../../../src-shared/tiles/wire.ts';
import { settle } from './manual-clock.ts';

function setUp() {
  const sent: Uint8Array[] = [];
  const process = createFakeCaptureProcess();
  const jpegs: ((jpeg: Uint8Array | null) => void)[] = [];
  const channel: PeerChannel = {
    open: true,
    bufferedBytes: 0,
    send: (piece) => sent.push(piece) > 0,
    onOpen: () => () => undefined,
    onPiece: () => () => undefined,
    onDrained: () => () => undefined,
  };
  let bytes = 0;
  const pipe = createTilePipe({
    port: process.port,
    jpegs: { encode: () => new Promise((resolve) => jpegs.push(resolve)), close: () => undefined },
    onMode: () => undefined,
    onSize: () => undefined,
    onSent: (length) => (bytes += length),
  });
  pipe.carry(channel);
  return { pipe, process, sent, jpegs, sentBytes: () => bytes };
}

const piece = (value: number): FromCapture => ({ type: 'send', bytes: Uint8Array.of(value, 0, 0) });
const lossy = (seq: number, last = true): FromCapture => ({
  type: 'lossy',
  seq,
  last,
  rect: { x: 1, y: 2, width: 2, height: 1 },
  rgba: new Uint8Array(8),
});

describe('the pipe', () => {
  test('sends what it is given as it is, in order, and counts it', () => {
    const { process, sent, sentBytes } = setUp();
    process.say(piece(2));
    process.say(piece(3));
    expect(sent.map(([first]) => first)).toEqual([2, 3]);
    expect(sentBytes()).toBe(6);
  });

  test('sends a lossy picture in its turn: what follows waits until it is made', async () => {
    const { process, sent, jpegs } = setUp();
    process.say(piece(2));
    process.say(lossy(7));
    process.say(piece(4));
    process.say(lossy(8));
    process.say(piece(5));
    expect(sent).toHaveLength(1);
    jpegs[1]?.(Uint8Array.of(8, 8));
    await settle();
    expect(sent).toHaveLength(1);
    jpegs[0]?.(Uint8Array.of(7, 7));
    await settle();
    expect(sent.map(([first]) => first)).toEqual([2, 3, 4, 3, 5]);
    expect(decodeHostPicture(sent[1] ?? new Uint8Array())).toMatchObject({
      ok: true,
      value: { type: 'lossy', seq: 7, rect: { x: 1, y: 2, width: 2, height: 1 } },
    });
    const answers = process.heard.filter(({ type }) => type === 'lossy-sent');
    expect(answers).toEqual([7, 8].map((seq) => ({ type: 'lossy-sent', seq, bytes: 16 })));
  });

  test('says that nothing was sent when no picture could be made, and goes on', async () => {
    const { process, sent, jpegs } = setUp();
    process.say(lossy(7));
    process.say(piece(4));
    jpegs[0]?.(null);
    await settle();
    expect(sent.map(([first]) => first)).toEqual([4]);
    expect(process.heard).toContainEqual({ type: 'lossy-sent', seq: 7, bytes: 0 });
  });

  test('tells the process when it may flow, and lets nothing out when it may not', () => {
    const { pipe, process, sent } = setUp();
    expect(process.heard).toEqual([{ type: 'flows', on: true }]);
    pipe.carry(null);
    expect(process.heard.at(-1)).toEqual({ type: 'flows', on: false });
    process.say(piece(2));
    expect(sent).toEqual([]);
  });

  test('that is closed lets nothing out, not even a picture in the making', async () => {
    const { pipe, process, sent, jpegs } = setUp();
    process.say(lossy(7));
    process.say(piece(4));
    pipe.close();
    jpegs[0]?.(Uint8Array.of(7));
    await settle();
    expect(sent).toEqual([]);
    expect(process.closed).toBe(true);
  });

  test.each([
    null,
    'send',
    { type: 'send', bytes: [1, 2, 3] },
    { type: 'send', bytes: new Uint8Array(0) },
    { type: 'send', bytes: new Uint8Array(200_001) },
    { type: 'lossy', seq: 1, last: true, rect: { x: 0, y: 0, width: 2, height: 2 }, rgba: new Uint8Array(8) },
    {
      type: 'lossy',
      seq: 1,
      last: true,
      rect: { x: -1, y: 0, width: 2, height: 1 },
      rgba: new Uint8Array(8),
    },
    { type: 'mode', mode: 'blurred', reason: 'thin-link' },
    { type: 'size', size: { width: 0, height: 10 } },
  ])('passes over what is no message of the process (%#)', (odd) => {
    const { process, sent, jpegs } = setUp();
    process.say(odd as FromCapture);
    expect([sent, jpegs]).toEqual([[], []]);
  });
});
