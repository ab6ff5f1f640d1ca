import {
  emptySnapshot,
  decodeSnapshotHead,
  mergePart,
  withHead,
  type Snapshot,
} from '../../src-shared/diagnostics/snapshot.ts';
import { canonicalDigest } from '../../src-shared/diagnostics/canonical-json.ts';
import { appError, type AppError } from '../../src-shared/errors.ts';
import { activeOf, judge } from '../../src-shared/findings/judge.ts';
import type { CapabilityView, HostMessage } from '../../src-shared/protocol/peer-messages.ts';
import { capabilities, LEASE_MS, type Capability } from '../../src-shared/session/capability.ts';
import type { PictureMode, PictureReason } from '../../src-shared/tiles/picture-mode.ts';
import type { Desk, DeskEnd } from '../stores/technician-store.ts';
import type { AnyMessage } from './any-message.ts';
import { withLine } from './chat-log.ts';
import { closedGrants, withGrants } from './desk-grants.ts';
import type { LinkPhase } from './link-phase.ts';

/** Facts of the desk change here and nowhere else; time comes in with each event (epoch ms of this machine). */
export type DeskEvent =
  | { readonly type: 'message'; readonly at: number; readonly message: AnyMessage }
  | { readonly type: 'phase'; readonly at: number; readonly phase: LinkPhase }
  | { readonly type: 'wait'; readonly at: number; readonly cooldownMs: number }
  /** How the picture travels from now on. */
  | { readonly type: 'way'; readonly at: number; readonly mode: PictureMode; readonly reason: PictureReason }
  | { readonly type: 'asked-diagnosis' }
  | { readonly type: 'vitals-paused'; readonly paused: boolean }
  | { readonly type: 'asked'; readonly capability: Capability }
  | { readonly type: 'ended'; readonly at: number; readonly how: DeskEnd; readonly error: AppError | null };

const VITALS_KEPT_MS = 15 * 60_000;
/** More than fit at the quickest rate; what the other side says of its clock is not believed alone. */
const MAX_VITALS = 1_000;
const MAX_LOG_LINES = 200;
/** Looks kept for comparing. */
const MAX_LOOKS = 8;

export function newDesk(now: number, id: string): Desk {
  const off = (capability: Capability): CapabilityView & { receivedAt: number } => ({
    state: 'off',
    leftMs: 0,
    leaseMs: LEASE_MS[capability],
    receivedAt: now,
  });
  return {
    id,
    startedAt: now,
    link: { state: 'connecting', since: now },
    waiting: true,
    cooldownUntil: null,
    paused: false,
    capabilities: { findings: off('findings'), screen: off('screen') },
    refused: [],
    grants: [],
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
    route: null,
    network: null,
    log: [{ at: now, what: 'paired', detail: '' }],
    ended: null,
  };
}

export function reduceDesk(desk: Desk, event: DeskEvent): Desk {
  if (desk.ended !== null) return desk;
  switch (event.type) {
    case 'message':
      return reduceMessage(desk, event.message, event.at);
    case 'phase':
      return reducePhase(desk, event.phase, event.at);
    case 'wait':
      return { ...desk, cooldownUntil: event.cooldownMs > 0 ? event.at + event.cooldownMs : null };
    case 'way':
      return takeWay(desk, event);
    case 'vitals-paused':
      return { ...desk, vitalsPaused: event.paused };
    case 'asked-diagnosis':
      return { ...desk, snapshotState: desk.snapshot === null ? 'asked' : 'arriving', snapshotError: null };
    case 'asked':
      return { ...desk, refused: desk.refused.filter((one) => one !== event.capability) };
    case 'ended':
      return logged(
        {
          ...desk,
          ...withoutPicture,
          grants: closedGrants(desk.grants, event.at),
          ended: { how: event.how, at: event.at, error: event.error },
        },
        event.at,
        'ended',
        event.how,
      );
  }
}

const withoutPicture = { picture: null, way: null, screenOn: false, screenWhat: null, stats: null };

function reduceMessage(desk: Desk, message: AnyMessage, at: number): Desk {
  switch (message.type) {
    case 'session.state':
      return takeState(desk, message, at);
    case 'session.refused':
      return {
        ...desk,
        refused: [...desk.refused.filter((one) => one !== message.capability), message.capability],
      };
    case 'diag.begin':
    case 'diag.part':
    case 'diag.done':
      return takeDiagnosis(desk, message, at);
    case 'diag.failed':
      return { ...desk, snapshotState: 'failed', snapshotError: message.error };
    case 'vitals.sample': {
      const recent = desk.vitals.filter((sample) => message.sample.at - sample.at < VITALS_KEPT_MS);
      return { ...desk, vitals: [...recent, message.sample].slice(-MAX_VITALS) };
    }
    case 'net.state':
      return { ...desk, network: message.round };
    case 'screen.state': {
      const off = { screenOn: false, screenWhat: null, way: null };
      const next = { ...desk, ...(message.on ? { screenOn: true, screenWhat: message.what ?? null } : off) };
      return message.on === desk.screenOn
        ? next
        : logged(next, at, message.on ? 'screen-on' : 'screen-off', '');
    }
    case 'chat.say': {
      const chat = withLine(desk.chat, { id: message.id, from: 'peer', text: message.text, at });
      return chat === desk.chat ? desk : { ...desk, chat, unread: desk.unread + 1 };
    }
    default:
      return desk; // signals, pings and goodbyes are the link's business; the codec lets in nothing of our own kind
  }
}

