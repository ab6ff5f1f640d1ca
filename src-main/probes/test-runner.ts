import { networkTests } from '../network-tests/registry.ts';
import { runNetworkTest } from '../network-tests/run-network-test.ts';
import type { CollectorMessage, CollectorRequest } from './collector-protocol.ts';
import type { ProbeTools } from './probe.ts';
import type { StopWatch } from './run-probe.ts';

type StartRequest = Extract<CollectorRequest, { type: 'nettest.start' }>;

export interface TestRunner {
  start(request: StartRequest): void;
  stop(id: number): void;
  stopAll(): void;
}

export interface TestRunnerPorts {
  readonly say: (message: CollectorMessage) => void;
  readonly tools: Omit<ProbeTools, 'signal' | 'wait' | 'appBuiltAt' | 'network'>;
  readonly watch: StopWatch;
}

/** The tests of the network that somebody asked for, each stopped on its own. */
export function createTestRunner({ say, tools, watch }: TestRunnerPorts): TestRunner {
  const running = new Map<number, AbortController>();
  const run = async ({ id, test, target, network }: StartRequest) => {
    const stop = new AbortController();
    running.set(id, stop);
    const progress = (share: number) => {
      if (running.get(id) === stop && !stop.signal.aborted)
        say({ type: 'nettest.progress', id, share: Math.min(1, Math.max(0, share)) });
    };
    const result =
      test === 'throughput'
        ? nothing(tools.now())
        : await runNetworkTest(
            networkTests[test],
            { ...tools, setup: network, watch, quick: false, progress },
            { target, stop: stop.signal },
          );
    running.delete(id);
    say({ type: 'nettest.done', id, result });
  };
  return {
    start: (request) => void run(request),
    stop: (id) => running.get(id)?.abort(),
    stopAll() {
      for (const one of running.values()) one.abort();
    },
  };
}

function nothing(at: number) {
  const reason = 'the session measures its own speed';
  return { status: 'unavailable' as const, reason, ms: 0, at, source: 'session' };
}
