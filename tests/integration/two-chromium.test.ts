import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parseCode } from '../../src-shared/pairing/code.ts';
import {
  askHost,
  askTechnician,
  openRig,
  untilHost,
  untilTechnician,
  waitUntil,
  type Rig,
} from './rig/open-rig.ts';
import { allowAll, joinWith, newCode, openPair, pairUp, waitForFrames, type Pair } from './rig/pair-up.ts';

/** Both session controllers in real browser pages, over the real broker, under the server's own content policy. */
let rig: Rig;
let pair: Pair;

beforeAll(async () => {
  rig = await openRig();
}, 60_000);
afterAll(async () => rig.close(), 20_000);
afterEach(async () => {
  await pair.host.page.context().close();
  await pair.technician.page.context().close();
});

async function live(): Promise<void> {
  pair = await openPair(rig);
  await pairUp(pair);
  await allowAll(pair);
  await waitForFrames(pair);
}

describe('a session between two browsers', () => {
  test('pairing, both FINs, findings and picture arrive, and nothing breaks the content policy', async () => {
    await live();
    await untilTechnician(pair.technician.page, (one) => one.desk()?.snapshotState === 'complete');
    const desk = await askTechnician(pair.technician.page, (one) => one.desk());
    expect(desk?.judgement?.findings.map((finding) => finding.id)).toContain('DISK-02');
    expect(await askTechnician(pair.technician.page, (one) => one.pictureSize())).toEqual({
      width: 1280,
      height: 720,
    });
    const reports = await askHost(pair.host.page, (one) => one.reports().map((report) => report.type));
    expect(reports).toEqual(
      expect.arrayContaining(['code-shown', 'technician-joined', 'paired', 'link-up', 'snapshot-sent']),
    );
    await untilTechnician(pair.technician.page, (one) => (one.desk()?.stats?.framesPerSecond ?? 0) > 5);
    const stats = (await askTechnician(pair.technician.page, (one) => one.desk()))?.stats;
    expect(stats).toMatchObject({ codec: 'H264', route: 'direct', protocol: 'udp' });
    expect(stats?.inputRttMs).not.toBeNull();
    await untilTechnician(pair.technician.page, (one) => (one.desk()?.vitals.length ?? 0) > 0);
    expect([...pair.host.complaints, ...pair.technician.complaints]).toEqual([]);
  });

  test('no address leaves the host before the person has let the technician in', async () => {
    pair = await openPair(rig);
    await pairUp(pair);
    expect(await askHost(pair.host.page, (one) => one.links())).toBe(0);
    expect(await askTechnician(pair.technician.page, (one) => one.links())).toBe(0);
    expect((await askTechnician(pair.technician.page, (one) => one.desk()))?.waiting).toBe(true);
  });

  test('taking the screen back and pausing stop every video byte at once', async () => {
    await live();
    await askHost(pair.host.page, (one) => one.actions.takeBack('screen'));
    await untilTechnician(pair.technician.page, (one) => !one.hasPicture());
    expect(await bytesDuring(700)).toBe(0);
    await askHost(pair.host.page, (one) => one.actions.grantScreen('source-1'));
    await waitForFrames(pair);
    await askHost(pair.host.page, (one) => one.actions.pause());
    await untilTechnician(pair.technician.page, (one) => one.desk()?.paused === true);
    expect(await bytesDuring(700)).toBe(0);
    await askHost(pair.host.page, (one) => one.actions.resume());
    await waitForFrames(pair);
  });

  test('a silent link is lost within 2 s and comes back by an ICE restart, on the same link', async () => {
    await live();
    const ufrag = await askHost(pair.host.page, (one) => one.iceUfrag());
    const lostWithin = await lostAfter(() => mute(true));
    expect(lostWithin).toBeLessThan(2_000);
    await untilHost(pair.host.page, (one) => one.session()?.link === 'lost');
    await waitUntil(
      async () => (await askHost(pair.host.page, (one) => one.iceUfrag())) !== ufrag,
      'another ufrag',
      5_000,
    );
    await mute(false);
    await untilTechnician(pair.technician.page, (one) => one.desk()?.link.state === 'up');
    await untilHost(pair.host.page, (one) => one.session()?.link === 'up');
    await waitForFrames(pair);
    expect(await askHost(pair.host.page, (one) => one.links())).toBe(1);
  });

  test('a destroyed link is resumed through the broker with fresh keys, consent and picture kept', async () => {
    await live();
    await askHost(pair.host.page, (one) => one.destroy());
    await untilTechnician(pair.technician.page, (one) => one.desk()?.link.state === 'lost');
    await untilTechnician(pair.technician.page, (one) => one.desk()?.link.state === 'up', 20_000);
    await waitForFrames(pair);
    expect(await askTechnician(pair.technician.page, (one) => one.links())).toBe(2);
    const session = await askHost(pair.host.page, (one) => one.session());
    expect(session?.capabilities.screen.state).toBe('granted');
  });

  test('the session lives on without its server, and resumes when the server is back', async () => {
    await live();
    const { port } = rig.broker;
    await rig.broker.child.kill('SIGKILL');
    await waitForFrames(pair, 20);
    expect((await askTechnician(pair.technician.page, (one) => one.desk()))?.link.state).toBe('up');
    await rig.restartBroker(port);
    await askHost(pair.host.page, (one) => one.destroy());
    await untilTechnician(pair.technician.page, (one) => one.desk()?.link.state === 'lost');
    await untilTechnician(pair.technician.page, (one) => one.desk()?.link.state === 'up', 30_000);
    await waitForFrames(pair);
  });

  test('a wrong code is told on both sides and burns the code', async () => {
    pair = await openPair(rig);
    const code = await newCode(pair);
    await joinWith(pair, wrongCode(code));
    await untilTechnician(pair.technician.page, (one) => one.error() === 'CODE_WRONG');
    await untilHost(pair.host.page, (one) => one.invite().state === 'closed');
    await joinWith(pair, code);
    await untilTechnician(pair.technician.page, (one) => one.error() === 'ROOM_USED');
  });

  test('a rubbish message after FIN ends the session on both sides', async () => {
    await live();
    await askHost(pair.host.page, (one) => one.sendRubbish());
    await untilTechnician(pair.technician.page, (one) => one.desk()?.ended?.how === 'failed');
    expect((await askTechnician(pair.technician.page, (one) => one.desk()))?.ended?.error?.code).toBe(
      'PEER_PROTOCOL',
    );
  });

  test('the end is told to the other side', async () => {
    await live();
    await askHost(pair.host.page, (one) => one.end('stopped-by-key'));
    await untilTechnician(pair.technician.page, (one) => one.desk()?.ended?.how === 'by-person');
    await untilHost(pair.host.page, (one) => one.reports().some((report) => report.type === 'link-closed'));
  });

  test('chat goes both ways, and a resized screen is followed', async () => {
    await live();
    await askTechnician(pair.technician.page, (one) => one.actions.say('Hello 你好'));
    await untilHost(pair.host.page, (one) => one.chat().some((line) => line.text === 'Hello 你好'));
    await askHost(pair.host.page, (one) => one.actions.say('Hi'));
    await untilTechnician(pair.technician.page, (one) => one.desk()?.unread === 1);
    await askHost(pair.host.page, (one) => one.resize(960, 540));
    await untilTechnician(pair.technician.page, (one) => one.pictureSize()?.width === 960);
  });
});

