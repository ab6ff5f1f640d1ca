import type {
  AppInfo,
  Bridge,
  BridgePort,
  Diagnosis,
  EventName,
  EventPayload,
  LinkReport,
  RequestInput,
  RequestName,
  RequestOutput,
  ScreenSource,
  Settings,
} from '../../src-shared/bridge/contract.ts';
import type { Clock } from '../../src-shared/clock.ts';
import type { AreaId } from '../../src-shared/diagnostics/area.ts';
import type { Snapshot } from '../../src-shared/diagnostics/snapshot.ts';
import type { VitalsSample } from '../../src-shared/diagnostics/vitals.ts';
import { appError } from '../../src-shared/errors.ts';
import type { Comparison } from '../../src-shared/findings/comparison.ts';
import { createListeners } from '../../src-shared/listeners.ts';
import { askedRound, isOpenRound, type NetRound } from '../../src-shared/network/net-tests.ts';
import { err, ok } from '../../src-shared/result.ts';
import type { HostSession } from '../../src-shared/session/host-session.ts';
import {
  defaultPolicy,
  idleSession,
  mayUse,
  reduceHostSession,
  type HostEvent,
  type SessionPolicy,
} from '../../src-shared/session/host-session-reducer.ts';
import type { Size } from '../../src-shared/tiles/geometry.ts';
import { createFakeCaptureProcess, type FakeCaptureProcess } from './fake-capture.ts';

/** A main process for tests: the real reducer behind it, a made-up machine in front of it. */
export interface FakeMain {
  readonly bridge: Bridge;
  readonly session: HostSession;
  readonly reports: readonly LinkReport[];
  readonly requested: readonly RequestName[];
  /** What the window has measured of its session. */
  readonly measured: readonly RequestInput<'network.measured'>[];
  /** One for each port the window got, oldest first. */
  readonly captures: readonly FakeCaptureProcess[];
  /** Hands out a port, as when a capture process was started again. */
  givePort(): FakeCaptureProcess;
  /** What the person or the clock does, past the bridge. */
  apply(event: WithoutTime<HostEvent>): void;
  /** Replaces the diagnosis and tells it. */
  setDiagnosis(diagnosis: Partial<Diagnosis>): void;
  addArea(area: AreaId, result: unknown): void;
  emit<N extends EventName>(name: N, payload: EventPayload<N>): void;
  close(): void;
}

type WithoutTime<T> = T extends unknown ? Omit<T, 'at'> : never;

export interface FakeMainOptions {
  readonly clock: Clock;
  readonly role: 'host' | 'technician';
  readonly server: string;
  readonly snapshot?: Snapshot;
  /** What main says has changed since before. */
  readonly comparison?: Comparison;
  readonly policy?: Partial<SessionPolicy>;
  readonly technicianName?: string;
  readonly relayOnly?: boolean;
  /** Size of the native capture; without it there is none, and the track is used. */
  readonly capture?: Size;
  /** Digits of the link that opened the window. */
  readonly prefill?: string;
}

const screenSource: ScreenSource = {
  key: 'source-1',
  kind: 'display',
  name: 'Screen 1',
  thumbnail: null,
  width: 1280,
  height: 720,
};

