import { areaIds, type AreaId } from '../../src-shared/diagnostics/area.ts';
import type { Snapshot } from '../../src-shared/diagnostics/snapshot.ts';
import { appError, type ErrorCode } from '../../src-shared/errors.ts';
import { judge } from '../../src-shared/findings/judge.ts';
import type { Desk, TechnicianState } from '../../src-renderer/stores/technician-store.ts';
import { fakeSnapshot } from './fake-machine.ts';
import { rounds, withConnectivity } from './network-states.ts';
import { fakeVitals } from './fake-vitals.ts';
import { fakeSurface } from './fake-surface.ts';

/** 22 November 2026, 10:59:29 by the clock of whoever looks. */
export const NOW = new Date(2026, 10, 22, 10, 59, 29).getTime();
/** Of every session here. */
export const SESSION_ID = 'AbCdEfGhIjKlMnOpQrStUv';
const MINUTE = 60_000;
type Part = Partial<TechnicianState>;

const firstAreas: readonly AreaId[] = ['system', 'os', 'uptime', 'time', 'cpu', 'load', 'memory'];

function snapshotState(
  areas: readonly AreaId[],
  state: Desk['snapshotState'],
  withheld: readonly string[] = [],
): Partial<Desk> {
  const snapshot = fakeSnapshot(NOW - 13 * MINUTE, areas, withheld);
  return { snapshot, snapshotState: state, judgement: judge(snapshot, { now: NOW }), looks: [snapshot] };
}

const granted = (left: number, what?: string) => ({
  state: 'granted' as const,
  leftMs: left,
  leaseMs: 60 * MINUTE,
  receivedAt: NOW,
  ...(what === undefined ? {} : { what, scope: 'display' as const }),
});
const off = { state: 'off' as const, leftMs: 0, leaseMs: 0, receivedAt: NOW };
const held = { state: 'held' as const, leftMs: 50 * MINUTE, leaseMs: 60 * MINUTE, receivedAt: NOW };

function desk(part: Partial<Desk>): Desk {
  return {
    id: SESSION_ID,
    startedAt: NOW - 14 * MINUTE,
    link: { state: 'up', since: NOW - 14 * MINUTE },
    waiting: false,
    cooldownUntil: null,
    paused: false,
    capabilities: { findings: off, screen: off },
    refused: [],
    grants: [],
    route: null,
    snapshot: null,
    snapshotState: 'none',
    snapshotError: null,
    judgement: null,
    looks: [],
    vitals: [],
    vitalsPaused: false,
    picture: null,
    way: null,
    screenOn: false,
    screenWhat: null,
    chat: [],
    unread: 0,
    stats: null,
    ended: null,
    network: null,
    log: [{ at: NOW - 14 * MINUTE, what: 'paired', detail: '' }],
    ...part,
  };
}

const stats: Desk['stats'] = {
  at: NOW,
  rttMs: 18,
  inputRttMs: 21,
  pictureDelayMs: null,
  framesPerSecond: 30,
  kilobitsPerSecond: 2100,
  packetsLostPercent: 0,
  codec: 'H264',
  width: 1920,
  height: 1080,
  route: 'direct',
  protocol: 'udp',
  jitterMs: 2.1,
  decodeMs: 3.4,
};
/** What only a track has. */
const byTiles = { packetsLostPercent: null, codec: null, jitterMs: null, decodeMs: null };
const chat: Desk['chat'] = [
  { id: '1', from: 'peer', text: 'Good morning. It will not print and it is slow.', at: NOW - 9 * MINUTE },
  { id: '2', from: 'note', text: 'The person lets you see Screen 1', at: NOW - 8 * MINUTE },
  {
    id: '3',
    from: 'me',
    text: 'Hello. I can see seven prints waiting behind the poster.',
    at: NOW - 7 * MINUTE,
  },
  { id: '4', from: 'peer', text: 'Yes! I pressed print a few times.', at: NOW - 6 * MINUTE },
  {
    id: '5',
    from: 'me',
    text: 'That happens to everyone. I will clear the list. Your files stay where they are.',
    at: NOW - 5 * MINUTE,
  },
];

/** The same computer with room on its disk. */
function emptied(snapshot: Snapshot): Snapshot {
  const { volumes } = snapshot.areas;
  if (volumes?.status !== 'ok') return snapshot;
  const data = {
    volumes: volumes.data.volumes.map((one) => ({ ...one, usedBytes: 90e9, availableBytes: 164e9 })),
  };
  return { ...snapshot, areas: { ...snapshot.areas, volumes: { ...volumes, data } } };
}

function lookedAgain(): Partial<Desk> {
  const before = fakeSnapshot(NOW - 13 * MINUTE, areaIds);
  const after = emptied(fakeSnapshot(NOW - MINUTE, areaIds));
  return { snapshot: after, judgement: judge(after, { now: NOW }), looks: [before, after] };
}

