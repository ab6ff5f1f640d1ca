import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { areaIds, type AreaId } from '../../../src-shared/diagnostics/area.ts';
import { denied, facts } from '../../../src-main/platform/answer.ts';
import { linuxSources } from '../../../src-main/platform/linux.ts';
import { createCollector, probesAtOnce } from '../../../src-main/probes/collector.ts';
import type { CollectorMessage } from '../../../src-main/probes/collector-protocol.ts';
import type { Probe } from '../../../src-main/probes/probe.ts';
import { summarise } from '../../../src-main/probes/processes-probe.ts';
import { probes } from '../../../src-main/probes/registry.ts';
import { remoteToolsAmong } from '../../../src-main/probes/remote-tools.ts';
import { runProbe } from '../../../src-main/probes/run-probe.ts';
import { busiestOf } from '../../../src-main/probes/busy-programs.ts';
import { createSystemFiles } from '../../../src-main/platform/system-files.ts';
import { createVitalsSampler, sampleFrom } from '../../../src-main/probes/vitals-sampler.ts';
import { vitalsSampleSchema, type VitalsSample } from '../../../src-shared/diagnostics/vitals.ts';
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

  it('asks what cannot change once, and gives that answer again with its time', async () => {
    let asked = 0;
    const collect = async () => facts('board', { seconds: (asked += 1) });
    const said: CollectorMessage[] = [];
    const answer = createCollector({
      say: (message) => said.push(message),
      probes: { ...probes, uptime: { ...uptime(collect), fixed: true } },
      tools: base,
      watch,
      exit: () => undefined,
    });
    const run = async (id: number) => {
      answer({ type: 'collect', id, areas: ['uptime'], appBuiltAt: null, oneByOne: false });
      await expect
        .poll(() => said.some((message) => message.type === 'done' && message.id === id))
        .toBe(true);
      return said.find((message) => message.type === 'part' && message.id === id);
    };
    const first = await run(1);
    expect(await run(2)).toEqual({ ...first, id: 2 });
    expect(asked).toBe(1);
  });

  it('leaves a weak or busy machine usable', () => {
    expect(probesAtOnce({ cores: 8, load: 1 })).toBe(6);
    expect(probesAtOnce({ cores: 2, load: 1 })).toBe(4);
    expect(probesAtOnce({ cores: 8, load: 16 })).toBe(2);
    expect(probesAtOnce({ cores: 1, load: 3 })).toBe(2);
  });

  it('looks at one after the other when asked to find the one at fault', async () => {
    const said = await run({ wifi: slow }, { areas: ['wifi', 'uptime'], oneByOne: true });
    expect(
      said.map((message) => ('area' in message ? `${message.type} ${message.area}` : message.type)),
    ).toEqual(['looking wifi', 'part wifi', 'looking uptime', 'part uptime', 'done']);
  });
});

const sample = (pid: number, name: string, cpuSeconds: number, memoryBytes: number) => ({
  pid,
  name,
  cpuSeconds,
  corePercent: null,
  memoryBytes,
  runningSeconds: pid,
});

describe('programs', () => {
  const machine = { cores: 4, memoryBytes: 1000, sampleMs: 1000 };

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
    ticks: {
      busy,
      total: at,
      ioWait: null,
      steal: null,
      cores: [
        { busy: 0, total: at },
        { busy, total: at },
      ],
    },
    live: {
      memoryUsed: 4,
      memoryTotal: 8,
      swapUsed: 1,
      swapTotal: 2,
      load: 0.5,
      disks: new Map([
        ['sda', { busyMs: disk, readBytes: disk * 10, writtenBytes: 7 }],
        ['sdb', { busyMs: 0, readBytes: 0, writtenBytes: 7 }],
      ]),
      networkUp: up,
      networkDown: null,
      temperatureC: 50,
      batteryPercent: null,
      onMains: null,
    },
  });

  it('are what happened between two looks', () => {
    expect(sampleFrom(look(1000, 100, 50, 500), look(2000, 350, 800, 2500))).toEqual({
      at: 2000,
      cpuPercent: 25,
      cores: [0, 25],
      load: 0.5,
      memoryUsed: 4,
      memoryTotal: 8,
      swapUsed: 1,
      swapTotal: 2,
      diskBusyPercent: 75,
      diskRead: 7500,
      diskWrite: 0,
      networkUp: 2000,
      networkDown: null,
      temperatureC: 50,
      batteryPercent: null,
      onMains: null,
      programs: null,
    });
  });

  it('are not negative when a counter starts anew', () => {
    expect(sampleFrom(look(1000, 100, 50, 500), look(2000, 350, 10, 0))).toMatchObject({
      networkUp: 0,
      diskBusyPercent: 0,
      diskRead: 0,
    });
  });

  it('tell no core apart when one came or went between the looks', () => {
    const before = look(1000, 100, 50, 500);
    const one = { ...before, ticks: { ...before.ticks, cores: before.ticks.cores.slice(1) } };
    expect(sampleFrom(one, look(2000, 350, 800, 2500)).cores).toEqual([]);
  });

  it('name the busiest programs by what they used since the look before', () => {
    const earlier = {
      at: 1000,
      seconds: new Map([
        [1, 10],
        [2, 20],
        [3, 5],
      ]),
    };
    const now = [
      sample(1, 'web', 10.5, 100),
      sample(2, 'web', 20.9, 100),
      sample(3, 'idle', 5, 600),
      sample(4, 'new', 0.25, 50),
    ];
    expect(busiestOf(now, earlier, 2000)).toEqual([
      { name: 'web', pid: 2, count: 2, corePercent: 140, memory: 200 },
      { name: 'new', pid: 4, count: 1, corePercent: 25, memory: 50 },
    ]);
  });

  it('come from this machine once somebody watches, fit the schema, and end with the watching', async () => {
    const said: VitalsSample[] = [];
    const tools = { ...base, files: createSystemFiles(), sources: linuxSources, now: () => Date.now() };
    const sampler = createVitalsSampler(tools, (one) => said.push(one));
    sampler.start(200);
    await expect.poll(() => said.length, { timeout: 10_000 }).toBeGreaterThan(4);
    sampler.stop();
    const { length } = said;
    await wait(500);
    expect(said).toHaveLength(length);
    for (const one of said) expect(vitalsSampleSchema.safeParse(one).error?.issues).toBeUndefined();
    expect(said.at(-1)?.programs).not.toBeNull();
    expect(said.at(-1)?.cores.length).toBeGreaterThan(0);
  });

  it('are skipped, and try again, when a look fails', async () => {
    let looks = 0;
    const cpuTicks = async () => {
      looks += 1;
      if (looks === 1) throw new Error('broken');
      return linuxSources.cpuTicks({ ...base, files: createSystemFiles() });
    };
    const said: VitalsSample[] = [];
    const tools = { ...base, files: createSystemFiles(), sources: { ...linuxSources, cpuTicks } };
    const sampler = createVitalsSampler(tools, (one) => said.push(one));
    sampler.start(200);
    await expect.poll(() => said.length, { timeout: 10_000 }).toBeGreaterThan(0);
    sampler.stop();
  });
});
