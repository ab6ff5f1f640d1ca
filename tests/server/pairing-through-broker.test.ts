import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { fromBase64Url, toBase64Url } from '../../src-shared/pairing/base64url.ts';
import { makeCode, type PairingCode } from '../../src-shared/pairing/code.ts';
import type { HandshakeMessage, PairingSecret } from '../../src-shared/pairing/handshake.ts';
import { rendezvousName } from '../../src-shared/pairing/resume.ts';
import type { SealedKind } from '../../src-shared/protocol/signalling.ts';
import { hostParty, technicianParty, type Party } from '../shared/pairing/parties.ts';
import { startChild } from '../stage/child.ts';
import { connectClient, type TestClient } from './test-client.ts';
import { startServer } from './test-server.ts';

const random = (length: number) => new Uint8Array(randomBytes(length));
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
const handshakeKinds: readonly SealedKind[] = ['m1', 'm2', 'm3', 'm4', 'fail'];

/** Relays a party's messages over a real socket until it is paired or has failed. */
async function pairOver(client: TestClient, party: Party): Promise<void> {
  const post = (messages: readonly HandshakeMessage[]): void => {
    for (const { kind, body } of messages) client.send({ type: 'relay', kind, box: toBase64Url(body) });
  };
  post(party.start());
  while (!['paired', 'failed'].includes(party.stateName())) {
    const { kind, box } = await client.next('relay');
    if (kind === 's' || !handshakeKinds.includes(kind)) throw new Error(`${kind} during the handshake`);
    post(party.receive({ kind, body: fromBase64Url(box) ?? new Uint8Array() }));
  }
}

interface Ends {
  readonly host: Party;
  readonly technician: Party;
  readonly hostClient: TestClient;
  readonly technicianClient: TestClient;
  readonly code: PairingCode;
}

/** Host and technician through a real broker, as the apps do it. `typed` is what the technician believes. */
async function pairThrough(
  url: string,
  typed: (code: PairingCode) => PairingCode = (code) => code,
): Promise<Ends> {
  const [hostClient, technicianClient] = [await connectClient(url), await connectClient(url)];
  const sidHost = random(16);
  hostClient.send({ type: 'room.open', v: 1, sidHost: hex(sidHost) });
  const { room } = await hostClient.next('room.opened');
  const code = makeCode(room, random(32));
  const host = hostParty({ secret: { by: 'code', code }, sidHost, random });
  const secret: PairingSecret = { by: 'code', code: typed(code) };
  technicianClient.send({ type: 'room.join', v: 1, room: secret.code.room });
  const joined = await technicianClient.next('room.joined');
  await hostClient.next('peer.joined');
  const technician = technicianParty({ secret, sidHost: bytesOf(joined.sidHost), random });
  await Promise.all([pairOver(hostClient, host), pairOver(technicianClient, technician)]);
  return { host, technician, hostClient, technicianClient, code };
}

