import { describe, expect, it } from 'vitest';
import { facts } from '../../../src-main/platform/answer.ts';
import { linuxSources } from '../../../src-main/platform/linux.ts';
import type { DiskTotals, PlatformSources, ProcessSample } from '../../../src-main/platform/sources.ts';
import { activity, diskActivityProbe } from '../../../src-main/probes/disk-activity-probe.ts';
import { memoryHealthProbe } from '../../../src-main/probes/memory-health-probe.ts';
import { createPast } from '../../../src-main/probes/past.ts';
import { processesProbe } from '../../../src-main/probes/processes-probe.ts';
import { steadyOf } from '../../../src-main/probes/steady-processes.ts';
import { thermalProbe } from '../../../src-main/probes/thermal-probe.ts';
import { volumesProbe } from '../../../src-main/probes/volumes-probe.ts';
import { fakeTools } from './fixtures.ts';

const MINUTE = 60_000;
const ages = { wantedMs: 60 * MINUTE, leastMs: 10 * MINUTE, mostMs: 120 * MINUTE };

/** A machine whose clock the test moves, and the memory of one collector. */
function world(sources: Partial<PlatformSources>) {
  let at = 1e12;
  const past = createPast();
  const tools = {
    ...fakeTools(),
    now: () => at,
    sources: { ...linuxSources, ...sources },
    past,
    appBuiltAt: null,
    wait: async (ms: number) => void (at += ms),
  };
  return { tools, pass: (minutes: number) => void (at += minutes * MINUTE) };
}

describe('what is kept of earlier looks', () => {
  it('is the look nearest to the age that is asked for', () => {
    const past = createPast();
    for (const minute of [0, 5, 30, 58]) past.remember('swap', minute * MINUTE, minute);
    expect(past.recall('swap', 60 * MINUTE, ages)).toEqual({ value: 0, ageMs: 60 * MINUTE });
    expect(past.recall('swap', 90 * MINUTE, ages)?.value).toBe(30);
    expect(past.recall('swap', 12 * MINUTE, ages)).toEqual({ value: 0, ageMs: 12 * MINUTE });
    expect(past.recall('swap', 9 * MINUTE, ages)).toBeNull();
    expect(past.recall('throttle', 60 * MINUTE, ages)).toBeNull();
  });

  it('is one look a minute at most, and nothing older than two hours', () => {
    const past = createPast();
    past.remember('swap', 0, 1);
    past.remember('swap', MINUTE - 1, 2);
    expect(past.recall('swap', 10 * MINUTE, { ...ages, wantedMs: 10 * MINUTE })?.value).toBe(1);
    past.remember('swap', 130 * MINUTE, 3);
    expect(past.recall('swap', 131 * MINUTE, { ...ages, mostMs: 1e9 })).toBeNull();
  });

  it('is forgotten when the clock was put back', () => {
    const past = createPast();
    past.remember('swap', 100 * MINUTE, 1);
    past.remember('swap', 10 * MINUTE, 2);
    expect(past.recall('swap', 25 * MINUTE, ages)?.value).toBe(2);
  });
});

describe('how fast a drive fills', () => {
  it('is known from the second look on, ten minutes later', async () => {
    let usedBytes = 1000;
    const volumes: PlatformSources['volumes'] = async () => {
      const list = [{ mount: '/', usedBytes }].map((known) => ({
        label: null,
        fsType: 'ext4',
        role: 'system' as const,
        local: true,
        writable: true,
        totalBytes: 9000,
        availableBytes: 8000,
        inodesTotal: null,
        inodesUsed: null,
        grownBytes: null,
        grownOverMs: null,
        ...known,
      }));
      return facts('test', { volumes: list });
    };
    const { tools, pass } = world({ volumes });
    const look = async () => {
      const answer = await volumesProbe.collect({ ...tools, signal: new AbortController().signal });
      return answer.status === 'ok' ? answer.data.volumes[0] : null;
    };
    expect(await look()).toMatchObject({ grownBytes: null, grownOverMs: null });
    pass(9);
    expect(await look()).toMatchObject({ grownBytes: null });
    usedBytes = 1500;
    pass(3);
    expect(await look()).toMatchObject({ grownBytes: 500, grownOverMs: 12 * MINUTE });
  });
});

const idle: DiskTotals = {
  device: 'sda',
  reads: 100,
  writes: 50,
  readBytes: 1000,
  writtenBytes: 500,
  readMs: 400,
  writeMs: 600,
  busyMs: 300,
};

