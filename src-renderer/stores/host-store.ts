import { createStore } from 'zustand/vanilla';
import type {
  AppInfo,
  PreviewRow,
  ReportFormat,
  ScreenSource,
  Settings,
} from '../../src-shared/bridge/contract.ts';
import { defaultSettings } from '../../src-shared/bridge/default-settings.ts';
import type { AreaId } from '../../src-shared/diagnostics/area.ts';
import type { TestedDevice } from '../../src-shared/diagnostics/media-areas.ts';
import type { PrivacyLevel } from '../../src-shared/diagnostics/privacy-level.ts';
import type { Snapshot } from '../../src-shared/diagnostics/snapshot.ts';
import type { AppError } from '../../src-shared/errors.ts';
import type { Comparison } from '../../src-shared/findings/comparison.ts';
import type { Judgement } from '../../src-shared/findings/finding.ts';
import type { NetRound } from '../../src-shared/network/net-tests.ts';
import type { Capability } from '../../src-shared/session/capability.ts';
import type { HostSession } from '../../src-shared/session/host-session.ts';
import type { SettingsPage } from '../../src-shared/settings-page.ts';
import type { ChatLine } from './chat.ts';
import { noDeviceTests, type DeviceTests } from './device-test.ts';

/** Facts of the host's window. Screens select from it and call actions; only session/ writes it. */
export interface HostState {
  readonly info: AppInfo | null;
  readonly settings: Settings;
  /** Main's session, as last told. Null until main has answered. */
  readonly session: HostSession | null;
  readonly diagnosis: HostDiagnosis;
  /** Before and after, once the checks have run again. */
  readonly comparison: Comparison | null;
  /** Pages of the system's settings that can be opened here. */
  readonly settingsPages: readonly SettingsPage[];
  readonly deviceTests: DeviceTests;
  readonly invite: Invite;
  readonly chat: readonly ChatLine[];
  /** What the technician has asked for and does not have; cleared as it is granted or the session ends. */
  readonly asked: readonly Capability[];
  /** The newest round of network tests, as main holds it. */
  readonly network: NetRound | null;
  /** Epoch ms, renewed each second while something on screen counts time. */
  readonly now: number;
  /** Capture sources for "What may they see?"; null while they are being listed. */
  readonly screens: readonly ScreenSource[] | null;
  readonly screensError: AppError | null;
  readonly preview: readonly PreviewRow[] | null;
  /** The window was asked to close during a session. */
  readonly closeAsked: boolean;
  /** Last file that was saved, or why it was not; shown inline and cleared on the next action. */
  readonly saved: { readonly ok: boolean; readonly path: string | null } | null;
}

export interface HostDiagnosis {
  readonly snapshot: Snapshot | null;
  readonly judgement: Judgement | null;
  readonly done: number;
  readonly total: number;
  readonly looking: readonly AreaId[];
  readonly running: boolean;
  readonly error: AppError | null;
}

export type Invite =
  | { readonly state: 'none' }
  | { readonly state: 'asking' }
  /** `code` is twelve digits; `expiresAt` epoch ms. */
  | {
      readonly state: 'ready';
      readonly code: string;
      readonly link: string;
      readonly expiresAt: number;
      readonly ttlMs: number;
    }
  /** The server cannot be reached or refuses; the next try is at `retryAt` (epoch ms), try number `attempt`. */
  | {
      readonly state: 'unreachable';
      readonly error: AppError;
      readonly retryAt: number | null;
      readonly attempt: number;
    }
  /** The code is burned or ran out: CODE_WRONG, ROOM_EXPIRED, CODE_PAUSED (then `until` says when to go on). */
  | { readonly state: 'closed'; readonly error: AppError; readonly until: number | null };

/** What the host's screens can do. Grants go to main, which decides. */
export interface HostActions {
  /** Starts (or repeats, when `fresh`) the local diagnosis. Nothing leaves the machine. */
  startDiagnosis(fresh: boolean): void;
  /** Opens a page of the system's own settings; false when the system would not. */
  openSettingsPage(page: SettingsPage): Promise<boolean>;
  /** Opens the microphone or the camera for a few seconds, in this window alone. */
  testDevice(device: TestedDevice): void;
  stopDeviceTest(): void;
  /** As the person leaves the screen: whatever is open is let go, and nothing is concluded. */
  leaveDeviceTest(): void;
  saveReport(format: ReportFormat): void;
  /** Opens a room and makes a code; also "New code" and "Try now". */
  openInvite(): void;
  /** Gives the code up and goes back to the start of the invitation. */
  cancelInvite(): void;
  letIn(): void;
  refuse(): void;
  loadPreview(): void;
  withhold(fields: readonly string[], withheld: boolean): void;
  chooseLevel(level: PrivacyLevel): void;
  /** The value behind a made-up name; null when it stands for nothing on this computer. */
  whatIs(name: string): Promise<string | null>;
  previewText(): Promise<string>;
  grantFindings(): void;
  loadScreens(): void;
  /** Resolves false when it could not be shown; the store then says why. */
  grantScreen(key: string): Promise<boolean>;
  takeBack(capability: 'findings' | 'screen'): void;
  renew(capability: 'findings' | 'screen'): void;
  /** The person's word on the tests that are asked for. */
  answerNetwork(id: string, allow: boolean): void;
  stopNetworkTests(): void;
  pause(): void;
  resume(): void;
  /** "Stop everything": ends the session for both sides at once. */
  stop(): void;
  say(text: string): void;
  answerClose(close: boolean): void;
  saveReceipt(): void;
  /** From the end screen back to the start. */
  reset(): void;
  setSettings(change: Partial<Settings>): void;
  openTechnician(): void;
}

export function createHostStore(now: number) {
  return createStore<HostState>(() => ({
    info: null,
    settings: defaultSettings,
    session: null,
    diagnosis: {
      snapshot: null,
      judgement: null,
      done: 0,
      total: 1,
      looking: [],
      running: false,
      error: null,
    },
    comparison: null,
    settingsPages: [],
    deviceTests: noDeviceTests,
    invite: { state: 'none' },
    chat: [],
    asked: [],
    network: null,
    now,
    screens: null,
    screensError: null,
    preview: null,
    closeAsked: false,
    saved: null,
  }));
}
export type HostStore = ReturnType<typeof createHostStore>;
