import { partSchemas } from '../../src-shared/diagnostics/connectivity-areas.ts';
import type { ProbeResult } from '../../src-shared/diagnostics/probe-result.ts';
import type { NetTarget } from '../../src-shared/network/net-host.ts';
import { lineOf } from '../platform/clean.ts';
import { denied, failed, type Answer } from '../platform/answer.ts';
import type { NetworkTest, TestTools } from './network-test.ts';
import { leadsAstray } from './resolve-target.ts';

export interface RunTestOptions {
  readonly target: NetTarget | null;
  /** Somebody pressed Stop, or the session ended. */
  readonly stop: AbortSignal;
}

/** One test with its time limit and its schema: whatever happens inside, there is one answer. */
export async function runNetworkTest(
  test: NetworkTest,
  tools: Omit<TestTools, 'signal' | 'wait'>,
  { target, stop }: RunTestOptions,
): Promise<ProbeResult<unknown>> {
  const began = tools.watch();
  const limitMs = tools.quick ? (test.quickMs ?? test.limitMs) : test.limitMs;
  const answer = await inTime(test, tools, target, stop, limitMs);
  const about = {
    ms: Math.round((tools.watch() - began) * 10) / 10,
    at: tools.now(),
    source: answer.source.slice(0, 160),
  };
  if (answer.status !== 'ok') return { status: answer.status, reason: lineOf(answer.reason, 300), ...about };
  const data = partSchemas[test.id].safeParse(answer.data);
  if (data.success) return { status: 'ok', data: data.data, ...about };
  const where = data.error.issues[0]?.path.map(String).join('.') ?? '';
  return { status: 'failed', reason: `the answer does not fit (${where})`.slice(0, 300), ...about };
}

async function inTime(
  test: NetworkTest,
  tools: Omit<TestTools, 'signal' | 'wait'>,
  target: NetTarget | null,
  stop: AbortSignal,
  limitMs: number,
): Promise<Answer<unknown>> {
  const limit = new AbortController();
  const { signal } = limit;
  if (stop.aborted) return failed(test.id, 'stopped');
  let end: (answer: Answer<never>) => void = () => undefined;
  const over = new Promise<Answer<never>>((resolve) => (end = resolve));
  const stopped = () => end(failed(test.id, 'stopped'));
  const timer = setTimeout(
    () => end(failed(test.id, `no answer in ${Math.round(limitMs / 100) / 10} s`)),
    limitMs,
  );
  stop.addEventListener('abort', stopped, { once: true });
  try {
    return await Promise.race([begin(test, { ...tools, signal, wait: waiter(signal) }, target), over]);
  } catch (error) {
    return failed(
      test.id,
      `the test stopped with an error (${error instanceof Error ? error.name : 'unknown'})`,
    );
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', stopped);
    limit.abort(); // whatever is still open belongs to a test that is over
  }
}

async function begin(
  test: NetworkTest,
  tools: TestTools,
  target: NetTarget | null,
): Promise<Answer<unknown>> {
  if (target !== null && (await leadsAstray(target.host)))
    return denied('dns.lookup', 'the name leads to this computer itself or to a special address');
  return test.run(tools, target);
}

function waiter(signal: AbortSignal): (ms: number) => Promise<void> {
  return (ms) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done, { once: true });
    });
}