function networkTested(): Partial<Desk> {
  const snapshot = withConnectivity(fakeSnapshot(NOW - MINUTE, areaIds));
  return { snapshot, judgement: judge(snapshot, { now: NOW }), network: rounds.done };
}

/** Everything allowed and flowing. */
function live(part: Partial<Desk> = {}): Desk {
  return desk({
    capabilities: { findings: granted(53 * MINUTE), screen: granted(55 * MINUTE, 'Screen 1') },
    ...snapshotState(areaIds, 'complete'),
    vitals: fakeVitals(NOW),
    picture: fakeSurface(),
    screenOn: true,
    screenWhat: 'Screen 1',
    chat,
    stats,
    ...part,
  });
}

const log: Desk['log'] = [
  { at: NOW - 14 * MINUTE, what: 'paired', detail: '' },
  { at: NOW - 13 * MINUTE, what: 'connecting', detail: '' },
  { at: NOW - 13 * MINUTE + 300, what: 'link-up', detail: '' },
  { at: NOW - 12 * MINUTE, what: 'screen-on', detail: '' },
];
const lostLog: Desk['log'] = [...log, { at: NOW - 17_000, what: 'link-lost', detail: '' }];
const lost: Desk['link'] = {
  state: 'lost',
  since: NOW - 17_000,
  until: NOW + 283_000,
  attempt: 3,
  nextTryAt: NOW + 4000,
};
const ended = (how: NonNullable<Desk['ended']>['how'], code?: ErrorCode): Partial<Desk> => ({
  ended: { how, at: NOW, error: code === undefined ? null : appError(code, 'sequence 12, expected 11') },
  capabilities: { findings: off, screen: off },
  screenOn: false,
  picture: null,
});

const failed = (code: ErrorCode, retryIn: number | null = null): Part => ({
  join: {
    state: 'failed',
    error: appError(code, 'close code 1006'),
    retryAt: retryIn === null ? null : NOW + retryIn,
    attempt: 7,
  },
});
const recent: TechnicianState['recent'] = [
  {
    id: 'c',
    device: 'computer-3',
    startedAt: NOW - 40 * MINUTE,
    endedAt: NOW - 32 * MINUTE,
    findings: 3,
    ended: 'by-me',
  },
  {
    id: 'b',
    device: 'computer-2',
    startedAt: NOW - 95 * MINUTE,
    endedAt: NOW - 64 * MINUTE,
    findings: 6,
    ended: 'by-person',
  },
  {
    id: 'a',
    device: '',
    startedAt: NOW - 120 * MINUTE,
    endedAt: NOW - 119 * MINUTE,
    findings: null,
    ended: 'refused',
  },
];

