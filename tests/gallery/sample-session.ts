import { appError } from '../../src-shared/errors.ts';
import { compareSnapshots } from '../../src-shared/findings/comparison.ts';
import { judge } from '../../src-shared/findings/judge.ts';
import type { CapabilityState } from '../../src-shared/session/capability.ts';
import type { HostSession, SessionEvent } from '../../src-shared/session/host-session.ts';
import { idleSession } from '../../src-shared/session/host-session-reducer.ts';
import type { HostDiagnosis } from '../../src-renderer/stores/host-store.ts';
import {
  cable,
  DAY_S,
  GIB,
  machine,
  NOW as TAKEN_AT,
  printer,
  volume,
  type AreasPatch,
} from '../shared/findings/machine.ts';

/** The gallery's clock stands still here. */
export const NOW = TAKEN_AT + 7 * 60_000;
const minute = 60_000;

const trouble = machine({
  volumes: { volumes: [{ ...volume, usedBytes: 223 * GIB, availableBytes: 14 * GIB }] },
  printers: { printers: [{ ...printer, jobs: 7, oldestJobSeconds: 52 * 60 }] },
  uptime: { seconds: 38 * DAY_S },
});
const wirelessOnly = machine({ network: { interfaces: [{ ...cable, name: 'wlan0', kind: 'wifi' }] } });
const offline = machine({
  network: { interfaces: [{ ...cable, up: false, isDefault: false, addresses: [] }] },
  route: { hasDefault: false },
});

function diagnosis(snapshot: typeof trouble, rest: Partial<HostDiagnosis> = {}): HostDiagnosis {
  return {
    snapshot,
    judgement: judge(snapshot, { now: TAKEN_AT }),
    done: 19,
    total: 19,
    looking: [],
    running: false,
    error: null,
    ...rest,
  };
}

const failure = {
  status: 'unavailable',
  reason: 'no answer in 3 s',
  ms: 3000,
  at: TAKEN_AT,
  source: 'test',
} as const;
const bad = machine({
  volumes: { volumes: [{ ...volume, usedBytes: 236 * GIB, availableBytes: 1 * GIB }] },
  printers: { serviceRunning: false },
  uptime: { seconds: 38 * DAY_S },
  memory: { availableBytes: GIB / 4, usedBytes: 7.7 * GIB, totalBytes: 8 * GIB },
  audio: { devices: [] },
  os: { restartRequired: true },
});

export const diagnoses = {
  empty: { snapshot: null, judgement: null, done: 0, total: 19, looking: [], running: true, error: null },
  running: diagnosis(trouble, { done: 12, looking: ['wifi', 'route'], running: true }),
  done: diagnosis(trouble),
  /** Looked again after the session. */
  later: diagnosis({ ...trouble, takenAt: NOW + 1000 }),
  many: diagnosis(bad),
  fine: diagnosis({ ...machine(), areas: { ...machine().areas, printers: failure, disks: failure } }),
  failed: diagnosis(machine(), {
    snapshot: null,
    judgement: null,
    error: appError('COLLECTOR_FAILED', 'exit 1'),
  }),
  wifi: diagnosis(wirelessOnly),
  offline: diagnosis(offline),
} satisfies Record<string, HostDiagnosis>;

const osOf = (os: NonNullable<AreasPatch['os']>) =>
  diagnosis(
    machine({
      os,
      volumes: { volumes: [{ ...volume, usedBytes: 223 * GIB, availableBytes: 14 * GIB }] },
      printers: { printers: [{ ...printer, jobs: 7, oldestJobSeconds: 52 * 60 }] },
      uptime: { seconds: 38 * DAY_S },
    }),
  );
/** The same troubles on each system whose settings are drawn. */
export const onSystem = {
  win32: osOf({
    name: 'Windows 11 Pro',
    id: 'windows',
    version: '10.0.26200',
    build: '25H2',
    codename: null,
  }),
  darwin: osOf({ name: 'macOS', id: 'macos', version: '26.1', codename: null }),
  linux: osOf({ desktop: 'ubuntu:GNOME' }),
};

/** The disk was emptied and the prints are through; a proxy is new. */
export const comparison = compareSnapshots(
  { ...trouble, takenAt: TAKEN_AT - 22 * minute },
  machine({ uptime: { seconds: 38 * DAY_S }, network: { proxySet: true } }),
);

