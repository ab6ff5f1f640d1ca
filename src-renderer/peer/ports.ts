import type { PeerSignal } from '../../src-shared/pairing/signal-schema.ts';
import type { IceServer } from '../../src-shared/protocol/signalling.ts';
import type { PairingRole } from '../../src-shared/pairing/fin.ts';
import type { PictureSurface } from '../stores/picture.ts';
import type { CapturedScreen } from './capture.ts';
import type { LinkSample } from './link-stats.ts';

/** One ordered, reliable stream of binary pieces between the two apps. */
export interface PeerChannel {
  readonly open: boolean;
  /** Bytes handed in that have not left yet. */
  readonly bufferedBytes: number;
  /** False, and nothing sent, when the channel is not open. */
  send(piece: Uint8Array): boolean;
  onOpen(listener: () => void): () => void;
  onPiece(listener: (piece: Uint8Array) => void): () => void;
  /** `bufferedBytes` has fallen below {@link LOW_BUFFER_BYTES}. */
  onDrained(listener: () => void): () => void;
}

/** Below this a sender goes on; above {@link HIGH_BUFFER_BYTES} it waits. */
export const LOW_BUFFER_BYTES = 65_536;
export const HIGH_BUFFER_BYTES = 262_144;

/** `disconnected` may heal by itself or by a restart; `closed` is final. */
export type PeerLinkState = 'connecting' | 'connected' | 'disconnected' | 'closed';

/** What carries one connection between the two apps. The host offers, always. */
export interface PeerLink {
  readonly state: PeerLinkState;
  readonly control: PeerChannel;
  /** Its own queue, so that nothing large ever delays what a click would feel; absent on the bulk link. */
  readonly input: PeerChannel | null;
  /** Pieces of the picture's messages (`SecureLink.tiles` has them whole); absent on the bulk link. */
  readonly tiles: PeerChannel | null;
  onState(listener: (state: PeerLinkState) => void): () => void;
  /** What the other side must get, through the gate. */
  onSignal(listener: (signal: PeerSignal) => void): () => void;
  /** What the other side sent, already through the gate. */
  signal(signal: PeerSignal): void;
  /** Looks for a new way between the two, keeping keys and channels. Host only: it is the one who offers. */
  restart(): void;
  /** SHA-256 of the certificate that DTLS really saw; null where the browser does not say. */
  remoteFingerprint(): Uint8Array | null;
  /** Host: sends these pixels, or with null nothing at all. No renegotiation. */
  show(screen: CapturedScreen | null): Promise<void>;
  /** Technician: where the host's pixels appear; null at the host. */
  readonly picture: PictureSurface | null;
  stats(): Promise<LinkSample | null>;
  close(): void;
}

/** A certificate made for one session; its fingerprint is bound into the pairing (PR-6). */
export interface SessionCertificate {
  readonly fingerprint: Uint8Array;
}

export interface PeerLinkOptions {
  readonly role: PairingRole;
  readonly carries: 'media' | 'bulk';
  readonly certificate: SessionCertificate;
  readonly iceServers: readonly IceServer[];
  /** Offer no addresses of this machine, only the relay's. */
  readonly relayOnly: boolean;
}

/** Makes links; one for real browsers, one in memory for tests. */
export interface PeerFactory {
  makeCertificate(): Promise<SessionCertificate>;
  /** Loads what the first link would load, so that it is not waited for after the person's yes. */
  warmUp(): void;
  createLink(options: PeerLinkOptions): PeerLink;
}