/** Every state that a technician can meet, by name. */
export const states: Readonly<Record<string, () => Part>> = {
  join: () => ({}),
  'join-recent': () => ({ recent }),
  'join-no-name': () => ({
    settings: { technicianName: '', textSize: 100, theme: 'system', fastPicture: 'auto' },
  }),
  'join-link': () => ({ prefill: '482177305926' }),
  'join-test-build': () => ({
    info: {
      role: 'technician',
      version: '0.1.0',
      runtime: 'Electron 25.1.1',
      testBuild: true,
      platform: 'linux',
      server: 'ws://127.0.0.1:7480',
      stopKey: null,
      relayOnly: false,
      trial: false,
      prefill: null,
    },
  }),
  'join-working': () => ({ prefill: '482177305926', join: { state: 'working', step: 'proof', since: NOW } }),
  'join-mistyped': () => ({ prefill: '482177305962', ...failed('CODE_MISTYPED') }),
  'join-wrong': () => ({ prefill: '482177305962', recent, ...failed('CODE_WRONG') }),
  'join-busy': () => ({ prefill: '482177305926', ...failed('SERVER_BUSY', 12_000) }),
  'join-used': () => ({ prefill: '482177305926', ...failed('ROOM_USED') }),
  'join-version': () => ({ prefill: '482177305926', ...failed('PEER_VERSION') }),
  'join-tampered': () => ({ prefill: '482177305926', ...failed('PAIRING_TAMPERED') }),
  'join-bug': () => ({ prefill: '482177305926', ...failed('SESSION_STATE') }),
  'join-unreachable': () => ({ prefill: '482177305926', recent, ...failed('SERVER_UNREACHABLE', 12_000) }),
  'desk-connecting': () => ({ desk: desk({ link: { state: 'connecting', since: NOW } }) }),
  'desk-waiting': () => ({
    desk: desk({ link: { state: 'connecting', since: NOW }, waiting: true, cooldownUntil: NOW + 21_000 }),
  }),
  'desk-nothing-allowed': () => ({ desk: desk({ stats }) }),
  'desk-refused': () => ({ desk: desk({ stats, refused: ['findings', 'screen'] }) }),
  'desk-asked': () => ({
    desk: desk({
      stats,
      capabilities: { findings: granted(60 * MINUTE), screen: off },
      snapshotState: 'asked',
    }),
  }),
  'desk-arriving': () => ({
    desk: desk({
      stats,
      capabilities: { findings: granted(60 * MINUTE), screen: off },
      vitals: fakeVitals(NOW, 3),
      ...snapshotState(firstAreas, 'arriving'),
    }),
  }),
  'desk-failed': () => ({
    desk: desk({
      stats,
      capabilities: { findings: granted(60 * MINUTE), screen: off },
      ...snapshotState(firstAreas, 'failed'),
      snapshotError: appError('COLLECTOR_FAILED', 'the collector did not answer in 10 s'),
    }),
  }),
  'desk-findings-only': () => ({
    desk: live({
      capabilities: { findings: granted(53 * MINUTE), screen: off },
      picture: null,
      screenOn: false,
      screenWhat: null,
    }),
  }),
  'desk-coming': () => ({ desk: live({ picture: null, screenOn: false }) }),
  desk: () => ({ desk: live() }),
  'desk-checks': () => ({ desk: live() }),
  'desk-again': () => ({ desk: live(lookedAgain()) }),
  'desk-again-compared': () => ({ desk: live(lookedAgain()) }),
  'desk-network': () => ({ desk: live(networkTested()) }),
  'desk-network-asked': () => ({ desk: live({ network: rounds.asked }) }),
  'desk-network-running': () => ({ desk: live({ ...networkTested(), network: rounds.running }) }),
  'desk-vitals': () => ({ desk: live({ vitals: fakeVitals(NOW, 15 * 60) }) }),
  'desk-vitals-paused': () => ({ desk: live({ vitalsPaused: true }) }),
  'desk-last-minute': () => ({
    desk: live({
      capabilities: { findings: granted(41_000), screen: granted(5 * MINUTE + 7000, 'Screen 1') },
      unread: 2,
    }),
  }),
  'desk-withheld': () => ({
    desk: live(
      snapshotState(areaIds, 'complete', [
        'network.interfaces.*.mac',
        'os.hostName',
        'wifi.connections.*.ssid',
      ]),
    ),
  }),
  'desk-no-findings': () => ({
    desk: live({
      ...snapshotState(['system', 'cpu', 'displays', 'audio', 'route'], 'complete'),
    }),
  }),
  'desk-exact-picture': () => ({
    desk: live({
      way: { mode: 'exact', reason: 'still-or-text' },
      stats: { ...stats, ...byTiles, pictureDelayMs: 6.8, framesPerSecond: 58, kilobitsPerSecond: 640 },
    }),
  }),
  'desk-mixed-picture': () => ({
    desk: live({
      way: { mode: 'mixed', reason: 'moving-area' },
      stats: { ...stats, ...byTiles, pictureDelayMs: 14, framesPerSecond: 41, kilobitsPerSecond: 5_300 },
    }),
  }),
  'desk-poor-link': () => ({
    desk: live({
      way: { mode: 'video', reason: 'thin-link' },
      stats: {
        ...stats,
        rttMs: 420,
        framesPerSecond: 9,
        packetsLostPercent: 6.2,
        route: 'relayed',
        protocol: 'tcp',
      },
    }),
  }),
  'desk-portrait': () => ({ desk: live({ picture: fakeSurface({ width: 1080, height: 1920 }) }) }),
  'desk-paused': () => ({ desk: live({ paused: true, capabilities: { findings: held, screen: held } }) }),
  'desk-taken-back': () => ({
    desk: live({
      capabilities: { findings: granted(50 * MINUTE), screen: granted(50 * MINUTE, 'Screen 1') },
    }),
  }),
  'desk-lost': () => ({
    desk: live({
      link: lost,
      log: lostLog,
      stats: null,
      capabilities: { findings: held, screen: held },
      vitals: fakeVitals(NOW - 17_000),
      chat: [
        ...chat,
        { id: '6', from: 'peer', text: 'Is it my internet? It comes and goes.', at: NOW - MINUTE },
        { id: '7', from: 'me', text: 'I will be back in a moment.', at: NOW, waiting: true },
      ],
    }),
  }),
  'join-notes': () => ({ recent }),
  'desk-note': () => ({ desk: live(ended('by-me')) }),
  'join-notes-open': () => ({ recent }),
  'desk-note-preview': () => ({ desk: live(ended('by-me')) }),
  'desk-note-alone': () => ({ desk: live(ended('by-person')) }),
  'desk-note-filing': () => ({ desk: live(ended('by-me')) }),
  'desk-note-filed': () => ({ desk: live(ended('by-me')) }),
  'desk-note-failed': () => ({ desk: live(ended('by-me')) }),
  'desk-ended-by-me': () => ({ desk: live(ended('by-me')) }),
  'desk-ended-by-person': () => ({ desk: live(ended('by-person')) }),
  'desk-ended-refused': () => ({ desk: desk(ended('refused')) }),
  'desk-ended-link-lost': () => ({ desk: live(ended('link-lost')) }),
  'desk-ended-failed': () => ({ desk: live(ended('failed', 'PAIRING_TAMPERED')) }),
};
