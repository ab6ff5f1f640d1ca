import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { appError } from '../errors.ts';
import { err, ok, type Result } from '../result.ts';
import { lv, uint64 } from './bytes.ts';
import { PAIRING_LABEL } from './key-schedule.ts';

/** Who seals for whom: technician to host, host to technician. */
export type Direction = 'TH' | 'HT';
/** Kinds of frame that carry a sealed box. */
export type BoxKind = 'm3' | 'm4' | 's';

const SEQ_BYTES = 8;
const TAG_BYTES = 16;
/** Longest text in one box, in bytes; with base64url it stays below the broker's 64 KiB frame. */
export const MAX_SEALED_BYTES = 48_000;
/** A session ends long before; a counter must never wrap. */
const LAST_SEQ = 2 ** 32;

/** Seals messages of one direction, numbering them from 0. */
export interface Sealer {
  readonly nextSeq: number;
  /** Throws when the text is longer than {@link MAX_SEALED_BYTES}: the caller builds what it seals. */
  seal(kind: BoxKind, text: Uint8Array): Uint8Array;
}

/** Opens messages of one direction in strict order. The first failure closes it for good (PR-8). */
export interface Opener {
  readonly nextSeq: number;
  open(kind: BoxKind, box: Uint8Array): Result<Uint8Array>;
}

/** What a box is bound to, besides its key. */
export interface BoxContext {
  readonly key: Uint8Array;
  readonly sid: Uint8Array;
  readonly direction: Direction;
}

/** Makes the sending end. The key must have no other user: the number is the nonce. */
export function createSealer(context: BoxContext): Sealer {
  let next = 0;
  return {
    get nextSeq() {
      return next;
    },
    seal(kind, text) {
      if (text.length > MAX_SEALED_BYTES || next >= LAST_SEQ) throw new Error('too long or too many to seal');
      const seq = uint64(next++);
      return concatBytes(seq, cipher(context, seq, kind).encrypt(text));
    },
  };
}

/** Makes the receiving end. */
export function createOpener(context: BoxContext): Opener {
  let next = 0;
  let closed = false;
  const refuse = (detail: string): Result<Uint8Array> => {
    closed = true;
    return err(appError('PAIRING_TAMPERED', detail));
  };
  return {
    get nextSeq() {
      return next;
    },
    open(kind, box) {
      if (closed) return refuse('a box after a refused one');
      const seq = uint64(next);
      if (box.length < SEQ_BYTES + TAG_BYTES || box.length > SEQ_BYTES + MAX_SEALED_BYTES + TAG_BYTES)
        return refuse('box size');
      // Exactly last + 1: a gap, a repeat and a swap all end the session. // PR-8
      if (!seq.every((byte, n) => byte === box[n])) return refuse('box out of order');
      const text = decrypt(context, seq, kind, box.subarray(SEQ_BYTES));
      if (text === undefined) return refuse('box does not open');
      next++;
      return ok(text);
    },
  };
}

function cipher({ key, sid, direction }: BoxContext, seq: Uint8Array, kind: BoxKind) {
  const nonce = concatBytes(new Uint8Array(16), seq); // safe: the key belongs to one run and one direction
  const aad = lv(utf8ToBytes(PAIRING_LABEL), sid, utf8ToBytes(direction), seq, utf8ToBytes(kind));
  return xchacha20poly1305(key, nonce, aad);
}

function decrypt(
  context: BoxContext,
  seq: Uint8Array,
  kind: BoxKind,
  sealed: Uint8Array,
): Uint8Array | undefined {
  try {
    return cipher(context, seq, kind).decrypt(sealed);
  } catch {
    return undefined; // the library throws when the tag does not fit
  }
}