function takeState(desk: Desk, message: Extract<HostMessage, { type: 'session.state' }>, at: number): Desk {
  const { paused, waiting, cooldownMs, findings, screen } = message;
  const views = { findings: { ...findings, receivedAt: at }, screen: { ...screen, receivedAt: at } };
  const granted = capabilities.filter((one) => views[one].state !== 'off');
  const next: Desk = {
    ...desk,
    paused,
    waiting,
    cooldownUntil: cooldownMs > 0 ? at + cooldownMs : null,
    capabilities: views,
    grants: withGrants(desk.grants, views, at),
    refused: desk.refused.filter((one) => !granted.includes(one)),
    ...(screen.state === 'granted' ? {} : { screenOn: false }),
  };
  return paused === desk.paused ? next : logged(next, at, paused ? 'paused' : 'resumed', '');
}

type DiagnosisMessage = Extract<HostMessage, { type: 'diag.begin' | 'diag.part' | 'diag.done' }>;

function takeDiagnosis(desk: Desk, message: DiagnosisMessage, at: number): Desk {
  const merged = mergeDiagnosis(desk.snapshot, message, at);
  if ('code' in merged) return { ...desk, snapshotState: 'failed', snapshotError: merged };
  const active = desk.judgement === null ? undefined : activeOf(desk.judgement);
  const judgement = judge(merged, active === undefined ? { now: at } : { now: at, active });
  const done = message.type === 'diag.done';
  return {
    ...desk,
    snapshot: merged,
    judgement,
    looks: done ? withLook(desk.looks, merged) : desk.looks,
    snapshotState: done ? 'complete' : 'arriving',
    snapshotError: null,
  };
}

/** The same look may be sent twice, after a lost link. The first is what all later ones are compared with. */
function withLook(looks: readonly Snapshot[], look: Snapshot): readonly Snapshot[] {
  const again = looks.some(({ takenAt }) => takenAt === look.takenAt);
  if (again) return looks.map((one) => (one.takenAt === look.takenAt ? look : one));
  const [first = look, ...rest] = looks;
  return looks.length === 0 ? [look] : [first, ...[...rest, look].slice(1 - MAX_LOOKS)];
}

function mergeDiagnosis(before: Snapshot | null, message: DiagnosisMessage, at: number): Snapshot | AppError {
  const unknownHead = { takenAt: at, app: { version: '', runtime: '' }, platform: 'other' as const };
  const snapshot = before ?? emptySnapshot(unknownHead);
  if (message.type === 'diag.part') {
    const merged = mergePart(snapshot, message.area, message.result);
    return merged.ok ? merged.value : merged.error;
  }
  const head = decodeSnapshotHead(message.head);
  if (!head.ok) return head.error;
  if (message.type === 'diag.begin') return withHead({ ...snapshot, areas: {} }, head.value);
  const whole = withHead(snapshot, head.value);
  // What arrived is, byte for byte, what the person could preview (PM-8).
  return canonicalDigest(whole) === message.digest ? whole : appError('PEER_PROTOCOL', 'snapshot digest');
}

/** The host says it with every beginning: only a change is worth a line. */
function takeWay(desk: Desk, { at, mode, reason }: Extract<DeskEvent, { type: 'way' }>): Desk {
  if (desk.way?.mode === mode && desk.way.reason === reason) return desk;
  const next = { ...desk, way: { mode, reason } };
  return desk.way?.mode === mode ? next : logged(next, at, `picture-${mode}`, reason);
}

function reducePhase(desk: Desk, phase: LinkPhase, at: number): Desk {
  switch (phase.name) {
    case 'waiting':
      return { ...desk, link: { state: 'connecting', since: at } };
    case 'connecting':
      return logged(
        { ...desk, waiting: false, cooldownUntil: null, link: { state: 'connecting', since: phase.since } },
        at,
        'connecting',
        '',
      );
    case 'up':
      return logged(
        { ...desk, waiting: false, link: { state: 'up', since: phase.since } },
        at,
        'link-up',
        '',
      );
    case 'lost': {
      const { since, until, attempt, nextTryAt } = phase;
      const lost = {
        ...desk,
        stats: null,
        link: { state: 'lost' as const, since, until, attempt, nextTryAt },
      };
      return desk.link.state === 'lost' ? lost : logged(lost, at, 'link-lost', '');
    }
    case 'over':
      return desk; // the controller says how it ended
  }
}

function logged(desk: Desk, at: number, what: string, detail: string): Desk {
  return { ...desk, log: [...desk.log, { at, what, detail }].slice(-MAX_LOG_LINES) };
}
