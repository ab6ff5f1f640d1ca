import { areaSchemas } from '../../src-shared/diagnostics/area-schemas.ts';
import type { AreaId } from '../../src-shared/diagnostics/area.ts';
import type { ProbeResult } from '../../src-shared/diagnostics/probe-result.ts';
import { lineOf } from '../platform/clean.ts';
import { failed, type Answer } from '../platform/answer.ts';
import type { Probe, ProbeTools } from './probe.ts';

/** A clock that does not jump, ms; for how long things took. */
export type StopWatch = () => number;

/** One probe, with its time limit and its schema: whatever happens inside, there is one answer. */
export async function runProbe<A extends AreaId>(
  probe: Probe<A>,
  tools: Omit<ProbeTools, 'signal' | 'wait'>,
  watch: StopWatch,
): Promise<ProbeResult<unknown>> {
  const began = watch();
  const limit = new AbortController();
  const late = failed(probe.area, `no answer in ${Math.round(probe.limitMs / 100) / 10} s`);
  const answer = await firstOf(
    probe,
    { ...tools, signal: limit.signal, wait: waiter(limit.signal) },
    limit,
    late,
  );
  const about = {
    ms: Math.round((watch() - began) * 10) / 10,
    at: tools.now(),
    source: lineOf(answer.source, 200),
  };
  if (answer.status !== 'ok') return { status: answer.status, reason: lineOf(answer.reason, 300), ...about };
  const data = areaSchemas[probe.area].safeParse(answer.data);
  if (data.success) return { status: 'ok', data: data.data, ...about };
  // A source that prints what no schema expects must not reach anybody; the path tells a developer where.
  const where = data.error.issues[0]?.path.map(String).join('.') ?? '';
  return { status: 'failed', reason: `the answer does not fit (${where})`.slice(0, 300), ...about };
}

async function firstOf<A extends AreaId>(
  probe: Probe<A>,
  tools: ProbeTools,
  limit: AbortController,
  late: Answer<never>,
): Promise<Answer<unknown>> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<Answer<never>>((resolve) => {
    timer = setTimeout(() => {
      limit.abort();
      resolve(late);
    }, probe.limitMs);
  });
  try {
    return await Promise.race([probe.collect(tools), timeUp]);
  } catch (error) {
    return failed(
      probe.area,
      `the check stopped with an error (${error instanceof Error ? error.name : 'unknown'})`,
    );
  } finally {
    clearTimeout(timer);
  }
}

function waiter(signal: AbortSignal): (ms: number) => Promise<void> {
  return (ms) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
    });
}
