import { describe, expect, test } from 'vitest';
import { createFakeCaptureProcess } from '../../../src-renderer/bridge/fake-capture.ts';
import type { PeerChannel } from '../../../src-renderer/peer/ports.ts';
import { createTilePipe } from '../../../src-renderer/session/tile-pipe.ts';
import type { FromCapture } from '../../../src-shared/tiles/capture-messages.ts';

function setUp() {
  const sent: Uint8Array[] = [];
  const process = createFakeCaptureProcess();
  let full = false;
  const channel: PeerChannel = {
    open: true,
    bufferedBytes: 0,
    send: (piece) => !full && sent.push(piece) > 0,
    onOpen: () => () => undefined,
    onPiece: () => () => undefined,
    onDrained: () => () => undefined,
  };
  let bytes = 0;
  const pipe = createTilePipe({
    port: process.port,
    onMode: () => undefined,
    onSize: () => undefined,
    onSent: (length) => (bytes += length),
  });
  pipe.carry(channel);
  return { pipe, process, sent, sentBytes: () => bytes, fill: () => (full = true) };
}

const piece = (value: number): FromCapture => ({ type: 'send', bytes: Uint8Array.of(value, 0, 0) });
describe('the pipe', () => {
  test('sends what it is given as it is, in order, and counts it', () => {
    const { process, sent, sentBytes } = setUp();
    process.say(piece(2));
    process.say(piece(3));
    expect(sent.map(([first]) => first)).toEqual([2, 3]);
    expect(sentBytes()).toBe(6);
  });

  test('tells the process when it may flow, and lets nothing out when it may not', () => {
    const { pipe, process, sent } = setUp();
    expect(process.heard).toEqual([{ type: 'flows', on: true }]);
    pipe.carry(null);
    expect(process.heard.at(-1)).toEqual({ type: 'flows', on: false });
    process.say(piece(2));
    expect(sent).toEqual([]);
  });

  test('that could not send has the picture begin anew: what follows would build on what is missing', () => {
    const { process, fill } = setUp();
    fill();
    process.say(piece(2));
    expect(process.heard.slice(-2)).toEqual([
      { type: 'flows', on: false },
      { type: 'flows', on: true },
    ]);
  });

  test('that is closed lets nothing out', () => {
    const { pipe, process, sent } = setUp();
    pipe.close();
    process.say(piece(4));
    expect(sent).toEqual([]);
    expect(process.closed).toBe(true);
  });

  test.each([
    null,
    'send',
    { type: 'send', bytes: [1, 2, 3] },
    { type: 'send', bytes: new Uint8Array(0) },
    { type: 'send', bytes: new Uint8Array(200_001) },
    { type: 'lossy', seq: 1, last: true, rect: { x: 0, y: 0, width: 1, height: 1 }, rgba: new Uint8Array(4) },
    { type: 'mode', mode: 'blurred', reason: 'thin-link' },
    { type: 'size', size: { width: 0, height: 10 } },
  ])('passes over what is no message of the process (%#)', (odd) => {
    const { process, sent } = setUp();
    process.say(odd as FromCapture);
    expect(sent).toEqual([]);
  });
});
