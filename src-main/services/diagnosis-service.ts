import type { Diagnosis, PreviewRow } from '../../src-shared/bridge/contract.ts';
import { areaIds, type AreaId } from '../../src-shared/diagnostics/area.ts';
import { canonicalDigest } from '../../src-shared/diagnostics/canonical-json.ts';
import { emptyConnectivity } from '../../src-shared/diagnostics/connectivity-areas.ts';
import type { ProbeResult } from '../../src-shared/diagnostics/probe-result.ts';
import {
  emptySnapshot,
  mergePart,
  type Platform,
  type Snapshot,
} from '../../src-shared/diagnostics/snapshot.ts';
import type { VitalsSample } from '../../src-shared/diagnostics/vitals.ts';
import {
  chooseFields,
  chooseLevel,
  firstChoice,
  withheldBy,
  type PrivacyLevel,
} from '../../src-shared/diagnostics/privacy-level.ts';
import type { Comparison } from '../../src-shared/findings/comparison.ts';
import type { AppError } from '../../src-shared/errors.ts';
import { cut } from '../../src-shared/redaction/hide-value.ts';
import type { Identity } from '../../src-shared/redaction/learnt-secrets.ts';
import { keepOlderTests, mergeTest } from '../../src-shared/network/merge-test.ts';
import type { NetworkSetup } from '../../src-shared/network/network-targets.ts';
import type { NetworkTestId } from '../../src-shared/network/network-test-id.ts';
import { redactSnapshot, type RedactedSnapshot } from '../../src-shared/redaction/redact-snapshot.ts';
import type { Redacted } from '../../src-shared/redaction/redacted.ts';
import { createVitalsRedactor } from '../../src-shared/redaction/redact-vitals.ts';
import { readIdentity } from '../platform/identity.ts';
import { currentPlatform } from '../platform/platform.ts';
import { addAppFacts, type AppFacts } from './app-facts.ts';
import { createBeforeAfter } from './before-after.ts';
import { createCollectorClient, type SpawnCollector } from './collector-client.ts';
import { mergeAnswer } from './merge-answer.ts';
import type { RunningTest, TestQuestion } from './test-questions.ts';

/**
 * Holds the one raw snapshot of this machine. Everything it hands out is redacted; what the preview shows, what the
 * text shows and what is sent are one object.
 */
export interface DiagnosisService {
  /** Starts the collector ahead of need. */
  warm(): void;
  /** Looks at the machine; without `fresh` only if nobody has looked yet. */
  start(fresh: boolean): void;
  /** As far as it has come. */
  current(): Diagnosis;
  /** At most every 50 ms while it runs, and at once when it is done. Returns its unsubscribe. */
  onChanged(listener: (diagnosis: Diagnosis) => void): () => void;
  preview(): readonly PreviewRow[];
  /** Leaves fields out, or takes them in again; unknown paths change nothing. */
  withhold(fields: readonly string[], withheld: boolean): readonly PreviewRow[];
  /** Sets every switch at once. */
  chooseLevel(level: PrivacyLevel): readonly PreviewRow[];
  /** The value behind a made-up name of this session, for the person only; null when it stands for nothing here. */
  whatIs(name: string): string | null;
  /** The exact text that would be sent. */
  text(): string;
  redacted(): Redacted<Snapshot>;
  /** How many rows of the preview are not sent as they stand here. */
  hidden(): number;
  /** SHA-256 of the canonical JSON of what would be sent. */
  digest(): string;
  /** What changed since "before", redacted on both sides; null while it runs or nothing is there to compare. */
  comparison(): Comparison | null;
  /** From here on "before" is the newest look. */
  markBefore(): void;
  /** A new session: new names for everything hidden, so that nothing links the two. 32 random bytes. */
  rekey(key: Uint8Array): void;
  /** The app has learnt more of an area that may have answered before. */
  renew(area: AreaId): void;
  /** Live samples until the answer is called. */
  watchVitals(everyMs: number, onSample: (sample: VitalsSample) => void): () => void;
  /** Samples that were kept, without what has been left out since. */
  hideVitals(samples: readonly VitalsSample[]): readonly VitalsSample[];
  /** Runs one test of the network; its result joins the snapshot before `done`. */
  runTest(question: TestQuestion): RunningTest;
  /** What the session measured of itself. */
  takeTest(test: NetworkTestId, result: ProbeResult<unknown>): void;
  close(): void;
}

export interface DiagnosisPorts {
  readonly spawn: SpawnCollector;
  readonly now: () => number;
  /** 32 random bytes for the first session; `rekey` for each further one. */
  readonly key: Uint8Array;
  readonly app: { readonly version: string; readonly runtime: string };
  /** What the app can add to what the collector sees. */
  readonly facts?: AppFacts;
  /** Epoch ms of the build; null lets the collector take the age of its own file. */
  readonly appBuiltAt?: number | null;
  readonly identity?: Identity;
  readonly platform?: Platform;
  readonly areas?: readonly AreaId[];
  readonly silenceMs?: number;
  /** Whom the quick network tests may ask; nobody when it is left out. */
  readonly network?: () => NetworkSetup;
}

const QUIET_MS = 50;
/** Telling costs a redaction of everything; so many times as long as it took, nothing is told. */
const REST = 4;