async function mute(on: boolean): Promise<void> {
  await pair.host.page.evaluate(`window.hostRig.mute(${String(on)})`);
  await pair.technician.page.evaluate(`window.technicianRig.mute(${String(on)})`);
}

async function lostAfter(cut: () => Promise<void>): Promise<number> {
  await cut();
  const from = Date.now();
  await untilTechnician(pair.technician.page, (one) => one.desk()?.link.state === 'lost', 5_000);
  return Date.now() - from;
}

/** Video bytes that leave the host while `ms` pass in its page. */
async function bytesDuring(ms: number): Promise<number> {
  const before = await askHost(pair.host.page, (one) => one.videoBytesSent());
  await pair.host.page.evaluate(`new Promise((resolve) => setTimeout(resolve, ${ms}))`);
  return (await askHost(pair.host.page, (one) => one.videoBytesSent())) - before;
}

/** Another secret with a check digit that fits. */
function wrongCode(code: string): string {
  const digit = (Number(code[5]) + 1) % 10;
  return withCheckDigit(`${code.slice(0, 5)}${digit}${code.slice(6, 11)}`);
}

function withCheckDigit(eleven: string): string {
  for (let check = 0; check < 10; check++) if (parseCode(`${eleven}${check}`).ok) return `${eleven}${check}`;
  throw new Error('no check digit fits');
}
