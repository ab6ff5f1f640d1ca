import { cpus, totalmem } from 'node:os';
import type { AreaDataOf } from '../../src-shared/diagnostics/area-schemas.ts';
import type { ProcessEntry } from '../../src-shared/diagnostics/device-areas.ts';
import { facts } from '../platform/answer.ts';
import { figureOf, percentOf } from '../platform/clean.ts';
import type { ProcessSample } from '../platform/sources.ts';
import type { Probe, ProbeTools } from './probe.ts';
import { remoteToolsAmong } from './remote-tools.ts';
import { processTimes, steadyAges, steadyOf } from './steady-processes.ts';

const SAMPLE_MS = 600;
const TOP = 15;

/** The busiest programs by name: two looks on systems that count time, the system's own figure elsewhere. */
export const processesProbe: Probe<'processes'> = {
  area: 'processes',
  limitMs: 8000,
  cost: 3,
  collect: async (tools) => {
    const before = await tools.sources.processes(tools);
    if (before.status !== 'ok') return before;
    if (before.data.every((sample) => sample.cpuSeconds === null)) {
      const summary = summarise(before.data, null, machine(null));
      return facts(before.source, { ...summary, steady: await steadyByTimes(tools) });
    }
    const began = tools.now();
    await tools.wait(SAMPLE_MS);
    const after = await tools.sources.processes(tools);
    if (after.status !== 'ok') return after;
    const at = tools.now();
    const earlier = {
      past: tools.past?.recall('processes', at, steadyAges) ?? null,
      before: processTimes(before.data),
      sampleMs: at - began,
    };
    tools.past?.remember('processes', at, processTimes(after.data));
    return facts(after.source, {
      ...summarise(after.data, before.data, machine(at - began)),
      steady: steadyOf(after.data, earlier),
    });
  },
};

/** Where the system tells only shares of this moment, a list of times says who was busy since the look before. */
async function steadyByTimes(tools: ProbeTools): Promise<ReturnType<typeof steadyOf>> {
  const times = await tools.sources.processTimes?.(tools);
  if (times?.status !== 'ok') return [];
  const at = tools.now();
  const past = tools.past?.recall('processes', at, steadyAges) ?? null;
  tools.past?.remember('processes', at, processTimes(times.data));
  return steadyOf(times.data, { past, before: new Map(), sampleMs: 0 });
}

interface Machine {
  readonly cores: number;
  readonly memoryBytes: number;
  /** Between the two looks; null when the system measured by itself. */
  readonly sampleMs: number | null;
}

function machine(sampleMs: number | null): Machine {
  return { cores: Math.max(1, cpus().length), memoryBytes: totalmem(), sampleMs };
}

/** Programs of one name added up; the busiest and the largest of them. */
export function summarise(
  now: readonly ProcessSample[],
  before: readonly ProcessSample[] | null,
  about: Machine,
): AreaDataOf['processes'] {
  const earlier = new Map(before?.map((sample) => [sample.pid, sample.cpuSeconds]));
  const byName = new Map<string, Sum>();
  for (const sample of now) {
    const sum = byName.get(sample.name) ?? {
      count: 0,
      corePercent: null,
      memoryBytes: null,
      runningSeconds: null,
    };
    byName.set(sample.name, {
      count: sum.count + 1,
      corePercent: plus(sum.corePercent, coreShare(sample, earlier.get(sample.pid) ?? null, about.sampleMs)),
      memoryBytes: plus(sum.memoryBytes, sample.memoryBytes),
      runningSeconds:
        sample.runningSeconds === null
          ? sum.runningSeconds
          : Math.max(sum.runningSeconds ?? 0, sample.runningSeconds),
    });
  }
  const entries = [...byName].map(([name, sum]) => entryFrom(name, sum, about));
  return {
    total: now.length,
    sampleMs: about.sampleMs === null ? null : Math.max(0, Math.round(about.sampleMs)),
    top: topOf(entries),
    steady: [],
    idleSeconds: null,
    remoteTools: remoteToolsAmong([...byName.keys()]).map((name) => ({ name })),
  };
}

interface Sum {
  readonly count: number;
  readonly corePercent: number | null;
  readonly memoryBytes: number | null;
  readonly runningSeconds: number | null;
}

function coreShare(
  sample: ProcessSample,
  earlierSeconds: number | null,
  sampleMs: number | null,
): number | null {
  if (sampleMs === null) return sample.corePercent;
  // What was not there at the first look began after it, so all of its time counts.
  if (sample.cpuSeconds === null || sampleMs <= 0) return null;
  return Math.max(0, ((sample.cpuSeconds - (earlierSeconds ?? 0)) * 1000 * 100) / sampleMs);
}

function entryFrom(name: string, sum: Sum, about: Machine): ProcessEntry {
  return {
    name,
    count: sum.count,
    corePercent: sum.corePercent === null ? null : Math.round(sum.corePercent * 10) / 10,
    cpuPercent: sum.corePercent === null ? null : percentOf(sum.corePercent / about.cores),
    memoryPercent: sum.memoryBytes === null ? null : percentOf((100 * sum.memoryBytes) / about.memoryBytes),
    memoryBytes: figureOf(sum.memoryBytes, 0, Number.MAX_SAFE_INTEGER),
    runningSeconds: sum.runningSeconds,
  };
}

function topOf(entries: readonly ProcessEntry[]): ProcessEntry[] {
  const busiest = [...entries].sort((a, b) => (b.corePercent ?? 0) - (a.corePercent ?? 0)).slice(0, TOP);
  const largest = [...entries].sort((a, b) => (b.memoryBytes ?? 0) - (a.memoryBytes ?? 0)).slice(0, TOP);
  return [...new Set([...busiest, ...largest])];
}

function plus(sum: number | null, value: number | null): number | null {
  return value === null ? sum : (sum ?? 0) + value;
}
