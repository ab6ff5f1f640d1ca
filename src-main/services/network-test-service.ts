import type { PartOf } from '../../src-shared/diagnostics/connectivity-areas.ts';
import type { ProbeResult } from '../../src-shared/diagnostics/probe-result.ts';
import { appError } from '../../src-shared/errors.ts';
import { hostTests, type NetworkTestId } from '../../src-shared/network/network-test-id.ts';
import {
  askedRound,
  isOpenRound,
  MIN_READ_MS,
  type NetQuestion,
  type NetRound,
} from '../../src-shared/network/net-tests.ts';
import type { NetworkSetup } from '../../src-shared/network/network-targets.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { RunningTest, TestQuestion } from './test-questions.ts';

type Relays = NetworkSetup['relays'];

/**
 * Rounds of network tests for the technician. A round begins only when the person has said yes to exactly this list,
 * ends when they say stop, and both are asked here in main at that moment. // TM-3
 */
export interface NetworkTestService {
  current(): NetRound | null;
  /** The window passes on what the technician asks for. A round that is still open is not replaced. */
  ask(id: string, questions: readonly NetQuestion[], relays: Relays): Result<null>;
  /** The person's word. */
  answer(id: string, allow: boolean): Result<null>;
  stop(): void;
  /** What the session measured of itself, kept while the grant is there. */
  measured(part: PartOf<'throughput'>): void;
  /** The session changed: without the grant nothing runs on. */
  check(): void;
}

export interface NetworkTestPorts {
  readonly mayUse: () => boolean;
  readonly runTest: (question: TestQuestion) => RunningTest;
  readonly takeTest: (test: NetworkTestId, result: ProbeResult<unknown>) => void;
  readonly now: () => number;
  readonly setup: () => NetworkSetup;
  readonly tell: (round: NetRound | null) => void;
  /** Asks the window to measure the session; it answers through `measured`. */
  readonly measure: () => void;
}

/** Beside each other, so that a round takes as long as its longest tests and none spoils another's figures. */
const AT_ONCE = 3;
/** Tests that load the line or count on it being quiet run alone. */
const alone = new Set<NetQuestion['test']>(['mtu', 'path', 'throughput']);
/** Longer than the window takes for both ways. */
const MEASURE_MS = 20_000;
/** However many computers it names: a yes is not for the whole day. */
const ROUND_MS = 5 * 60_000;
/** After a no, or a question that was taken back, nothing is asked for so long, then twice as long, and so on. */
const REST_MS = 3_000;
const MOST_REST_MS = 120_000;

