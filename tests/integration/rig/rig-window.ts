import type { HostActions, Invite } from '../../../src-renderer/stores/host-store.ts';
import type { Desk, Join, TechnicianActions } from '../../../src-renderer/stores/technician-store.ts';
import type { EndReason, HostSession } from '../../../src-shared/session/host-session.ts';
import type { PartOf } from '../../../src-shared/diagnostics/connectivity-areas.ts';
import type { LinkReport } from '../../../src-shared/bridge/contract.ts';
import type { ChatLine } from '../../../src-renderer/stores/chat.ts';
import type { ErrorCode } from '../../../src-shared/errors.ts';

/** What a test in Node may do in the rig's pages; everything that crosses is plain data. */
export interface RigWindow {
  readonly hostRig: HostRig;
  readonly technicianRig: TechnicianRig;
}

export interface LinkRig {
  /** Links of the media kind so far: one more after a resume. */
  links(): number;
  /** Changes with every ICE restart. */
  iceUfrag(): string;
  /** Stops (or lets through) what goes over the input channel: the link falls silent without closing. */
  mute(on: boolean): void;
  /** Destroys the newest link, as simple-peer does on 'failed'. */
  destroy(): void;
  /** Sends something on the control channel that no side may ever send. */
  sendRubbish(): void;
}

export interface HostRig extends LinkRig {
  readonly actions: HostActions;
  invite(): Invite;
  session(): HostSession | null;
  chat(): readonly ChatLine[];
  reports(): readonly LinkReport[];
  end(reason: EndReason): void;
  /** Video bytes that have left this page so far. */
  videoBytesSent(): Promise<number>;
  /** The person's yes to the tests that stand on the screen. */
  allowTests(): void;
  /** As main asks for a measurement in a round of tests that the person has allowed. */
  measure(): void;
  /** What the page has told main of it. */
  measured(): readonly PartOf<'throughput'>[];
  /** Bytes of all data channels that have left and reached this page so far. */
  dataBytes(): Promise<{ readonly sent: number; readonly received: number }>;
  /** Resizes the fake screen. */
  resize(width: number, height: number): void;
}

export interface TechnicianRig extends LinkRig {
  readonly actions: TechnicianActions;
  join(): Join;
  error(): ErrorCode | null;
  desk(): Omit<Desk, 'picture'> | null;
  hasPicture(): boolean;
  frames(): number;
  pictureSize(): { readonly width: number; readonly height: number } | null;
  /** performance.now() of the first events of this session, ms since the code was accepted. */
  times(): RigTimes;
}

export interface RigTimes {
  readonly paired: number | null;
  readonly up: number | null;
  readonly firstPart: number | null;
  readonly firstFinding: number | null;
  readonly complete: number | null;
  readonly firstFrame: number | null;
}
