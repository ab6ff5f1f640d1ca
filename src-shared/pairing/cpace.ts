import { ristretto255, ristretto255_hasher } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { lv, prependLength } from './bytes.ts';

/**
 * CPace (draft-irtf-cfrg-cpace-21), suite CPACE-RISTR255-SHA512, initiator-responder. Checked against the draft's
 * vectors and against libsodium (tests/shared/pairing/cpace.test.ts). Not yet reviewed by anybody independent.
 */
export const CPACE_SUITE = 'CPACE-RISTR255-SHA512';
export const POINT_BYTES = 32;
/** Random bytes a scalar is made from: twice its size, so that the reduction leaves no measurable bias. */
export const SCALAR_RANDOM_BYTES = 64;

const DSI = utf8ToBytes('CPaceRistretto255');
const DSI_ISK = utf8ToBytes('CPaceRistretto255_ISK');
const HASH_BLOCK_BYTES = 128;

type Point = InstanceType<typeof ristretto255.Point>;

/** What both ends agree on before the first message. */
export interface CpaceContext {
  /** The shared low-entropy secret. */
  readonly prs: Uint8Array;
  /** Channel identifier: version, suite, place and roles. */
  readonly ci: Uint8Array;
  readonly sid: Uint8Array;
}

/** A point and the associated data that travels beside it. */
export interface CpaceShare {
  readonly point: Uint8Array;
  readonly ad: Uint8Array;
}

/** The draft's `generator_string`. */
export function generatorString({ prs, ci, sid }: CpaceContext): Uint8Array {
  const taken = prependLength(prs).length + prependLength(DSI).length;
  const padding = new Uint8Array(Math.max(0, HASH_BLOCK_BYTES - 1 - taken));
  return lv(DSI, prs, padding, ci, sid);
}

/** The draft's `calculate_generator`: a point only those who know the secret can compute. */
export function calculateGenerator(context: CpaceContext): Uint8Array {
  return deriveGenerator(context).toBytes();
}

function deriveGenerator(context: CpaceContext): Point {
  const derive = ristretto255_hasher.deriveToCurve;
  if (derive === undefined) throw new Error('this build of the curve library cannot derive points');
  return derive(sha512(generatorString(context)));
}

/** A secret scalar (32 bytes, little endian) out of 64 random bytes; throws for the one value in 2^252 that is zero. */
export function scalarFromRandom(random: Uint8Array): Uint8Array {
  if (random.length !== SCALAR_RANDOM_BYTES) throw new Error('a scalar needs 64 random bytes');
  const { Fn } = ristretto255.Point;
  const scalar = Fn.create(littleEndian(random));
  if (scalar === 0n) throw new Error('the random bytes give the scalar zero');
  return Fn.toBytes(scalar);
}

/** Our point `Y = scalar · g`. */
export function publicShare(context: CpaceContext, scalar: Uint8Array): Uint8Array {
  return deriveGenerator(context).multiply(littleEndian(scalar)).toBytes();
}

/** The draft's `scalar_mult_vfy`: `undefined` for bytes that are no point, and where the result is the identity. */
export function scalarMultVerify(scalar: Uint8Array, point: Uint8Array): Uint8Array | undefined {
  const theirs = decodePoint(point);
  if (theirs === undefined) return undefined;
  const shared = theirs.multiply(littleEndian(scalar));
  return shared.is0() ? undefined : shared.toBytes();
}

/** Whether bytes are a valid point other than the identity. */
export function isUsablePoint(point: Uint8Array): boolean {
  return decodePoint(point) !== undefined;
}

/** The draft's `transcript_ir`. */
export function transcript(initiator: CpaceShare, responder: CpaceShare): Uint8Array {
  return concatBytes(lv(initiator.point, initiator.ad), lv(responder.point, responder.ad));
}

/** The intermediate session key: 64 bytes, to be put through a key derivation before use. */
export function sessionKey(sid: Uint8Array, shared: Uint8Array, transcriptBytes: Uint8Array): Uint8Array {
  return sha512(concatBytes(lv(DSI_ISK, sid, shared), transcriptBytes));
}

function decodePoint(bytes: Uint8Array): Point | undefined {
  if (bytes.length !== POINT_BYTES) return undefined;
  try {
    const point = ristretto255.Point.fromBytes(bytes);
    return point.is0() ? undefined : point;
  } catch {
    return undefined; // the library throws for every encoding that is not canonical
  }
}

function littleEndian(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let n = bytes.length - 1; n >= 0; n--) value = (value << 8n) | BigInt(bytes[n] ?? 0);
  return value;
}
