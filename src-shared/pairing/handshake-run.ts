import { concatBytes } from '@noble/hashes/utils.js';
import { appError, type AppError, type ErrorCode } from '../errors.ts';
import { erase } from './bytes.ts';
import {
  publicShare,
  scalarFromRandom,
  scalarMultVerify,
  sessionKey,
  transcript,
  type CpaceContext,
  type CpaceShare,
} from './cpace.ts';
import {
  channelIdentifier,
  prsOf,
  SID_HALF_BYTES,
  type HandshakeKind,
  type HandshakeMessage,
  type PairingSecret,
  type SideFacts,
} from './handshake-wire.ts';
import { deriveKeys, type PairingKeys } from './key-schedule.ts';
import { nextResumeKey } from './resume.ts';
import type { Opener, Sealer } from './sealing.ts';

/** What either side brings to a run. Everything random is used once: a machine is for one run only. */
export interface RunOptions extends SideFacts {
  readonly secret: PairingSecret;
  /** 16 bytes the host chose for this room. */
  readonly sidHost: Uint8Array;
  /** 64 random bytes for the secret scalar. */
  readonly scalarRandom: Uint8Array;
}

/** What both sides have after a successful run. */
export interface Paired {
  readonly sid: Uint8Array;
  readonly ownFingerprint: Uint8Array;
  /** The only certificate the other side may show in DTLS (PR-6). */
  readonly peerFingerprint: Uint8Array;
  readonly peerFeatures: number;
  /** Seals for the other side; its next number is 1. */
  readonly sealer: Sealer;
  readonly opener: Opener;
  readonly finKey: Uint8Array;
  readonly resumeKey: Uint8Array;
}

export type HandshakeState<P> =
  | { readonly name: 'waiting'; readonly for: HandshakeKind | 'start' }
  /** Host only: burn the code, then call `confirmBurned` (PR-3). */
  | { readonly name: 'burn' }
  | { readonly name: 'paired'; readonly paired: P }
  | { readonly name: 'failed'; readonly error: AppError };

/** What to send, in this order, and where the run stands after it. */
export interface HandshakeStep<P> {
  readonly send: readonly HandshakeMessage[];
  readonly state: HandshakeState<P>;
}

/**
 * Why a run ended, for the other side: one byte, seen by the broker too. Everything that depends on a secret is the
 * same byte (T3).
 */
const FAIL_REFUSED = 0;
const FAIL_VERSION = 1;

/** A failed step that tells the other side. */
export function failWith<P>(code: ErrorCode, detail?: string): HandshakeStep<P> {
  const reason = code === 'PEER_VERSION' ? FAIL_VERSION : FAIL_REFUSED;
  return {
    send: [{ kind: 'fail', body: Uint8Array.of(reason) }],
    state: { name: 'failed', error: appError(code, detail) },
  };
}

/** A failed step after the other side's `fail`. */
export function failedByPeer<P>(body: Uint8Array, otherwise: ErrorCode): HandshakeStep<P> {
  const code = body.length === 1 && body[0] === FAIL_VERSION ? 'PEER_VERSION' : otherwise;
  return { send: [], state: { name: 'failed', error: appError(code, 'the other side ended the pairing') } };
}

/** A key confirmation that does not fit: a wrong code, or, where no code was typed, somebody in between. */
export function wrongSecret(secret: PairingSecret): ErrorCode {
  return secret.by === 'code' ? 'CODE_WRONG' : 'PAIRING_TAMPERED';
}

/** CPace's secret half of a run. */
export interface CpaceRun {
  readonly share: CpaceShare;
  /** Keys with the other side's share, or `undefined` where its point is unusable. Works once, erases the scalar. */
  finish(initiator: CpaceShare, responder: CpaceShare, peer: CpaceShare): PairingKeys | undefined;
}

/** Starts CPace: our point, with our associated data. */
export function startRun(options: RunOptions, sidTechnician: Uint8Array, ad: Uint8Array): CpaceRun {
  const sid = sessionId(options.sidHost, sidTechnician);
  const context: CpaceContext = { prs: prsOf(options.secret), ci: channelIdentifier(options.secret), sid };
  const scalar = scalarFromRandom(options.scalarRandom);
  const share = { point: publicShare(context, scalar), ad };
  erase(context.prs);
  let used = false;
  return {
    share,
    finish(initiator, responder, peer) {
      if (used) throw new Error('a run of the pairing is finished once');
      used = true;
      const shared = scalarMultVerify(scalar, peer.point);
      erase(scalar);
      if (shared === undefined) return undefined;
      const isk = sessionKey(sid, shared, transcript(initiator, responder));
      const keys = withNextResume(deriveKeys(isk, sid), options.secret, sid);
      erase(shared, isk);
      return keys;
    },
  };
}

/** sid = sidH ‖ sidT. */
export function sessionId(sidHost: Uint8Array, sidTechnician: Uint8Array): Uint8Array {
  if (sidHost.length !== SID_HALF_BYTES || sidTechnician.length !== SID_HALF_BYTES)
    throw new Error('each half of a session id has 16 bytes');
  return concatBytes(sidHost, sidTechnician);
}

function withNextResume(keys: PairingKeys, secret: PairingSecret, sid: Uint8Array): PairingKeys {
  if (secret.by === 'code') return keys;
  return { ...keys, resume: nextResumeKey(secret.resumeKey, keys.resume, sid) };
}