describe('how busy a disk is', () => {
  it('is what happened between two looks', () => {
    const later = { ...idle, reads: 110, readMs: 600, readBytes: 3000, busyMs: 800 };
    expect(activity([idle], [later, { ...idle, device: 'new' }], 1000)).toEqual({
      sampleMs: 1000,
      disks: [
        {
          device: 'sda',
          busyPercent: 50,
          readMs: 20,
          writeMs: null,
          requests: 10,
          readBytes: 2000,
          writtenBytes: 0,
        },
      ],
    });
  });

  it('leaves out counters that have started anew', () => {
    expect(activity([idle], [{ ...idle, reads: 1 }], 1000).disks).toEqual([]);
  });

  it('is measured over a second at first, and since the look before later', async () => {
    let busyMs = 0;
    const diskCounters: PlatformSources['diskCounters'] = async () =>
      facts('test', [{ ...idle, busyMs: (busyMs += 100) }]);
    const { tools, pass } = world({ diskCounters });
    const look = () => diskActivityProbe.collect({ ...tools, signal: new AbortController().signal });
    expect(await look()).toMatchObject({ data: { sampleMs: 1000, disks: [{ busyPercent: 10 }] } });
    pass(5);
    expect(await look()).toMatchObject({ data: { sampleMs: 5 * MINUTE + 1000 } });
  });
});

describe('slowing down and swapping', () => {
  it('count what is new, not what was before', async () => {
    let throttleCount = 12;
    const none = { sensors: [], fans: [], speedLimitPercent: null, slowedEvents: null };
    const { tools } = world({
      thermal: async () => facts('test', { ...none, throttleCount: throttleCount++ }),
    });
    const answer = await thermalProbe.collect({ ...tools, signal: new AbortController().signal });
    expect(answer).toMatchObject({ data: { throttleCount: 13, throttledInSample: 1, sampleMs: 1000 } });
  });

  it('tell what was moved to disk since the look before', async () => {
    let swappedOutBytes = 500;
    const none = {
      modules: [],
      correctedErrors: null,
      uncorrectedErrors: null,
      brokenBytes: null,
      memoryTest: null,
      commitBytes: null,
      commitLimitBytes: null,
    };
    const { tools, pass } = world({ memoryHealth: async () => facts('test', { ...none, swappedOutBytes }) });
    const look = () => memoryHealthProbe.collect({ ...tools, signal: new AbortController().signal });
    expect(await look()).toMatchObject({ data: { swappedOutInSample: null, sampleMs: null } });
    swappedOutBytes = 900;
    pass(30);
    expect(await look()).toMatchObject({ data: { swappedOutInSample: 400, sampleMs: 30 * MINUTE } });
  });
});

describe('programs that never rest', () => {
  it('are known from the second look on where the system tells only shares of the moment', async () => {
    let cpuSeconds = 10;
    const share = { corePercent: 5, memoryBytes: null, runningSeconds: null };
    const { tools, pass } = world({
      processes: async () => facts('test', [{ pid: 7, name: 'indexer', cpuSeconds: null, ...share }]),
      processTimes: async () => facts('test', [{ pid: 7, name: 'indexer', cpuSeconds, ...share }]),
    });
    const look = () => processesProbe.collect({ ...tools, signal: new AbortController().signal });
    expect(await look()).toMatchObject({ data: { steady: [] } });
    pass(2);
    cpuSeconds += 114;
    expect(await look()).toMatchObject({
      data: { steady: [{ name: 'indexer', corePercent: 95, overMs: 2 * MINUTE }] },
    });
  });

  const program = (change: Partial<ProcessSample>): ProcessSample => ({
    pid: 7,
    name: 'indexer',
    cpuSeconds: 100,
    corePercent: null,
    memoryBytes: null,
    runningSeconds: 1000,
    ...change,
  });
  const before = (cpuSeconds: number) => new Map([['7 indexer', cpuSeconds]]);

  it('are measured since the look before, where there was one', () => {
    const past = { value: before(40), ageMs: 60_000 };
    expect(steadyOf([program({})], { past, before: before(99), sampleMs: 600 })).toEqual([
      { name: 'indexer', corePercent: 100, overMs: 60_000 },
    ]);
  });

  it('are measured since their start else, but only as far as they are busy now too', () => {
    const always = program({ cpuSeconds: 950 });
    const now = (cpuSeconds: number) =>
      steadyOf([always], { past: null, before: before(cpuSeconds), sampleMs: 1000 })[0]?.corePercent;
    expect(now(949)).toBe(95);
    expect(now(949.5)).toBe(50);
    expect(now(950)).toBe(0);
  });

  it('are not judged in their first minute, nor by the number of another process', () => {
    const earlier = { past: null, before: before(0), sampleMs: 1000 };
    expect(steadyOf([program({ runningSeconds: 59 })], earlier)).toEqual([]);
    expect(steadyOf([program({ name: 'other' })], earlier)).toEqual([]);
    expect(steadyOf([program({ cpuSeconds: null })], earlier)).toEqual([]);
  });
});
