import { afterEach, beforeAll, afterAll, describe, expect, it, vi } from 'vitest';
import { areaData, decodeSnapshot, type Snapshot } from '../../src-shared/diagnostics/snapshot.ts';
import { judge } from '../../src-shared/findings/judge.ts';
import { launchApp, type StagedApp } from '../stage/app.ts';
import { startBroker, type Broker } from '../stage/broker.ts';

/* The person tries the microphone and the camera: real getUserMedia in the real app, with Chromium's own fake devices. */
let broker: Broker;
let host: StagedApp;
beforeAll(async () => {
  broker = await startBroker();
});
afterEach(() => host?.close());
afterAll(() => broker?.child.kill());

type Door = { alongside: { request(name: string, input?: unknown): Promise<unknown> } };
type Heard = { tracks: MediaStreamTrack[] };

async function snapshot(): Promise<Snapshot> {
  const diagnosis = await host.page.evaluate(() =>
    (window as unknown as Door).alongside.request('diagnosis.get'),
  );
  const decoded = decodeSnapshot((diagnosis as { snapshot: unknown }).snapshot);
  if (!decoded.ok) throw new Error(decoded.error.detail);
  return decoded.value;
}

const press = (name: string | RegExp) => host.page.getByRole('button', { name }).click();
const sees = (text: string | RegExp) => host.page.getByText(text).first().waitFor();
const card = (name: string) => host.page.locator('.host-device').filter({ hasText: name });

async function open(...switches: readonly string[]): Promise<void> {
  host = await launchApp({ role: 'host', server: broker.signalling, switches });
  await press('Check my computer');
  await press('Check them');
}

/** What the page gets when it asks by itself, past the buttons. */
const askMedia = (what: 'audio' | 'video') =>
  host.page.evaluate(
    (kind) =>
      navigator.mediaDevices.getUserMedia({ [kind]: true }).then(
        () => 'open',
        (error: Error) => error.name,
      ),
    what,
  );

/** Remembers every track that the page opens from now on. */
const listen = () =>
  host.page.evaluate(() => {
    const { mediaDevices } = navigator;
    const real = mediaDevices.getUserMedia.bind(mediaDevices);
    const heard = window as unknown as Heard;
    heard.tracks = [];
    mediaDevices.getUserMedia = async (wanted) => {
      const stream = await real(wanted);
      heard.tracks.push(...stream.getTracks());
      return stream;
    };
  });
const trackStates = () =>
  host.page.evaluate(() => (window as unknown as Heard).tracks.map(({ readyState }) => readyState));

describe('the test of microphone and camera', () => {
  it('opens only what is tried, while it is tried; what came of it is judged', async () => {
    await open('--use-fake-device-for-media-stream');
    await listen();
    expect(await askMedia('audio')).toBe('NotAllowedError');
    expect(await askMedia('video')).toBe('NotAllowedError');

    await press('Check my microphone');
    const meter = host.page.getByRole('meter', { name: 'How loud it is' });
    await vi.waitFor(
      async () => expect(Number(await meter.getAttribute('aria-valuenow'))).toBeGreaterThan(0),
      {
        timeout: 5000,
      },
    );
    expect(await askMedia('video')).toBe('NotAllowedError');
    await sees('We hear you');
    expect(await trackStates()).toEqual(['ended']);

    await press('Check my camera');
    await host.page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0);
    expect(await askMedia('audio')).toBe('NotAllowedError');
    await card('Camera').getByRole('button', { name: 'Stop' }).click();
    await sees('Your camera works');
    expect(await trackStates()).toEqual(['ended', 'ended']);

    const now = await snapshot();
    expect(areaData(now, 'media')).toMatchObject({
      microphoneTrial: 'works',
      microphoneDb: expect.any(Number),
      cameraTrial: 'works',
      cameraBusy: false,
    });
    const results = judge(now, { now: now.takenAt }).results;
    for (const id of ['AUD-04', 'CAM-01'])
      expect(results.find((result) => result.id === id)?.result, id).toBe('ok');
  });

  it('ends the moment the person leaves the screen', async () => {
    await open('--use-fake-device-for-media-stream');
    await listen();
    await press('Check my camera');
    await host.page.locator('video').waitFor({ state: 'attached' });
    await press('Back');
    await sees('Your microphone and camera');
    expect(await trackStates()).toEqual(['ended']);
    expect(areaData(await snapshot(), 'media')?.cameraTrial ?? null).toBeNull();
  });

  it('says so where there is none', async () => {
    await open();
    await press('Check my microphone');
    await sees('There is no microphone');
    await press('Check my camera');
    await sees('There is no camera');
    expect(areaData(await snapshot(), 'media')).toMatchObject({
      microphoneTrial: 'none',
      cameraTrial: 'none',
    });
  });
});
