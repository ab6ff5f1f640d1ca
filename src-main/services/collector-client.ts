import type { AreaId } from '../../src-shared/diagnostics/area.ts';
import type { VitalsSample } from '../../src-shared/diagnostics/vitals.ts';
import { appError, type AppError } from '../../src-shared/errors.ts';
import type { NetworkSetup } from '../../src-shared/network/network-targets.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import {
  collectorMessageSchema,
  type CollectorMessage,
  type CollectorRequest,
} from '../probes/collector-protocol.ts';
import { createTestQuestions, type RunningTest, type TestQuestion } from './test-questions.ts';

/** A process that collects, however it was started (Electron utility process, Node child). */
export interface CollectorChild {
  readonly post: (message: unknown) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  readonly onExit: (listener: (code: number | null) => void) => void;
  readonly kill: () => void;
}

export type SpawnCollector = () => CollectorChild;

/** What a run tells while it goes. `result` is not decoded yet: give it to mergePart. */
export interface RunListener {
  readonly onLooking: (area: AreaId) => void;
  readonly onPart: (area: AreaId, result: unknown) => void;
}

export interface CollectorClient {
  /** Starts the process ahead of need, so that the first answer does not wait for it. */
  warm(): void;
  /** One run; a new one ends the one before. Every area asked for gets an answer, if only "failed". */
  collect(areas: readonly AreaId[], appBuiltAt: number | null, listener: RunListener): Promise<Result<null>>;
  /** Live samples until the answer is called; at most one watcher. */
  watchVitals(everyMs: number, onSample: (sample: VitalsSample) => void): () => void;
  /** One test of the network; at most {@link TEST_LIMIT_MS}, whatever the process does. */
  runTest(question: TestQuestion): RunningTest;
  close(): void;
}

export interface CollectorOptions {
  readonly spawn: SpawnCollector;
  readonly now: () => number;
  /** A process that says nothing for so long during a run hangs: longer than the longest probe's own limit. */
  readonly silenceMs?: number;
  /** How often a run may start the process again. */
  readonly restarts?: number;
  /** Whom the quick network tests of a run may ask; nobody when it is left out. */
  readonly network?: () => NetworkSetup;
}

interface Run {
  readonly id: number;
  readonly listener: RunListener;
  readonly appBuiltAt: number | null;
  readonly remaining: Set<AreaId>;
  /** Begun and not answered: one of these is where a process hangs. */
  readonly looking: Set<AreaId>;
  restartsLeft: number;
  readonly end: (result: Result<null>) => void;
}

