import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AreaId } from '../../../src-shared/diagnostics/area.ts';
import { createCollectorClient } from '../../../src-main/services/collector-client.ts';
import { nodeCollector } from '../../../src-main/services/node-collector.ts';
import { fakeCollector, okPart } from './fake-collector.ts';
import { liveSample } from '../../shared/diagnostics/live-sample.ts';

function listening() {
  const parts: [AreaId, unknown][] = [];
  const looking: AreaId[] = [];
  return {
    parts,
    looking,
    listener: {
      onLooking: (area: AreaId) => void looking.push(area),
      onPart: (area: AreaId, result: unknown) => void parts.push([area, result]),
    },
  };
}

describe('the collector client', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('asks once the process is ready and ends when every area has answered', async () => {
    const { spawn, children } = fakeCollector();
    const client = createCollectorClient({ spawn, now: () => 7 });
    const { listener, parts } = listening();
    const run = client.collect(['uptime', 'memory'], null, listener);
    expect(children[0]?.posted).toEqual([]);
    children[0]?.say({ type: 'ready' });
    expect(children[0]?.posted).toEqual([
      { type: 'collect', id: 1, areas: ['uptime', 'memory'], appBuiltAt: null, oneByOne: false },
    ]);
    children[0]?.say(okPart(1, 'memory', {}));
    children[0]?.say(okPart(1, 'uptime', {}));
    expect(await run).toEqual({ ok: true, value: null });
    expect(parts.map(([area]) => area)).toEqual(['memory', 'uptime']);
  });

  it('believes nothing that is not in the protocol', async () => {
    const { spawn, children } = fakeCollector();
    const client = createCollectorClient({ spawn, now: () => 7 });
    const { listener, parts } = listening();
    void client.collect(['uptime'], null, listener);
    for (const odd of [
      null,
      'ready',
      { type: 'part', id: 1, area: 'secrets', result: 1 },
      okPart(99, 'uptime', {}),
    ]) {
      children[0]?.say(odd);
    }
    expect(parts).toEqual([]);
    client.close();
  });

  it('starts a new process when one is killed, keeps what it said and asks only for the rest', async () => {
    const { spawn, children } = fakeCollector();
    const client = createCollectorClient({ spawn, now: () => 7 });
    const { listener, parts } = listening();
    const run = client.collect(['uptime', 'memory', 'wifi', 'usb'], null, listener);
    children[0]?.say({ type: 'ready' });
    for (const area of ['uptime', 'wifi', 'usb']) children[0]?.say({ type: 'looking', id: 1, area });
    children[0]?.say(okPart(1, 'uptime', {}));
    children[0]?.exit(null);
    children[1]?.say({ type: 'ready' });
    expect(children[1]?.posted).toEqual([
      { type: 'collect', id: 1, areas: ['memory', 'wifi', 'usb'], appBuiltAt: null, oneByOne: true },
    ]);
    for (const area of ['memory', 'wifi', 'usb']) children[1]?.say(okPart(1, area, {}));
    expect(await run).toEqual({ ok: true, value: null });
    expect(parts.map(([area]) => area)).toEqual(['uptime', 'memory', 'wifi', 'usb']);
  });

  it('kills a process that says nothing, gives up the probe at fault and goes on with the others', async () => {
    const { spawn, children } = fakeCollector();
    const client = createCollectorClient({ spawn, now: () => 7, silenceMs: 500 });
    const { listener, parts } = listening();
    const run = client.collect(['wifi', 'usb'], null, listener);
    children[0]?.say({ type: 'ready' });
    children[0]?.say({ type: 'looking', id: 1, area: 'wifi' });
    await vi.advanceTimersByTimeAsync(501);
    expect(children[0]?.killed()).toBe(true);
    children[1]?.say({ type: 'ready' });
    expect(children[1]?.posted[0]).toMatchObject({ areas: ['usb'] });
    children[1]?.say(okPart(1, 'usb', {}));
    expect(await run).toEqual({ ok: true, value: null });
    expect(parts[0]).toEqual([
      'wifi',
      {
        status: 'failed',
        reason: 'the check was stopped: it said nothing for 1 s',
        ms: 0,
        at: 7,
        source: 'collector',
      },
    ]);
  });

  it('answers COLLECTOR_FAILED when no process can be kept, with a reason for every area', async () => {
    const { spawn, children } = fakeCollector((child) => child.exit(1));
    const client = createCollectorClient({ spawn, now: () => 7 });
    const { listener, parts } = listening();
    const result = await client.collect(['wifi', 'usb'], null, listener);
    expect(result).toMatchObject({ ok: false, error: { code: 'COLLECTOR_FAILED', recovery: 'retry' } });
    expect(children).toHaveLength(3);
    expect(parts.map(([area]) => area)).toEqual(['wifi', 'usb']);
  });

  it('answers COLLECTOR_FAILED when the process cannot even be started', async () => {
    const client = createCollectorClient({
      spawn: () => {
        throw new Error('no such file');
      },
      now: () => 7,
    });
    expect(await client.collect(['usb'], null, listening().listener)).toMatchObject({ ok: false });
  });

  it('can collect again after it failed', async () => {
    const { spawn, children } = fakeCollector((child, index) =>
      index < 3 ? child.exit(1) : child.say({ type: 'ready' }),
    );
    const client = createCollectorClient({ spawn, now: () => 7 });
    await client.collect(['usb'], null, listening().listener);
    const again = client.collect(['usb'], null, listening().listener);
    await vi.advanceTimersByTimeAsync(1);
    children[3]?.say(okPart(2, 'usb', {}));
    expect(await again).toEqual({ ok: true, value: null });
  });

  it('passes on live values, also from a process that had to be started anew, until they are stopped', async () => {
    const { spawn, children } = fakeCollector((child) => child.say({ type: 'ready' }));
    const client = createCollectorClient({ spawn, now: () => 7 });
    const samples: unknown[] = [];
    const stop = client.watchVitals(1000, (sample) => samples.push(sample));
    await vi.advanceTimersByTimeAsync(1);
    expect(children[0]?.posted).toEqual([{ type: 'vitals.start', everyMs: 1000 }]);
    children[0]?.exit(null);
    await vi.advanceTimersByTimeAsync(1);
    expect(children[1]?.posted).toEqual([{ type: 'vitals.start', everyMs: 1000 }]);
    const sample = liveSample({ cpuPercent: 5 });
    children[1]?.say({ type: 'vitals', sample });
    stop();
    children[1]?.say({ type: 'vitals', sample });
    expect(samples).toEqual([sample]);
    expect(children[1]?.posted.at(-1)).toEqual({ type: 'vitals.stop' });
  });

  it('leaves no process behind when it is closed', async () => {
    const { spawn, children } = fakeCollector();
    const client = createCollectorClient({ spawn, now: () => 7 });
    const run = client.collect(['usb'], null, listening().listener);
    client.close();
    expect(await run).toMatchObject({ ok: false });
    expect(children[0]?.killed()).toBe(true);
    client.warm();
    expect(children).toHaveLength(1);
  });
});

