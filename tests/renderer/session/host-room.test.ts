import { expect, test } from 'vitest';
import { createFakeMain } from '../../../src-renderer/bridge/fake-bridge.ts';
import { createMemoryNet } from '../../../src-renderer/peer/memory-peers.ts';
import { openHostRoom } from '../../../src-renderer/session/host-room.ts';
import type { RawSocket } from '../../../src-renderer/signalling/signal-socket.ts';
import { toBase64Url } from '../../../src-shared/pairing/base64url.ts';
import type { PairingCode } from '../../../src-shared/pairing/code.ts';
import { createTechnicianHandshake } from '../../../src-shared/pairing/handshake.ts';
import { createScope } from '../../../src-shared/scope.ts';
import { createManualClock, settle } from './manual-clock.ts';

/** A host's room at a server that says whatever the test wants. */
async function openRoom() {
  const clock = createManualClock();
  const heard: ((event: { data: unknown }) => void)[] = [];
  const sent: { type: string; kind?: string }[] = [];
  const raw: RawSocket = {
    readyState: 1,
    send: (text) => void sent.push(JSON.parse(text)),
    close: () => undefined,
    addEventListener: (type: 'message' | 'close', listener: never) =>
      void (type === 'message' && heard.push(listener)),
  };
  const peers = createMemoryNet().peers('host');
  const happened: string[] = [];
  let code: PairingCode | null = null;
  const bridge = createFakeMain({ clock, role: 'host', server: 'ws://twin' }).bridge;
  const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
  const env = { bridge, clock, peers, openSocket: () => raw, random, chance: () => 0.5 };
  openHostRoom(createScope(), env, {
    server: 'ws://twin',
    version: '0.1.0',
    certificate: await peers.makeCertificate(),
    onCode: (made) => (code = made),
    onBurn: () => happened.push(`burn after ${sent.filter(({ type }) => type === 'relay').length} answers`),
    onPaired: () => happened.push('paired'),
    onFailed: (error) => happened.push(error.code),
  });
  const say = (frame: unknown) => heard.forEach((listener) => listener({ data: JSON.stringify(frame) }));
  say({ type: 'hello', v: 1, server: 'x' });
  await settle();
  say({ type: 'room.opened', room: '4821', ttlMs: 600_000 });
  return { clock, say, sent, happened, code: () => code };
}

test('PR-3: a server that brings an m1 without saying who came burns the code and runs into the limit', async () => {
  const { clock, say, sent, happened, code } = await openRoom();
  const shown = code();
  if (shown === null) throw new Error('no code');
  const guess = createTechnicianHandshake({
    secret: { by: 'code', code: { ...shown, secret: '0000000' } },
    sidHost: new Uint8Array(16),
    sidTechnician: new Uint8Array(16).fill(1),
    fingerprint: new Uint8Array(32).fill(9),
    version: '0.1.0',
    features: 0,
    scalarRandom: new Uint8Array(64).fill(7),
    introduction: { name: 'x', client: 'app', version: '0.1.0' },
  });
  const [m1] = guess.start().send;
  say({ type: 'relay', kind: 'm1', box: toBase64Url(m1?.body ?? new Uint8Array(0)) });
  await settle();
  expect(happened).toEqual(['burn after 0 answers']);
  expect(sent.at(-1)).toMatchObject({ type: 'relay', kind: 'm2' });
  await clock.advance(15_000);
  expect(happened).toEqual(['burn after 0 answers', 'PAIRING_TIMEOUT']);
});
