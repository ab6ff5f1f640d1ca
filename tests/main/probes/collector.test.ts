import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { areaIds, type AreaId } from '../../../src-shared/diagnostics/area.ts';
import { denied, facts } from '../../../src-main/platform/answer.ts';
import { linuxSources } from '../../../src-main/platform/linux.ts';
import { createCollector } from '../../../src-main/probes/collector.ts';
import type { CollectorMessage } from '../../../src-main/probes/collector-protocol.ts';
import type { Probe } from '../../../src-main/probes/probe.ts';
import { summarise } from '../../../src-main/probes/processes-probe.ts';
import { probes } from '../../../src-main/probes/registry.ts';
import { remoteToolsAmong } from '../../../src-main/probes/remote-tools.ts';
import { runProbe } from '../../../src-main/probes/run-probe.ts';
import { sampleFrom } from '../../../src-main/probes/vitals-sampler.ts';
import { fakeTools } from './fixtures.ts';

const watch = () => performance.now();
const base = { ...fakeTools(), sources: linuxSources, appBuiltAt: null };
const uptime = (collect: Probe<'uptime'>['collect'], limitMs = 1000): Probe<'uptime'> => ({
  area: 'uptime',
  limitMs,
  cost: 1,
  collect,
});

describe('a probe', () => {
  it('answers ok with data, time and source', async () => {
    const result = await runProbe(
      uptime(async () => facts('here', { seconds: 5 })),
      base,
      watch,
    );
    expect(result).toMatchObject({ status: 'ok', data: { seconds: 5 }, source: 'here', at: base.now() });
  });

  it('answers failed when its time is up, and is told to stop', async () => {
    let stopped = false;
    const probe = uptime(async ({ signal }) => {
      signal.addEventListener('abort', () => (stopped = true));
      await wait(5000, undefined, { ref: false });
      return facts('late', { seconds: 5 });
    }, 30);
    expect(await runProbe(probe, base, watch)).toMatchObject({
      status: 'failed',
      reason: 'no answer in 0 s',
    });
    expect(stopped).toBe(true);
  });

  it('answers failed when it throws, without the message, which may hold a path', async () => {
    const result = await runProbe(
      uptime(() => Promise.reject(new TypeError('/home/anna/x'))),
      base,
      watch,
    );
    expect(result).toMatchObject({ status: 'failed', reason: 'the check stopped with an error (TypeError)' });
  });

  it('answers failed when its data do not fit the schema', async () => {
    const result = await runProbe(
      uptime(async () => facts('odd', { seconds: -3 })),
      base,
      watch,
    );
    expect(result).toMatchObject({ status: 'failed', reason: 'the answer does not fit (seconds)' });
  });

  it('passes on that it was denied, with the reason', async () => {
    const result = await runProbe(
      uptime(async () => denied('smart', 'needs administrator rights')),
      base,
      watch,
    );
    expect(result).toMatchObject({ status: 'denied', reason: 'needs administrator rights', source: 'smart' });
  });
});

describe('the registry', () => {
  it('has one probe for every area, each with a time limit', () => {
    expect(Object.keys(probes).toSorted()).toEqual([...areaIds].toSorted());
    for (const area of areaIds) {
      expect(probes[area].area).toBe(area);
      expect(probes[area].limitMs).toBeGreaterThan(0);
    }
  });
});