describe('PR: two clients pair through the real server', () => {
  test('PR-6: with the right code they are paired, and boxes go both ways', async () => {
    const { url } = await startServer();
    const { host, technician, hostClient, technicianClient } = await pairThrough(url);
    expect(host.paired()?.peerFingerprint).toEqual(technician.fingerprint);
    const text = new TextEncoder().encode('{"type":"renegotiate","renegotiate":true}');
    const box = host.paired()?.sealer.seal('s', text) ?? new Uint8Array();
    hostClient.send({ type: 'relay', kind: 's', box: toBase64Url(box) });
    const arrived = await technicianClient.next('relay');
    const opened = technician.paired()?.opener.open('s', fromBase64Url(arrived.box) ?? new Uint8Array());
    expect(opened).toEqual({ ok: true, value: text });
  });

  test('PR-9: with a wrong code both are told so', async () => {
    const { url } = await startServer();
    const wrong = (code: PairingCode) => ({
      ...code,
      secret: code.secret === '0000000' ? '0000001' : '0000000',
    });
    const { host, technician } = await pairThrough(url, wrong);
    expect([host.errorCode(), technician.errorCode()]).toEqual(['CODE_WRONG', 'CODE_WRONG']);
  });

  test('PR-12: after the server has gone and come back they meet again by the resume key', async () => {
    const before = await startServer();
    const first = await pairThrough(before.url);
    await before.close();
    const after = await startServer();
    const resumeKey = first.host.paired()?.resumeKey ?? new Uint8Array();
    const rendezvous = rendezvousName(resumeKey);
    const [hostClient, technicianClient] = [await connectClient(after.url), await connectClient(after.url)];
    const sidHost = random(16);
    hostClient.send({ type: 'room.resume', v: 1, rendezvous, role: 'host', sidHost: hex(sidHost) });
    technicianClient.send({ type: 'room.resume', v: 1, rendezvous, role: 'technician' });
    const told = await technicianClient.next('peer.joined');
    await hostClient.next('peer.joined');
    const secret: PairingSecret = { by: 'resume', resumeKey };
    const host = hostParty({ secret, sidHost, random });
    const technician = technicianParty({ secret, sidHost: bytesOf(told.sidHost ?? ''), random });
    await Promise.all([pairOver(hostClient, host), pairOver(technicianClient, technician)]);
    expect(technician.paired()?.peerFingerprint).toEqual(host.fingerprint);
  });
});

describe('SG-13: what the broker does not know', () => {
  test('SG-13: its logs hold no box, no session id and no secret digit', async () => {
    const { url, logged } = await startServer();
    const { code, hostClient, technicianClient, host } = await pairThrough(url);
    hostClient.send({ type: 'relay', kind: 's', box: 'CANARYboxCANARYbox' });
    await technicianClient.next('relay');
    technicianClient.sendRaw('{"CANARYframe":"CANARYframe"}');
    await technicianClient.next('error');
    expect(logged()).toContain('room.join');
    for (const secret of [
      'CANARY',
      code.secret,
      hex(host.paired()?.sid ?? random(32)),
      hex(host.fingerprint),
    ])
      expect(logged()).not.toContain(secret);
  });

  test('SG-13: its memory never holds the secret digits', { timeout: 60_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'alongside-heap-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const main = join(import.meta.dirname, '../../src-server/main.ts');
    const args = ['--heapsnapshot-signal=SIGUSR2', `--diagnostic-dir=${folder}`, main];
    const child = startChild(process.execPath, args, {
      PATH: process.env['PATH'],
      ALONGSIDE_PORT: '0',
      ALONGSIDE_DATA_DIR: 'memory',
    });
    onTestFinished(() => child.kill());
    const url = await child.line((line) => /"url":"([^"]+)"/.exec(line)?.[1] ?? null);
    const { code, hostClient } = await pairThrough(url);
    const marker = 'abcdefabcdefabcdefabcdefabcdef00';
    const waiting = await connectClient(url);
    waiting.send({ type: 'room.resume', v: 1, rendezvous: marker, role: 'technician' });
    hostClient.send({ type: 'relay', kind: 's', box: '' });
    child.process.kill('SIGUSR2');
    const strings = await snapshotStrings(folder);
    expect(strings.some((text) => text.includes(marker))).toBe(true); // the snapshot shows what is in memory
    expect(strings.filter((text) => text.includes(code.secret))).toEqual([]);
    expect(child.said()).not.toContain(code.secret);
  });

  /** The strings of the heap snapshot in a folder, once it is written. */
  async function snapshotStrings(folder: string): Promise<readonly string[]> {
    const read = (): readonly string[] => {
      const [file] = readdirSync(folder).filter((name) => name.endsWith('.heapsnapshot'));
      if (file === undefined) return [];
      try {
        const schema = z.object({ strings: z.array(z.string()) });
        return schema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))).strings;
      } catch {
        return []; // not all of it is there yet
      }
    };
    await expect.poll(() => read().length, { timeout: 30_000, interval: 500 }).toBeGreaterThan(0);
    return read();
  }
});
