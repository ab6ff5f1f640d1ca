import { MAX_BUSY, type BusyProgram } from '../../src-shared/diagnostics/vitals.ts';
import { figureOf } from '../platform/clean.ts';
import type { LiveProcesses, ProcessSample, SourceTools } from '../platform/sources.ts';

/** A list of all programs costs ten times all other live values, so every other sample repeats the one before. */
const EVERY = 2;

interface Look {
  readonly at: number;
  readonly seconds: ReadonlyMap<number, number>;
}

/** The busiest programs since the look before, for live values. */
export function createBusyPrograms(source: LiveProcesses | null) {
  let before: Look | null = null;
  let shown: readonly BusyProgram[] | null = null;
  let turn = 0;

  async function look(tools: SourceTools, at: number): Promise<readonly BusyProgram[] | null> {
    if (source === null) return null;
    turn += 1;
    if (turn % EVERY !== 1) return shown;
    const answer = await source.list(tools);
    if (answer.status !== 'ok') return (shown = null);
    const earlier = before;
    before = { at, seconds: secondsOf(answer.data) };
    if (earlier === null) return shown;
    const busiest = busiestOf(answer.data, earlier, at).slice(0, MAX_BUSY);
    const named = busiest.map(async (program) => ({
      ...program,
      name: (await source.trueName(tools, program.pid)) ?? program.name,
    }));
    shown = (await Promise.all(named)).map(({ name, count, corePercent, memory }) => ({
      name,
      count,
      corePercent,
      memory,
    }));
    return shown;
  }

  return {
    look,
    forget(): void {
      before = null;
      shown = null;
      turn = 0;
    },
  };
}

function secondsOf(samples: readonly ProcessSample[]): ReadonlyMap<number, number> {
  return new Map(samples.map((sample) => [sample.pid, sample.cpuSeconds ?? 0]));
}

interface Sum extends BusyProgram {
  /** One of them, to ask for the true name. */
  readonly pid: number;
}

/** Added up by name, the busiest first; programs that did nothing are left out. */
export function busiestOf(now: readonly ProcessSample[], before: Look, at: number): readonly Sum[] {
  const elapsedMs = Math.max(1, at - before.at);
  const byName = new Map<string, Sum>();
  for (const sample of now) {
    if (sample.cpuSeconds === null) continue;
    const used = Math.max(0, sample.cpuSeconds - (before.seconds.get(sample.pid) ?? 0));
    const sum = byName.get(sample.name);
    byName.set(sample.name, {
      name: sample.name,
      pid: sum === undefined || used > 0 ? sample.pid : sum.pid,
      count: (sum?.count ?? 0) + 1,
      corePercent: (sum?.corePercent ?? 0) + (used * 100_000) / elapsedMs,
      memory: (sum?.memory ?? 0) + (sample.memoryBytes ?? 0),
    });
  }
  return [...byName.values()]
    .filter((program) => program.corePercent >= 0.5)
    .map((program) => ({
      ...program,
      corePercent: figureOf(Math.round(program.corePercent * 10) / 10, 0, 1e6) ?? 0,
      memory: figureOf(program.memory, 0, Number.MAX_SAFE_INTEGER),
    }))
    .sort((a, b) => b.corePercent - a.corePercent);
}