export function createFakeMain(options: FakeMainOptions): FakeMain {
  const { clock } = options;
  const told = createListeners<{ readonly name: EventName; readonly payload: unknown }>();
  const policy: SessionPolicy = { ...defaultPolicy, cooldownMs: 0, ...options.policy };
  const requested: RequestName[] = [];
  const measured: RequestInput<'network.measured'>[] = [];
  const captures: FakeCaptureProcess[] = [];
  const ports = createListeners<BridgePort>();
  const reports: LinkReport[] = [];
  let session = idleSession;
  let settings: Settings = {
    technicianName: options.technicianName ?? 'Kevin M.',
    textSize: 100,
    theme: 'system',
    fastPicture: 'auto',
  };
  let diagnosis: Diagnosis = {
    snapshot: options.snapshot ?? null,
    done: 0,
    total: 19,
    looking: [],
    running: false,
    error: null,
  };
  let stopVitals = () => {};
  let round: NetRound | null = null;
  const emit = <N extends EventName>(name: N, payload: EventPayload<N>) =>
    // Plain data, later, as through a real bridge.
    queueMicrotask(() =>
      told.tell({ name, payload: payload === undefined ? undefined : structuredClone(payload) }),
    );
  const apply = (event: WithoutTime<HostEvent>) => {
    const reduced = reduceHostSession(session, { ...event, at: clock.now() } as HostEvent, policy);
    if (reduced.refused !== null) return err(reduced.refused);
    if (reduced.session !== session) emit('session.changed', (session = reduced.session));
    return ok(null);
  };
  const setDiagnosis = (change: Partial<Diagnosis>) =>
    emit('diagnosis.changed', (diagnosis = { ...diagnosis, ...change }));
  const stopTicking = clock.every(1_000, () => void apply({ type: 'tick' }));
  const givePort = () => {
    const made = createFakeCaptureProcess();
    captures.push(made);
    queueMicrotask(() => ports.tell(made.port));
    return made;
  };
  const openCapture = () => {
    if (!allowed('screen')) return err(appError('CONSENT_MISSING', 'screen'));
    if (options.capture === undefined) return err(appError('CAPTURE_UNAVAILABLE', 'none in this test'));
    givePort();
    return ok(options.capture);
  };
  const allowed = (capability: 'findings' | 'screen') => mayUse(session, capability, clock.now());
  const answers: { readonly [N in RequestName]?: (input: RequestInput<N>) => unknown } = {
    'app.info': () => infoOf(options),
    'settings.get': () => settings,
    'settings.set': (change) => (settings = { ...settings, ...(change as Partial<Settings>) }),
    'diagnosis.start': () => setDiagnosis({}),
    'diagnosis.get': () => diagnosis,
    'diagnosis.preview': () => [],
    'diagnosis.withhold': () => [],
    'diagnosis.chooseLevel': () => [],
    'diagnosis.whatIs': () => null,
    'diagnosis.text': () => JSON.stringify(diagnosis.snapshot),
    'diagnosis.comparison': () => options.comparison ?? null,
    'settingsPage.list': () => [],
    'deviceTest.begin': () =>
      session.phase === 'idle' || session.phase === 'ended'
        ? ok(null)
        : err(appError('SESSION_STATE', 'a session is on')),
    'diagnosis.forTechnician': () =>
      allowed('findings') ? ok(diagnosis) : err(appError('CONSENT_MISSING', 'findings')),
    'report.save': () => ok({ path: null }),
    'receipt.save': () => ok({ path: null }),
    'vitals.watch': ({ everyMs }) => {
      if (!allowed('findings')) return err(appError('CONSENT_MISSING', 'findings'));
      stopVitals();
      stopVitals = clock.every(everyMs, () => emit('vitals.sample', sampleAt(clock.now())));
      return ok(null);
    },
    'vitals.stop': () => stopVitals(),
    'network.ask': ({ id, questions }) => {
      if (!allowed('findings')) return err(appError('CONSENT_MISSING', 'findings'));
      emit('network.changed', (round = askedRound(id, questions)));
      return ok(null);
    },
    'network.answer': ({ allow }) => {
      if (round === null) return err(appError('SESSION_STATE', 'nothing is asked'));
      emit('network.changed', (round = { ...round, state: allow ? 'running' : 'refused' }));
      return ok(null);
    },
    'network.stop': () => {
      if (round !== null) emit('network.changed', (round = { ...round, state: 'stopped' }));
    },
    'network.get': () => round,
    'network.measured': (part) => void measured.push(part),
    'session.get': () => session,
    'session.invite': () => apply({ type: 'invite' }),
    'session.report': (report) => {
      reports.push(report);
      void apply({ type: 'report', report });
    },
    'session.letIn': () => apply({ type: 'let-in' }),
    'session.grant': (grant) =>
      grant.capability === 'findings'
        ? apply({ type: 'grant', capability: 'findings' })
        : apply({ type: 'grant', capability: 'screen', what: 'Screen 1', scope: 'display' }),
    'session.takeBack': ({ capability }) => {
      void apply({ type: 'take-back', capability });
      if (round !== null && isOpenRound(round) && !allowed('findings'))
        emit('network.changed', (round = { ...round, state: 'stopped' }));
    },
    'session.renew': ({ capability }) => apply({ type: 'renew', capability }),
    'session.pause': () => void apply({ type: 'pause' }),
    'session.resume': () => void apply({ type: 'resume' }),
    'session.end': ({ reason }) => void apply({ type: 'end', reason }),
    'session.reset': () => void apply({ type: 'reset' }),
    'screens.list': () => ok([screenSource]),
    'capture.open': openCapture,
  };
  const request = async <N extends RequestName>(
    name: N,
    input: RequestInput<N>,
  ): Promise<RequestOutput<N>> => {
    requested.push(name);
    const answer: ((input: RequestInput<N>) => unknown) | undefined = answers[name];
    return structuredClone(answer?.(input)) as RequestOutput<N>;
  };
  return {
    bridge: {
      kind: 'fake',
      request,
      on: (name, listener) =>
        told.on((one) =>
          one.name === name ? listener(one.payload as EventPayload<typeof name>) : undefined,
        ),
      onCapturePort: ports.on,
    },
    get session() {
      return session;
    },
    reports,
    requested,
    measured,
    captures,
    givePort,
    apply,
    setDiagnosis,
    addArea(area, result) {
      const snapshot = diagnosis.snapshot as Snapshot;
      setDiagnosis({
        snapshot: { ...snapshot, areas: { ...snapshot.areas, [area]: result } },
        done: diagnosis.done + 1,
      });
    },
    emit,
    close() {
      stopTicking();
      stopVitals();
      told.clear();
      ports.clear();
    },
  };
}

function infoOf({ role, server, relayOnly, prefill }: FakeMainOptions): AppInfo {
  return {
    role,
    server,
    version: '0.1.0',
    runtime: 'test',
    testBuild: true,
    platform: 'linux',
    stopKey: null,
    relayOnly: relayOnly ?? false,
    trial: false,
    prefill: prefill ?? null,
  };
}

function sampleAt(at: number): VitalsSample {
  return {
    at,
    cpuPercent: 12,
    cores: [20, 4],
    load: 0.4,
    memoryUsed: 4e9,
    memoryTotal: 8e9,
    swapUsed: 0,
    swapTotal: 2e9,
    diskBusyPercent: 3,
    diskRead: 0,
    diskWrite: 40_000,
    networkUp: 1_000,
    networkDown: 2_000,
    temperatureC: 48,
    batteryPercent: null,
    onMains: null,
    programs: [{ name: 'firefox', count: 4, corePercent: 9, memory: 6e8 }],
  };
}
