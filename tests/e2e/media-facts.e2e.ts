import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { areaData, decodeSnapshot, type Snapshot } from '../../src-shared/diagnostics/snapshot.ts';
import { launchApp, type StagedApp } from '../stage/app.ts';
import { startBroker, type Broker } from '../stage/broker.ts';

/* What only the app can add to a look at the machine: its window's microphones and cameras, and who is there. */
let broker: Broker;
let host: StagedApp;

beforeAll(async () => {
  broker = await startBroker();
  host = await launchApp({ role: 'host', server: broker.signalling });
});
afterAll(async () => {
  await host?.close();
  await broker?.child.kill();
});

type Door = { alongside: { request(name: string, input?: unknown): Promise<unknown> } };
const ask = (name: string, input?: unknown) =>
  host.page.evaluate(
    ([channel, value]) => (window as unknown as Door).alongside.request(channel as string, value),
    [name, input] as const,
  );

async function snapshot(): Promise<Snapshot> {
  const diagnosis = (await ask('diagnosis.get')) as { snapshot: unknown };
  const decoded = decodeSnapshot(diagnosis.snapshot);
  if (!decoded.ok) throw new Error(decoded.error.detail);
  return decoded.value;
}

describe('the app’s own facts', () => {
  it('reach the snapshot: what the window sees, without a question to anybody', async () => {
    await ask('diagnosis.start', { fresh: true });
    await vi.waitFor(
      async () => {
        const now = await snapshot();
        expect(areaData(now, 'media')).toMatchObject({
          microphones: expect.any(Number),
          cameras: expect.any(Number),
          speakers: expect.any(Number),
          microphoneDb: null,
        });
        expect(areaData(now, 'processes')?.idleSeconds).toEqual(expect.any(Number));
      },
      { timeout: 20_000, interval: 250 },
    );
    expect((await snapshot()).areas.media?.source).toMatch(/^this app/);
  });

  it('are renewed when the window reports more, and refused when they are no numbers', async () => {
    await ask('diagnosis.media', { cameraBusy: true });
    await vi.waitFor(async () => expect(areaData(await snapshot(), 'media')?.cameraBusy).toBe(true));
    await expect(ask('diagnosis.media', { cameras: 'many' })).rejects.toThrow();
  });
});