export const kevin = { name: 'Kevin M.', trust: 'not-verified', client: 'app', version: '0.1.0' } as const;
export const daniel = { ...kevin, name: 'Daniel', client: 'web' } as const;

const started: readonly SessionEvent[] = [
  { at: NOW - 8 * minute, what: 'code-shown' },
  { at: NOW - 7 * minute, what: 'technician-joined', detail: kevin.name },
];
const allowed: readonly SessionEvent[] = [
  { at: NOW - 6.4 * minute, what: 'granted', capability: 'findings' },
  { at: NOW - 6.4 * minute, what: 'snapshot-sent', capability: 'findings', detail: '0123456789abcdef' },
];
const shown: SessionEvent = {
  at: NOW - 5 * minute,
  what: 'granted',
  capability: 'screen',
  detail: 'Screen 1',
};

export const granted = (leftMs: number, rest: Partial<CapabilityState> = {}): CapabilityState =>
  ({
    state: 'granted',
    grantedAt: NOW + leftMs - 60 * minute,
    until: NOW + leftMs,
    leaseMs: 60 * minute,
    ...rest,
  }) as CapabilityState;
const held = (leftMs: number, rest: Partial<CapabilityState> = {}): CapabilityState =>
  ({ state: 'held', grantedAt: NOW, leftMs, leaseMs: 60 * minute, ...rest }) as CapabilityState;

const consent: HostSession = {
  ...idleSession,
  phase: 'consent',
  pairedAt: NOW - 7 * minute,
  technician: kevin,
  cooldownUntil: NOW + 21_000,
  events: [...started],
};
const live: HostSession = {
  ...consent,
  phase: 'live',
  letIn: true,
  cooldownUntil: null,
  link: 'up',
  capabilities: {
    findings: granted(53 * minute),
    screen: granted(55 * minute, { what: 'Screen 1', scope: 'display' }),
  },
  events: [...started, ...allowed, shown],
};

export const sessions = {
  idle: idleSession,
  invite: { ...idleSession, phase: 'invite' },
  pairing: { ...idleSession, phase: 'pairing' },
  card: consent,
  cardWeb: { ...consent, technician: daniel, cooldownUntil: NOW - 1000 },
  consent: { ...consent, letIn: true },
  consentFindings: {
    ...live,
    capabilities: { ...live.capabilities, screen: { state: 'off' } },
    events: [...started, ...allowed],
  },
  live,
  window: {
    ...live,
    capabilities: {
      findings: granted(48_000),
      screen: granted(6 * minute + 41_000, { what: 'Office printer', scope: 'window' }),
    },
  },
  off: { ...live, capabilities: { findings: { state: 'off' }, screen: { state: 'off' } } },
  connecting: { ...live, link: 'connecting' },
  paused: {
    ...live,
    paused: true,
    capabilities: {
      findings: held(53 * minute),
      screen: held(55 * minute, { what: 'Screen 1', scope: 'display' }),
    },
  },
  lost: {
    ...live,
    link: 'lost',
    linkLostAt: NOW - 8000,
    capabilities: {
      findings: held(53 * minute),
      screen: held(55 * minute, { what: 'Screen 1', scope: 'display' }),
    },
  },
  ended: ended('stopped-by-person'),
  left: ended('left-by-technician'),
  refused: { ...ended('refused'), events: [...started, { at: NOW, what: 'ended' }] },
  broken: { ...ended('failed'), error: appError('PEER_PROTOCOL', 'rule PR-7: sequence 12 after 14') },
} satisfies Record<string, HostSession>;

function ended(endReason: HostSession['endReason']): HostSession {
  return {
    ...live,
    phase: 'ended',
    endedAt: NOW,
    endReason,
    link: 'none',
    capabilities: idleSession.capabilities,
    events: [
      ...live.events,
      { at: NOW - 3 * minute, what: 'paused' },
      { at: NOW - 2.4 * minute, what: 'resumed' },
      { at: NOW - minute, what: 'taken-back', capability: 'screen' },
      { at: NOW - minute, what: 'granted', capability: 'screen', detail: 'Office printer' },
      { at: NOW, what: 'ended', detail: endReason ?? '' },
    ],
  };
}
