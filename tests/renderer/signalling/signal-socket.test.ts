import { describe, expect, test } from 'vitest';
import { backOffMs } from '../../../src-renderer/signalling/back-off.ts';
import { createSignalSocket, type RawSocket } from '../../../src-renderer/signalling/signal-socket.ts';
import { createManualClock } from '../session/manual-clock.ts';

function opened() {
  const clock = createManualClock();
  const sent: string[] = [];
  const heard: ((event: { data: unknown }) => void)[] = [];
  const ended: ((event: { code: number }) => void)[] = [];
  let asked = '';
  const raw: RawSocket = {
    readyState: 1,
    send: (text) => void sent.push(text),
    close: () => undefined,
    addEventListener(type: 'message' | 'close', listener: never) {
      if (type === 'message') heard.push(listener);
      else ended.push(listener);
    },
  };
  const socket = createSignalSocket({
    server: 'wss://help.example',
    clock,
    open: (url, protocol) => {
      asked = `${url} ${protocol}`;
      return raw;
    },
  });
  const errors: string[] = [];
  const frames: string[] = [];
  socket.onClosed((error) => errors.push(error.code));
  socket.onFrame((frame) => frames.push(frame.type));
  const say = (frame: unknown) => heard.forEach((listener) => listener({ data: JSON.stringify(frame) }));
  return {
    clock,
    socket,
    sent,
    errors,
    frames,
    say,
    asked: () => asked,
    end: (code: number) => ended.forEach((listener) => listener({ code })),
  };
}
const hello = { type: 'hello', v: 1, server: 'x' };

test('SG-1: one path, one subprotocol, open after a hello in our version', () => {
  const { socket, say, asked } = opened();
  expect(asked()).toBe('wss://help.example/v1/signal alongside.1');
  expect(socket.send({ type: 'room.close' })).toBe(false);
  say(hello);
  expect(socket.state).toBe('open');
  expect(socket.send({ type: 'room.close' })).toBe(true);
});

test('a server says what servers may say: it can blame neither the code nor the person', () => {
  for (const code of ['CODE_WRONG', 'PAIRING_TAMPERED', 'CONSENT_REFUSED', 'CODE_PAUSED']) {
    const { say, errors, frames } = opened();
    say(hello);
    say({ type: 'error', code });
    expect({ frames, errors }, code).toEqual({ frames: [], errors: ['SERVER_PROTOCOL'] });
  }
  for (const code of ['ROOM_USED', 'SERVER_BUSY', 'PEER_LEFT']) {
    const { say, errors, frames } = opened();
    say(hello);
    say({ type: 'error', code });
    expect({ frames, errors }, code).toEqual({ frames: ['error'], errors: [] });
  }
});

test('hellos of another version are SERVER_VERSION, whatever else is in them', () => {
  for (const other of [
    { ...hello, v: 2 },
    { type: 'hello', v: 3, news: {} },
  ]) {
    const { say, errors } = opened();
    say(other);
    expect(errors).toEqual(['SERVER_VERSION']);
  }
});

describe('what ends a socket is told once, by name', () => {
  test.each([
    [1001, 'SERVER_STOPPING'],
    [1006, 'SERVER_UNREACHABLE'],
    [1013, 'SERVER_BUSY'],
    [4400, 'SERVER_PROTOCOL'],
    [4426, 'SERVER_VERSION'],
    [4429, 'SERVER_RATE'],
  ])('%i is %s', (code, expected) => {
    const { say, end, errors } = opened();
    say(hello);
    end(code);
    end(code);
    expect(errors).toEqual([expected]);
  });

  test('no hello in 5 s', async () => {
    const { clock, errors } = opened();
    await clock.advance(5_000);
    expect(errors).toEqual(['SERVER_UNREACHABLE']);
  });

  test('a frame it cannot read', () => {
    const { say, errors, frames } = opened();
    say(hello);
    say({ type: 'room.opened', room: '12345', ttlMs: 1 });
    say({ type: 'peer.left' });
    expect(errors).toEqual(['SERVER_PROTOCOL']);
    expect(frames).toEqual([]);
  });

  test('an address no socket can be opened to', async () => {
    const clock = createManualClock();
    const errors: string[] = [];
    const open = () => {
      throw new Error('syntax');
    };
    createSignalSocket({ server: 'nonsense', clock, open }).onClosed((error) => errors.push(error.code));
    await clock.advance(1);
    expect(errors).toEqual(['SERVER_UNREACHABLE']);
    expect(clock.timers).toBe(0);
  });
});

test('waiting doubles from half a second to 15 s at most, half of it by chance', () => {
  expect([1, 2, 3, 4, 5, 9].map((attempt) => backOffMs(attempt, 0))).toEqual([
    500, 1_000, 2_000, 4_000, 7_500, 7_500,
  ]);
  expect(backOffMs(1, 0.999)).toBe(1_000);
  expect(backOffMs(20, 0.999)).toBeLessThanOrEqual(15_000);
});
