import { hmac } from '@noble/hashes/hmac.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { bytesToUtf8 } from '@noble/ciphers/utils.js';
import { lv, readLv } from './bytes.ts';
import type { PairingCode } from './code.ts';
import { CPACE_SUITE, POINT_BYTES, type CpaceShare } from './cpace.ts';
import { FINGERPRINT_BYTES } from './fingerprint.ts';
import { PAIRING_LABEL } from './key-schedule.ts';
import { resumePrs } from './resume.ts';

/** Kinds of frame the handshake uses; the broker's `relay` carries them with the body as base64url. */
export type HandshakeKind = 'm1' | 'm2' | 'm3' | 'm4' | 'fail';

export interface HandshakeMessage {
  readonly kind: HandshakeKind;
  readonly body: Uint8Array;
}

export const SID_HALF_BYTES = 16;
export const MAC_BYTES = 64;
const FEATURE_BYTES = 4;
const APP_VERSION = /^[0-9A-Za-z.+-]{1,30}$/;

/** Both parties' secret: the code's digits, or after a lost link the resume key. */
export type PairingSecret =
  | { readonly by: 'code'; readonly code: PairingCode }
  | { readonly by: 'resume'; readonly resumeKey: Uint8Array };

/** What a side says of itself before anything is secret, bound into the run as CPace's associated data. */
export interface SideFacts {
  readonly fingerprint: Uint8Array;
  /** App version, for words on a screen; what decides is {@link PAIRING_LABEL}, which stands in the data too. */
  readonly version: string;
  /** 32 feature bits; none are defined yet. */
  readonly features: number;
}

export type SideTag = 'T' | 'H';

/** ADa and ADb: tag, pairing version, fingerprint, app version, features (PR-5). */
export function encodeSide(tag: SideTag, facts: SideFacts, label: string = PAIRING_LABEL): Uint8Array {
  if (facts.fingerprint.length !== FINGERPRINT_BYTES) throw new Error('a fingerprint has 32 bytes');
  if (!APP_VERSION.test(facts.version)) throw new Error('app version');
  const features = new Uint8Array(FEATURE_BYTES);
  new DataView(features.buffer).setUint32(0, facts.features);
  return lv(utf8ToBytes(tag), utf8ToBytes(label), facts.fingerprint, utf8ToBytes(facts.version), features);
}

/** Reads the other side's data. `version`: it speaks another pairing version; `malformed`: everything else. */
export function decodeSide(tag: SideTag, ad: Uint8Array): SideFacts | 'version' | 'malformed' {
  const fields = readLv(ad, 5);
  // A later version may have other fields after the label: look at that first, so that both sides can say why.
  const head = fields ?? readHead(ad);
  const [theirTag, label] = head ?? [];
  if (theirTag === undefined || label === undefined || bytesToHex(theirTag) !== bytesToHex(utf8ToBytes(tag)))
    return 'malformed';
  if (bytesToHex(label) !== bytesToHex(utf8ToBytes(PAIRING_LABEL))) return 'version';
  const [, , fingerprint, version, features] = fields ?? [];
  if (fingerprint?.length !== FINGERPRINT_BYTES || features?.length !== FEATURE_BYTES) return 'malformed';
  const versionText = decodeAscii(version);
  if (versionText === undefined || !APP_VERSION.test(versionText)) return 'malformed';
  return { fingerprint, version: versionText, features: new DataView(features.buffer).getUint32(0) };
}

/** Tag and label only, whatever follows: labels are short, so both lengths are single bytes. */
function readHead(ad: Uint8Array): readonly Uint8Array[] | undefined {
  const tagEnd = 1 + (ad[0] ?? 0);
  const labelEnd = tagEnd + 1 + (ad[tagEnd] ?? 0);
  const looksRight = (ad[0] ?? 0) === 1 && (ad[tagEnd] ?? 0) < 20 && labelEnd <= ad.length;
  return looksRight ? [ad.slice(1, tagEnd), ad.slice(tagEnd + 1, labelEnd)] : undefined;
}

function decodeAscii(bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined || bytes.some((byte) => byte > 126)) return undefined;
  return bytesToUtf8(bytes);
}

/** M1 = lv(sidT, Ya, ADa). */
export function encodeM1(sidTechnician: Uint8Array, share: CpaceShare): Uint8Array {
  return lv(sidTechnician, share.point, share.ad);
}

export function decodeM1(body: Uint8Array): { sidTechnician: Uint8Array; share: CpaceShare } | undefined {
  const [sidTechnician, point, ad] = readLv(body, 3) ?? [];
  if (sidTechnician?.length !== SID_HALF_BYTES || point?.length !== POINT_BYTES || ad === undefined)
    return undefined;
  return { sidTechnician, share: { point, ad } };
}

/** M2 = lv(Yb, ADb). */
export function encodeM2(share: CpaceShare): Uint8Array {
  return lv(share.point, share.ad);
}

export function decodeM2(body: Uint8Array): CpaceShare | undefined {
  const [point, ad] = readLv(body, 2) ?? [];
  return point?.length !== POINT_BYTES || ad === undefined ? undefined : { point, ad };
}

/** M3 and M4 = lv(MAC, box). */
export function encodeConfirm(mac: Uint8Array, box: Uint8Array): Uint8Array {
  return lv(mac, box);
}

export function decodeConfirm(body: Uint8Array): { mac: Uint8Array; box: Uint8Array } | undefined {
  const [mac, box] = readLv(body, 2) ?? [];
  return mac?.length !== MAC_BYTES || box === undefined ? undefined : { mac, box };
}

/** Key confirmation of a role: over both shares and both sides' data, its own first (PR-9). */
export function confirmation(key: Uint8Array, tag: SideTag, own: CpaceShare, peer: CpaceShare): Uint8Array {
  return hmac(sha512, key, lv(utf8ToBytes(tag), own.point, own.ad, peer.point, peer.ad));
}

/** The password-related string of a run. */
export function prsOf(secret: PairingSecret): Uint8Array {
  return secret.by === 'code' ? utf8ToBytes(secret.code.secret) : resumePrs(secret.resumeKey);
}

/**
 * CI: version, suite, tenant (none yet), place and both roles (PR-5). A code's place is its room; a resuming run has
 * the word "resume" there, so that no run of one kind can be answered by the other.
 */
export function channelIdentifier(secret: PairingSecret): Uint8Array {
  const place = secret.by === 'code' ? secret.code.room : 'resume';
  return lv(...[PAIRING_LABEL, CPACE_SUITE, '', place, 'A=technician', 'B=host'].map(utf8ToBytes));
}