describe('the real collector process', () => {
  const file = fileURLToPath(new URL('../../../src-main/probes/collector-process.ts', import.meta.url));

  it(
    'looks at this machine, and again in a new process after being killed in the middle',
    { timeout: 40_000 },
    async () => {
      const spawnReal = nodeCollector(file);
      let first = true;
      const client = createCollectorClient({
        spawn: () => {
          const child = spawnReal();
          if (first) child.onMessage((message) => JSON.stringify(message).includes('"part"') && child.kill());
          first = false;
          return child;
        },
        now: () => Date.now(),
      });
      const { listener, parts } = listening();
      const result = await client.collect(['uptime', 'memory', 'processes', 'load'], null, listener);
      client.close();
      expect(result.ok).toBe(true);
      expect(parts.map(([area]) => area).toSorted()).toEqual(['load', 'memory', 'processes', 'uptime']);
    },
  );

  it('samples live values only while they are watched', { timeout: 40_000 }, async () => {
    const client = createCollectorClient({ spawn: nodeCollector(file), now: () => Date.now() });
    const sample = await new Promise<unknown>((resolve) => {
      const stop = client.watchVitals(250, (value) => {
        stop();
        resolve(value);
      });
    });
    client.close();
    expect(sample).toMatchObject({ memoryTotal: expect.any(Number) });
  });
});