export function createDiagnosisService(ports: DiagnosisPorts): DiagnosisService {
  const { now, facts = {}, areas = areaIds, platform = currentPlatform() } = ports;
  const identity = ports.identity ?? readIdentity();
  const client = createCollectorClient({
    spawn: ports.spawn,
    now,
    ...(ports.silenceMs ? { silenceMs: ports.silenceMs } : {}),
    ...(ports.network ? { network: ports.network } : {}),
  });
  const listeners = new Set<(diagnosis: Diagnosis) => void>();
  let choice = firstChoice;
  const looking = new Set<AreaId>();
  const beforeAfter = createBeforeAfter();
  let raw = emptySnapshot({ takenAt: now(), app: ports.app, platform });
  let key = ports.key;
  let answered = new Set<AreaId>();
  let running = false;
  let error: AppError | null = null;
  let cached: RedactedSnapshot | null = null;
  let hideInVitals: ReturnType<typeof createVitalsRedactor> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let toldInMs = 0;

  const hide = (snapshot: Snapshot) =>
    redactSnapshot(snapshot, { key, identity, withheld: withheldBy(choice) });
  const sendable = () => (cached ??= hide(raw));
  const vitalsHider = () =>
    (hideInVitals ??= createVitalsRedactor(raw, { key, identity, withheld: withheldBy(choice) }));

  function current(): Diagnosis {
    return {
      snapshot: sendable().snapshot,
      done: answered.size,
      total: Math.max(1, areas.length),
      looking: [...looking],
      running,
      error,
    };
  }

  function changed(): void {
    cached = null;
    hideInVitals = null;
    tellSoon();
  }

  function tellSoon(): void {
    timer ??= setTimeout(tell, Math.max(QUIET_MS, REST * toldInMs));
  }

  function tell(): void {
    clearTimeout(timer);
    timer = undefined;
    const began = performance.now();
    const diagnosis = current();
    for (const listener of listeners) listener(diagnosis);
    toldInMs = performance.now() - began;
  }

  function merge(area: AreaId, result: unknown): void {
    const merged = withOlderTests(raw, area, mergeAnswer(raw, area, result, now()));
    looking.delete(area);
    answered.add(area);
    raw = { ...addAppFacts(merged, area, facts, now()), tookMs: Math.max(0, now() - raw.takenAt) };
    changed();
  }

  function takeTest(test: NetworkTestId, result: ProbeResult<unknown>): void {
    const before = raw.areas.connectivity;
    const data = mergeTest(before?.status === 'ok' ? before.data : emptyConnectivity, test, result);
    const area = { status: 'ok', data, ms: before?.ms ?? result.ms, at: now(), source: 'network tests' };
    const merged = mergePart(raw, 'connectivity', area);
    if (merged.ok) raw = merged.value;
    changed();
  }

  async function run(): Promise<void> {
    // Facts of the last look stay until each is looked at again, so a screen that shows them does not empty itself.
    raw = { ...raw, takenAt: now(), tookMs: 0 };
    answered = new Set();
    running = true;
    error = null;
    changed();
    const result = await client.collect(areas, ports.appBuiltAt ?? null, {
      onLooking: (area) => {
        looking.add(area);
        tellSoon();
      },
      onPart: merge,
    });
    running = false;
    looking.clear();
    error = result.ok ? null : result.error;
    if (result.ok) beforeAfter.looked(raw);
    cached = null;
    tell();
  }

  return {
    warm() {
      client.warm();
      // The first time costs several times the second; better now than when the first answers come.
      setImmediate(sendable);
    },
    start(fresh) {
      if (!running && (fresh || answered.size === 0)) void run();
    },
    current,
    onChanged(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    preview: () => sendable().rows,
    withhold(fields, leaveOut) {
      choice = chooseFields(choice, fields, leaveOut);
      changed();
      return sendable().rows;
    },
    chooseLevel(level) {
      choice = chooseLevel(level);
      changed();
      return sendable().rows;
    },
    whatIs: (name) => cut(sendable().names.get(name.trim()) ?? '', 400) || null,
    text: () => JSON.stringify(sendable().snapshot, null, 2),
    redacted: () => sendable().snapshot,
    hidden: () => sendable().hidden,
    digest: () => canonicalDigest(sendable().snapshot),
    comparison: () => (running ? null : beforeAfter.comparison((one) => hide(one).snapshot)),
    markBefore: () => beforeAfter.mark(),
    rekey(next) {
      key = next;
      changed();
    },
    watchVitals: (everyMs, onSample) =>
      client.watchVitals(everyMs, (sample) => onSample(vitalsHider()(sample))),
    hideVitals: (samples) => samples.map(vitalsHider()),
    renew(area) {
      if (!raw.areas[area]) return;
      raw = addAppFacts(raw, area, facts, now());
      changed();
    },
    runTest(question) {
      const { done, stop } = client.runTest(question);
      return {
        stop,
        done: done.then((result) => {
          takeTest(question.test, result);
          return result;
        }),
      };
    },
    takeTest,
    close() {
      clearTimeout(timer);
      listeners.clear();
      client.close();
    },
  };
}

/** A new look does not forget what somebody had tested in between. */
function withOlderTests(before: Snapshot, area: AreaId, merged: Snapshot): Snapshot {
  const old = before.areas.connectivity;
  const next = merged.areas.connectivity;
  if (area !== 'connectivity' || old?.status !== 'ok' || next?.status !== 'ok') return merged;
  const connectivity = { ...next, data: keepOlderTests(old.data, next.data) };
  return { ...merged, areas: { ...merged.areas, connectivity } };
}