describe('the collector', () => {
  function run(list: Partial<Record<AreaId, Probe<AreaId>>>, request: object) {
    const said: CollectorMessage[] = [];
    return new Promise<CollectorMessage[]>((resolve) => {
      const answer = createCollector({
        say: (message) => {
          said.push(message);
          if (message.type === 'done') resolve(said);
        },
        probes: { ...probes, ...list },
        tools: base,
        watch,
        exit: () => undefined,
      });
      answer({ nonsense: true });
      answer({ type: 'collect', id: 1, appBuiltAt: null, oneByOne: false, ...request });
    });
  }

  const slow: Probe<'wifi'> = {
    area: 'wifi',
    limitMs: 200,
    cost: 1,
    collect: () => new Promise(() => undefined),
  };

  it('answers for every area asked, a hanging one last and failed', async () => {
    const said = await run({ wifi: slow }, { areas: ['wifi', 'uptime', 'battery'] });
    const parts = said.filter((message) => message.type === 'part');
    expect(parts.map((part) => part.area)).toEqual(['uptime', 'battery', 'wifi']);
    expect(parts.at(-1)?.result).toMatchObject({ status: 'failed', reason: 'no answer in 0.2 s' });
  });

  it('says what it looks at before it looks', async () => {
    const said = await run({}, { areas: ['uptime'] });
    expect(said.map((message) => message.type)).toEqual(['looking', 'part', 'done']);
  });

  it('looks at one after the other when asked to find the one at fault', async () => {
    const said = await run({ wifi: slow }, { areas: ['wifi', 'uptime'], oneByOne: true });
    expect(
      said.map((message) => ('area' in message ? `${message.type} ${message.area}` : message.type)),
    ).toEqual(['looking wifi', 'part wifi', 'looking uptime', 'part uptime', 'done']);
  });
});

describe('programs', () => {
  const machine = { cores: 4, memoryBytes: 1000, sampleMs: 1000 };
  const sample = (pid: number, name: string, cpuSeconds: number, memoryBytes: number) => ({
    pid,
    name,
    cpuSeconds,
    corePercent: null,
    memoryBytes,
    runningSeconds: pid,
  });

  it('are added up by name over what they used between two looks', () => {
    const before = [sample(1, 'web', 10, 100), sample(2, 'web', 20, 100), sample(3, 'idle', 5, 600)];
    const after = [sample(1, 'web', 10.5, 100), sample(2, 'web', 20.9, 100), sample(3, 'idle', 5, 600)];
    expect(summarise(after, before, machine).top).toEqual([
      {
        name: 'web',
        count: 2,
        corePercent: 140,
        cpuPercent: 35,
        memoryPercent: 20,
        memoryBytes: 200,
        runningSeconds: 2,
      },
      {
        name: 'idle',
        count: 1,
        corePercent: 0,
        cpuPercent: 0,
        memoryPercent: 60,
        memoryBytes: 600,
        runningSeconds: 3,
      },
    ]);
  });

  it('are cut to the busiest and the largest', () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      sample(index + 1, `p${index}`, index, 1000 - index),
    );
    const { top, total } = summarise(
      many,
      many.map((one) => ({ ...one, cpuSeconds: 0 })),
      machine,
    );
    expect(total).toBe(60);
    expect(top).toHaveLength(30);
    expect(top.map((entry) => entry.name)).toContain('p59');
    expect(top.map((entry) => entry.name)).toContain('p0');
  });

  it('are told by name when they let somebody else in', () => {
    expect(remoteToolsAmong(['anydesk', 'AnyDesk.exe', 'x11vnc', 'bash', 'meshed', 'parsec-notes'])).toEqual([
      'AnyDesk',
      'VNC',
    ]);
    expect(remoteToolsAmong(['Alongside', 'electron', 'node'])).toEqual([]);
  });
});

describe('live values', () => {
  const look = (at: number, busy: number, disk: number, up: number) => ({
    at,
    ticks: { busy, total: at, ioWait: null, steal: null },
    live: {
      memoryUsed: 4,
      memoryTotal: 8,
      diskBusyMs: new Map([
        ['sda', disk],
        ['sdb', 0],
      ]),
      networkUp: up,
      networkDown: null,
    },
  });

  it('are what happened between two looks', () => {
    expect(sampleFrom(look(1000, 100, 50, 500), look(2000, 350, 800, 2500))).toEqual({
      at: 2000,
      cpuPercent: 25,
      memoryUsed: 4,
      memoryTotal: 8,
      diskBusyPercent: 75,
      networkUp: 2000,
      networkDown: null,
    });
  });

  it('are not negative when a counter starts anew', () => {
    expect(sampleFrom(look(1000, 100, 50, 500), look(2000, 350, 10, 0))).toMatchObject({
      networkUp: 0,
      diskBusyPercent: 0,
    });
  });
});