export function createNetworkTestService(ports: NetworkTestPorts): NetworkTestService {
  let round: NetRound | null = null;
  let relays: Relays = [];
  let running: RunningTest[] = [];
  let onMeasured: ((result: ProbeResult<unknown>) => void) | null = null;
  let limit: NodeJS.Timeout | undefined;
  let askedAt = 0;
  const rest = createRest(ports.now);
  /** An answer names its list, so no list may take the name of another. */
  const names = new Set<string>();

  const set = (next: NetRound | null) => {
    round = next;
    ports.tell(next);
  };
  const change = (id: string, at: number, part: Partial<NetRound['rows'][number]>) => {
    if (round?.id !== id) return;
    const rows = round.rows.map((row, n) => (n === at ? { ...row, ...part } : row));
    set({ ...round, rows });
  };
  const end = (state: 'done' | 'stopped' | 'refused') => {
    const ended = running;
    running = [];
    clearTimeout(limit);
    if (round?.state === 'asked') rest.begin();
    if (round !== null && isOpenRound(round)) set({ ...round, state });
    for (const one of ended) one.stop();
  };
  const isRunning = (id: string) => round?.id === id && round.state === 'running' && ports.mayUse();

  function measureSpeed(): RunningTest {
    let end: (result: ProbeResult<unknown>) => void = () => undefined;
    const fail = (reason: string) =>
      end({ status: 'failed', reason, ms: 0, at: ports.now(), source: 'session' });
    const timer = setTimeout(() => fail(`no answer in ${MEASURE_MS / 1000} s`), MEASURE_MS);
    const take = (result: ProbeResult<unknown>) => end(result);
    const done = new Promise<ProbeResult<unknown>>((resolve) => (end = resolve)).finally(() => {
      clearTimeout(timer);
      if (onMeasured === take) onMeasured = null;
    });
    onMeasured = take;
    ports.measure();
    return { done, stop: () => fail('stopped') };
  }

  async function runOne(id: string, at: number, { test, target }: NetQuestion): Promise<void> {
    if (!isRunning(id)) return;
    change(id, at, { state: 'running' });
    const onProgress = (share: number) => isRunning(id) && change(id, at, { share });
    const under =
      test === 'throughput'
        ? measureSpeed()
        : ports.runTest({ test, target, network: { ...ports.setup(), relays }, onProgress });
    running.push(under);
    const result = await under.done;
    running = running.filter((one) => one !== under);
    if (isRunning(id)) change(id, at, finished(result));
  }

  async function run(id: string, questions: readonly NetQuestion[]): Promise<void> {
    const queue = questions.map((question, at) => ({ question, at }));
    const worker = async (list: typeof queue) => {
      for (let next = list.shift(); next && isRunning(id); next = list.shift())
        await runOne(id, next.at, next.question);
    };
    const beside = queue.filter(({ question }) => !alone.has(question.test));
    const single = queue.filter(({ question }) => alone.has(question.test));
    await Promise.all(Array.from({ length: AT_ONCE }, () => worker(beside)));
    await worker(single);
    if (isRunning(id)) end('done');
  }

  return {
    current: () => round,
    ask(id, questions, itsRelays) {
      if (!ports.mayUse()) return err(appError('CONSENT_MISSING', 'findings'));
      if (round !== null && isOpenRound(round)) return err(appError('SESSION_STATE', 'a round is open'));
      if (names.has(id)) return err(appError('PEER_PROTOCOL', 'a name used before'));
      if (rest.left() > 0) return err(appError('CONSENT_COOLDOWN', `${rest.left()} ms left`));
      const known = eachOnce(questions.filter(({ test, target }) => isComplete(test, target)));
      if (known.length === 0) return err(appError('PEER_PROTOCOL', 'no test'));
      relays = itsRelays;
      names.add(id);
      askedAt = ports.now();
      set(askedRound(id, known));
      return ok(null);
    },
    answer(id, allow) {
      if (round?.id !== id || round.state !== 'asked')
        return err(appError('SESSION_STATE', 'nothing is asked'));
      if (!allow) {
        end('refused');
        return ok(null);
      }
      if (!ports.mayUse()) return err(appError('CONSENT_MISSING', 'findings'));
      if (ports.now() - askedAt < MIN_READ_MS)
        return err(appError('SESSION_STATE', 'too soon to have been read'));
      rest.forget();
      limit = setTimeout(() => end('stopped'), ROUND_MS);
      const questions = round.rows.map(({ test, target }) => ({ test, target }));
      set({ ...round, state: 'running' });
      void run(id, questions);
      return ok(null);
    },
    stop: () => end('stopped'),
    measured(part) {
      // A figure that comes after its test was stopped is nobody's answer.
      if (!ports.mayUse() || onMeasured === null) return;
      const ms = part.sampleMs ?? 0;
      const result = { status: 'ok' as const, data: part, ms, at: ports.now(), source: 'session' };
      ports.takeTest('throughput', result);
      onMeasured(result);
    },
    check() {
      if (!ports.mayUse() && round !== null && isOpenRound(round)) end('stopped');
    },
  };
}

/** Time in which a technician may not ask again, so that a "no" is heard and a question is not changed under the hand. */
function createRest(now: () => number) {
  let until = 0;
  let ms = REST_MS;
  return {
    left: () => Math.max(0, until - now()),
    begin() {
      until = now() + ms;
      ms = Math.min(MOST_REST_MS, ms * 2);
    },
    /** The person said yes. */
    forget() {
      ms = REST_MS;
    },
  };
}

function eachOnce(questions: readonly NetQuestion[]): readonly NetQuestion[] {
  const key = ({ test, target }: NetQuestion) => `${test} ${target?.host.toLowerCase()} ${target?.port}`;
  return [...new Map(questions.map((one) => [key(one), one])).values()];
}

/** Those that ask one computer may be told which; of these two the name is the whole question. */
function isComplete(test: NetQuestion['test'], target: NetQuestion['target']): boolean {
  if (target === null) return test !== 'tcp' && test !== 'http';
  return hostTests.has(test);
}

function finished(result: ProbeResult<unknown>): Partial<NetRound['rows'][number]> {
  const reason = result.status === 'ok' ? null : result.reason;
  return { state: 'done', share: 1, status: result.status, reason };
}
