import type { ProbeResult } from '../../src-shared/diagnostics/probe-result.ts';
import type { NetTarget } from '../../src-shared/network/net-host.ts';
import type { NetworkSetup } from '../../src-shared/network/network-targets.ts';
import type { NetworkTestId } from '../../src-shared/network/network-test-id.ts';
import type { CollectorMessage, CollectorRequest } from '../probes/collector-protocol.ts';

/** Longer than the longest test's own limit: then the process does not answer. */
export const TEST_LIMIT_MS = 60_000;

export interface TestQuestion {
  readonly test: NetworkTestId;
  readonly target: NetTarget | null;
  readonly network: NetworkSetup;
  readonly onProgress: (share: number) => void;
}
export interface RunningTest {
  readonly done: Promise<ProbeResult<unknown>>;
  stop(): void;
}

interface Waiting extends TestQuestion {
  readonly id: number;
  readonly timer: NodeJS.Timeout;
  readonly end: (result: ProbeResult<unknown>) => void;
  asked: boolean;
}

export interface TestQuestionsPorts {
  readonly now: () => number;
  readonly post: (request: CollectorRequest) => void;
  readonly start: () => void;
  readonly isReady: () => boolean;
}

export interface TestQuestions {
  run(question: TestQuestion): RunningTest;
  /** The process is up. */
  askAll(): void;
  heard(message: Extract<CollectorMessage, { type: 'nettest.progress' | 'nettest.done' }>): void;
  /** The process is gone: what ran in it has no answer. */
  lost(why: string): void;
}

/** The tests of the network that are under way in the collector; each gets exactly one answer. */
export function createTestQuestions({ now, post, start, isReady }: TestQuestionsPorts): TestQuestions {
  const waiting = new Map<number, Waiting>();
  let last = 0;

  const end = (id: number, result: ProbeResult<unknown>) => {
    const one = waiting.get(id);
    if (!one) return;
    waiting.delete(id);
    clearTimeout(one.timer);
    one.end(result);
  };
  const fail = (id: number, reason: string) =>
    end(id, { status: 'failed', reason, ms: 0, at: now(), source: 'collector' });
  const ask = (one: Waiting) => {
    if (one.asked || !isReady()) return;
    one.asked = true;
    const { id, test, target, network } = one;
    post({ type: 'nettest.start', id, test, target, network });
  };

  return {
    run(question) {
      last += 1;
      const id = last;
      const done = new Promise<ProbeResult<unknown>>((resolve) => {
        const timer = setTimeout(() => {
          post({ type: 'nettest.stop', id });
          fail(id, `no answer in ${TEST_LIMIT_MS / 1000} s`);
        }, TEST_LIMIT_MS);
        const one: Waiting = { ...question, id, timer, end: resolve, asked: false };
        waiting.set(id, one);
        if (isReady()) ask(one);
        else start();
      });
      return {
        done,
        stop() {
          post({ type: 'nettest.stop', id });
          fail(id, 'stopped');
        },
      };
    },
    askAll() {
      for (const one of waiting.values()) ask(one);
    },
    heard(message) {
      if (message.type === 'nettest.done') return end(message.id, message.result);
      return waiting.get(message.id)?.onProgress(message.share);
    },
    lost(why) {
      for (const id of [...waiting.keys()]) fail(id, `the test was stopped: the collector ${why}`);
    },
  };
}