/** Owns the collector process: starts it, watches it, kills it when it hangs, and keeps what it had said by then. */
export function createCollectorClient(options: CollectorOptions): CollectorClient {
  const { spawn, now, silenceMs = 10_000, restarts = 2 } = options;
  let child: CollectorChild | null = null;
  let ready = false;
  let run: Run | null = null;
  let runs = 0;
  let silence: NodeJS.Timeout | undefined;
  let watching: { everyMs: number; onSample: (sample: VitalsSample) => void } | null = null;
  let closed = false;

  const tests = createTestQuestions({
    now,
    post,
    start,
    isReady: () => ready,
  });

  function start(): void {
    if (child || closed) return;
    ready = false;
    try {
      const started = spawn();
      child = started;
      started.onMessage((raw) => {
        if (child !== started) return;
        const message = collectorMessageSchema.safeParse(raw);
        if (message.success) heard(message.data);
      });
      started.onExit(() => {
        if (child === started) lost('ended by itself');
      });
    } catch {
      child = null;
      lost('could not be started');
    }
  }

  function heard(message: CollectorMessage): void {
    switch (message.type) {
      case 'ready':
        ready = true;
        if (run) ask(run);
        if (watching) post({ type: 'vitals.start', everyMs: watching.everyMs });
        return tests.askAll();
      case 'vitals':
        return watching?.onSample(message.sample);
      case 'nettest.progress':
      case 'nettest.done':
        return tests.heard(message);
      case 'looking':
      case 'part':
      case 'done':
        if (message.id !== run?.id) return; // of a run that was given up
        listenOn();
        return heardOf(run, message);
    }
  }

  function heardOf(current: Run, message: Extract<CollectorMessage, { id: number }>): void {
    switch (message.type) {
      case 'looking':
        current.looking.add(message.area);
        return current.listener.onLooking(message.area);
      case 'part':
        if (current.remaining.delete(message.area)) current.listener.onPart(message.area, message.result);
        current.looking.delete(message.area);
        return current.remaining.size === 0 ? finish(ok(null)) : undefined;
      case 'done':
        giveUp(current, [...current.remaining], 'the check did not answer');
        return finish(ok(null));
    }
  }

  /** The process is gone or hangs: keep what it said, leave out what it broke on, ask a new one for the rest. */
  function lost(why: string): void {
    const gone = child;
    child = null;
    ready = false;
    gone?.kill();
    tests.lost(why);
    if (!run || closed) return restartForWatching();
    // What was under way alone is at fault; of several, the next process finds out which, one by one.
    if (run.looking.size === 1) giveUp(run, [...run.looking], `the check was stopped: it ${why}`);
    run.looking.clear();
    if (run.remaining.size === 0) return finish(ok(null));
    if (run.restartsLeft === 0) return fail(run, why);
    run.restartsLeft -= 1;
    listenOn();
    start();
  }

  function fail(current: Run, why: string): void {
    giveUp(current, [...current.remaining], `the check was stopped: it ${why}`);
    finish(err(failure(why)));
  }

  function giveUp(current: Run, areas: readonly AreaId[], reason: string): void {
    for (const area of areas) {
      if (!current.remaining.delete(area)) continue;
      current.listener.onPart(area, { status: 'failed', reason, ms: 0, at: now(), source: 'collector' });
    }
  }

  function finish(result: Result<null>): void {
    const current = run;
    run = null;
    clearTimeout(silence);
    current?.end(result);
  }

  function listenOn(): void {
    clearTimeout(silence);
    silence = setTimeout(() => lost(`said nothing for ${Math.round(silenceMs / 1000)} s`), silenceMs);
  }

  function ask(current: Run): void {
    post({
      type: 'collect',
      id: current.id,
      areas: [...current.remaining],
      appBuiltAt: current.appBuiltAt,
      oneByOne: current.restartsLeft < restarts,
      ...(options.network ? { network: options.network() } : {}),
    });
  }

  function post(request: CollectorRequest): void {
    if (child && ready) child.post(request);
  }

  // Live values are asked for again in a new process, but a process that keeps ending is not started for ever.
  function restartForWatching(): void {
    if (watching && !closed && restartsForWatching > 0) {
      restartsForWatching -= 1;
      start();
    }
  }
  let restartsForWatching = restarts;

  return {
    warm: start,
    collect(areas, appBuiltAt, listener) {
      if (run) finish(ok(null));
      if (closed) return Promise.resolve(err(failure('is closed')));
      return new Promise((resolve) => {
        runs += 1;
        run = {
          id: runs,
          listener,
          appBuiltAt,
          remaining: new Set(areas),
          looking: new Set(),
          restartsLeft: restarts,
          end: resolve,
        };
        if (run.remaining.size === 0) return finish(ok(null));
        listenOn();
        if (ready) ask(run);
        else start();
      });
    },
    watchVitals(everyMs, onSample) {
      const mine = { everyMs, onSample };
      watching = mine;
      restartsForWatching = restarts;
      if (ready) post({ type: 'vitals.start', everyMs });
      else start();
      return () => {
        if (watching !== mine) return;
        watching = null;
        post({ type: 'vitals.stop' });
      };
    },
    runTest: (question) => tests.run(question),
    close() {
      closed = true;
      tests.lost('is closed');
      watching = null;
      clearTimeout(silence);
      const gone = child;
      child = null;
      gone?.kill();
      if (run) finish(err(failure('is closed')));
    },
  };
}

function failure(why: string): AppError {
  return appError('COLLECTOR_FAILED', `the collector ${why}`);
}
