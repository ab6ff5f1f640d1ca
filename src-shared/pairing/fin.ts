import { hmac } from '@noble/hashes/hmac.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { equalConstantTime, lv } from './bytes.ts';

export type PairingRole = 'technician' | 'host';

/** What both ends must have seen alike before a track or channel is used (PR-11). */
export interface FinContext {
  readonly finKey: Uint8Array;
  readonly sid: Uint8Array;
  readonly technicianFingerprint: Uint8Array;
  readonly hostFingerprint: Uint8Array;
  /** The first offer and answer, as they travelled; `SdpGate.firstExchange()` has them. */
  readonly offerSdp: string;
  readonly answerSdp: string;
}

/** The FIN a role sends as its first message on the control channel: 64 bytes as hex. */
export function makeFin(role: PairingRole, context: FinContext): string {
  const text = lv(
    utf8ToBytes(role === 'technician' ? 'T' : 'H'),
    context.sid,
    context.technicianFingerprint,
    context.hostFingerprint,
    sha256(utf8ToBytes(context.offerSdp)),
    sha256(utf8ToBytes(context.answerSdp)),
  );
  return bytesToHex(hmac(sha512, context.finKey, text));
}

/** Whether a FIN received from `role` is the one that role must send; compared in constant time. */
export function verifyFin(role: PairingRole, context: FinContext, mac: string): boolean {
  if (!/^[0-9a-f]{128}$/.test(mac)) return false;
  return equalConstantTime(hexToBytes(makeFin(role, context)), hexToBytes(mac));
}
