import { createStore } from 'zustand/vanilla';
import type { AppInfo, Settings } from '../../src-shared/bridge/contract.ts';
import type { Snapshot } from '../../src-shared/diagnostics/snapshot.ts';
import type { VitalsSample } from '../../src-shared/diagnostics/vitals.ts';
import type { AppError } from '../../src-shared/errors.ts';
import type { Judgement } from '../../src-shared/findings/finding.ts';
import type { NetQuestion, NetRound } from '../../src-shared/network/net-tests.ts';
import type { CapabilityView } from '../../src-shared/protocol/peer-messages.ts';
import type { Capability } from '../../src-shared/session/capability.ts';
import type { PictureMode, PictureReason } from '../../src-shared/tiles/picture-mode.ts';
import type { ChatLine } from './chat.ts';
import type { PictureSurface } from './picture.ts';

/** Facts of the technician's window (app or browser). Only session/ writes it. */
export interface TechnicianState {
  readonly info: AppInfo | null;
  readonly settings: Settings;
  readonly join: Join;
  /** The desk; null on the join screen. */
  readonly desk: Desk | null;
  readonly now: number;
  /** Digits to pre-fill from a link; never joins by itself. */
  readonly prefill: string | null;
  /** Sessions of this window, newest first; in memory only. */
  readonly recent: readonly RecentSession[];
}

export interface RecentSession {
  readonly id: string;
  readonly device: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly findings: number | null;
  readonly ended: DeskEnd;
}

/** Steps in words while a code is tried: reaching the server, finding the room, proving the code, waiting. */
export type Join =
  | { readonly state: 'idle' }
  | { readonly state: 'working'; readonly step: 'server' | 'room' | 'proof'; readonly since: number }
  | {
      readonly state: 'failed';
      readonly error: AppError;
      readonly retryAt: number | null;
      readonly attempt: number;
    };

export type DeskEnd = 'by-me' | 'by-person' | 'refused' | 'link-lost' | 'failed';

/** One stretch in which the person allowed something; `to` is null while it lasts. Epoch ms here. */
export interface DeskGrant {
  readonly capability: Capability;
  readonly what: string | null;
  readonly from: number;
  readonly to: number | null;
}

export interface Desk {
  /** Of this session: 128 random bits as base64url. */
  readonly id: string;
  readonly startedAt: number;
  readonly link: DeskLink;
  /** The person has not passed "we do not know who this is" yet. */
  readonly waiting: boolean;
  /** Epoch ms here, when the person's cool-down is over. */
  readonly cooldownUntil: number | null;
  readonly paused: boolean;
  /** `receivedAt` anchors leftMs: what is left now = leftMs - (now - receivedAt) while granted. */
  readonly capabilities: Readonly<Record<Capability, CapabilityView & { readonly receivedAt: number }>>;
  readonly refused: readonly Capability[];
  /** What was allowed so far, in order. */
  readonly grants: readonly DeskGrant[];
  readonly snapshot: Snapshot | null;
  readonly snapshotState: 'none' | 'asked' | 'arriving' | 'complete' | 'failed';
  readonly snapshotError: AppError | null;
  readonly judgement: Judgement | null;
  /** Whole looks of this session, oldest first; the first one stays. */
  readonly looks: readonly Snapshot[];
  /** Newest last; at most 15 minutes. */
  readonly vitals: readonly VitalsSample[];
  /** The technician has stopped them: nothing is measured at the person's until they go on. */
  readonly vitalsPaused: boolean;
  readonly picture: PictureSurface | null;
  /** How the picture travels, by the host's word; null without one, as with a host that knows the track only. */
  readonly way: { readonly mode: PictureMode; readonly reason: PictureReason } | null;
  readonly screenOn: boolean;
  readonly screenWhat: string | null;
  readonly chat: readonly ChatLine[];
  readonly unread: number;
  readonly stats: LinkStats | null;
  /** The last route that was known; stays after the end. */
  readonly route: LinkStats['route'];
  /** The newest round of network tests. */
  readonly network: NetRound | null;
  readonly log: readonly LinkLogLine[];
  readonly ended: { readonly how: DeskEnd; readonly at: number; readonly error: AppError | null } | null;
}

export type DeskLink =
  | { readonly state: 'connecting'; readonly since: number } // waiting for consent or for ICE
  | { readonly state: 'up'; readonly since: number }
  /** Lost at `since`; consent is kept until `until` (epoch ms); `attempt` counts the tries. */
  | {
      readonly state: 'lost';
      readonly since: number;
      readonly until: number;
      readonly attempt: number;
      readonly nextTryAt: number | null;
    };

export interface LinkLogLine {
  readonly at: number;
  readonly what: string;
  readonly detail: string;
}

/** Connection statistics, once a second; null where the browser does not say. */
export interface LinkStats {
  readonly at: number;
  readonly rttMs: number | null;
  /** Round trip of a message on the input channel, which is what a click would feel. */
  readonly inputRttMs: number | null;
  /** From a change on the host's screen to its picture here, by the host's own clock; tiles only. */
  readonly pictureDelayMs: number | null;
  readonly framesPerSecond: number | null;
  readonly kilobitsPerSecond: number | null;
  readonly packetsLostPercent: number | null;
  readonly codec: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly route: 'direct' | 'relayed' | null;
  readonly protocol: 'udp' | 'tcp' | null;
  readonly jitterMs: number | null;
  readonly decodeMs: number | null;
}

export interface TechnicianActions {
  /** Any spacing; checks the check digit before anything leaves the machine. */
  join(code: string): void;
  cancelJoin(): void;
  tryNow(): void;
  /** Ends the session for both sides. */
  end(): void;
  /** From an ended desk back to the join screen. */
  closeDesk(): void;
  say(text: string): void;
  readChat(): void;
  refreshDiagnosis(): void;
  /** Lets the live values go on, or stops them at their source. */
  watchVitals(on: boolean): void;
  askFor(capability: Capability): void;
  /** Asks the person for tests of the network. */
  testNetwork(questions: readonly NetQuestion[]): void;
  stopNetworkTests(): void;
  setSettings(change: Partial<Settings>): void;
  /** Saves the redacted snapshot as JSON on the technician's machine. */
  saveSnapshot(): void;
  /** Saves what the picture shows now as PNG. */
  saveScreenshot(): void;
}

export function createTechnicianStore(now: number, settings: Settings) {
  return createStore<TechnicianState>(() => ({
    info: null,
    settings,
    join: { state: 'idle' },
    desk: null,
    now,
    prefill: null,
    recent: [],
  }));
}
export type TechnicianStore = ReturnType<typeof createTechnicianStore>;
