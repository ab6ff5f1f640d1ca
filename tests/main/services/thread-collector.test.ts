import { Worker } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { AreaId } from '../../../src-shared/diagnostics/area.ts';
import { collectsBlind } from '../../../src-main/electron/collect-blind.ts';
import { createCollectorClient } from '../../../src-main/services/collector-client.ts';
import { threadCell, threadState } from '../../../src-main/services/collect-thread-order.ts';
import { threadCollector } from '../../../src-main/services/thread-collector.ts';

const collector = fileURLToPath(new URL('../../../src-main/probes/collector-process.ts', import.meta.url));

/** Looks, and answers the status of each area. */
async function look(file: string, areas: readonly AreaId[]): Promise<Record<string, unknown>> {
  const client = createCollectorClient({ spawn: threadCollector(file), now: () => Date.now() });
  const got: Record<string, unknown> = {};
  await client.collect(areas, null, {
    onLooking: () => undefined,
    onPart: (area, result) => {
      got[area] = Reflect.get(Object(result), 'status');
    },
  });
  client.close();
  return got;
}

describe('a collector in a thread', () => {
  it('answers as one in a process does', { timeout: 30_000 }, async () => {
    expect(await look(collector, ['memory', 'uptime'])).toEqual({ memory: 'ok', uptime: 'ok' });
  });

  it('is waited for until it has gone', { timeout: 30_000 }, async () => {
    const spawn = threadCollector(collector);
    const child = spawn();
    let gone = false;
    child.onExit(() => (gone = true));
    await new Promise<void>((ready) => child.onMessage(() => ready()));
    child.kill();
    await spawn.ended();
    expect(gone).toBe(true);
  });

  it('that cannot be started costs its areas and nothing else', { timeout: 30_000 }, async () => {
    expect(await look(`${collector}.none`, ['memory'])).toEqual({ memory: 'failed' });
  });
});

describe('who waits for a thread that collects', () => {
  const say = (what: string) => `
    const { workerData } = require('node:worker_threads');
    const cells = new Int32Array(workerData);
    const to = (step) => { Atomics.store(cells, 0, step); Atomics.notify(cells, 0); };
    ${what}`;
  const run = async (script: string, startMs: number) => {
    const cell = threadCell();
    const worker = new Worker(say(script), { eval: true, workerData: cell });
    const code = threadState(cell).wait(startMs);
    await worker.terminate();
    return code;
  };

  it('learns how it ended, however long it took', async () => {
    expect(await run('to(1); setTimeout(() => { cells[1] = 7; to(2); }, 300);', 10_000)).toBe(7);
  });

  it('is not kept waiting by one that never started', async () => {
    expect(await run('setTimeout(() => undefined, 60_000);', 200)).toBe(1);
  });

  it('hears both steps when they are over before it looks', () => {
    const cell = threadCell();
    const state = threadState(cell);
    state.started();
    state.ended(3);
    expect(state.wait(1)).toBe(3);
  });
});

describe('collect in the app', () => {
  it.each([
    [['--json'], 'linux', {}, true],
    [['--json'], 'linux', { DISPLAY: ':0' }, true],
    [['--out', 'x', '--pdf'], 'linux', { DISPLAY: ':0' }, false],
    [['--out', 'x', '--pdf'], 'linux', { WAYLAND_DISPLAY: 'wayland-0' }, false],
    [['--out', 'x', '--pdf'], 'linux', { DISPLAY: '' }, true],
    [['--json'], 'win32', {}, false],
    [['--json'], 'darwin', {}, false],
  ] as const)('%j on %s with %j goes without a display: %s', (words, platform, env, blind) => {
    expect(collectsBlind(words, platform, env)).toBe(blind);
  });
});
