import { appError } from '../errors.ts';
import { err, ok, type Result } from '../result.ts';
import { MAX_PEER_MESSAGE_BYTES } from './peer-messages.ts';

/*
 * How a message of any length travels in small pieces, so that a long one never holds up the channel's buffers
 * (PM-3). A chunk is
 *
 *   byte 0      framing version, 1
 *   byte 1      bit 0: first chunk of its message, bit 1: last one; all other bits 0
 *   bytes 2-5   length of the whole message in bytes, big endian, the same in each of its chunks
 *   bytes 6-    payload: MAX_CHUNK_BYTES - 6 of it in every chunk but the last
 *
 * There is exactly one way to cut a message, so a reader can refuse whatever looks different.
 */
export const MAX_CHUNK_BYTES = 16_384;
const VERSION = 1;
const FIRST = 1;
const LAST = 2;
const HEADER_BYTES = 6;
export const CHUNK_PAYLOAD_BYTES = MAX_CHUNK_BYTES - HEADER_BYTES;

/** Cuts a message; the caller has checked that it is not longer than {@link MAX_PEER_MESSAGE_BYTES}. */
export function cutMessage(message: Uint8Array): readonly Uint8Array[] {
  if (message.length === 0 || message.length > MAX_PEER_MESSAGE_BYTES)
    throw new Error('no message of that length');
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < message.length; at += CHUNK_PAYLOAD_BYTES) {
    const payload = message.subarray(at, at + CHUNK_PAYLOAD_BYTES);
    const chunk = new Uint8Array(HEADER_BYTES + payload.length);
    const last = at + payload.length === message.length;
    chunk[0] = VERSION;
    chunk[1] = (at === 0 ? FIRST : 0) | (last ? LAST : 0);
    new DataView(chunk.buffer).setUint32(2, message.length);
    chunk.set(payload, HEADER_BYTES);
    chunks.push(chunk);
  }
  return chunks;
}

/** Puts the chunks of one ordered channel together again. The first refusal closes it for good. */
export interface Reassembler {
  /** A whole message, `null` while one is on its way, or PEER_PROTOCOL. */
  push(chunk: Uint8Array): Result<Uint8Array | null>;
}

export function createReassembler(): Reassembler {
  let message: Uint8Array | null = null; // grows to its declared length, which is bounded before it is allocated
  let filled = 0;
  let broken = false;
  const refuse = (detail: string) => {
    broken = true;
    message = null;
    return err(appError('PEER_PROTOCOL', detail));
  };
  return {
    push(chunk) {
      if (broken) return refuse('a chunk after a refused one');
      const head = readHeader(chunk);
      if (head === null) return refuse('chunk header');
      if (head.first !== (message === null)) return refuse('chunk out of place');
      const target = message ?? new Uint8Array(head.total);
      if (target.length !== head.total) return refuse('chunk of another message');
      const payload = chunk.subarray(HEADER_BYTES);
      if (payload.length !== Math.min(CHUNK_PAYLOAD_BYTES, head.total - filled))
        return refuse('chunk length');
      target.set(payload, filled);
      filled += payload.length;
      if (head.last !== (filled === head.total)) return refuse('end of message');
      message = head.last ? null : target;
      if (!head.last) return ok(null);
      filled = 0;
      return ok(target);
    },
  };
}

function readHeader(chunk: Uint8Array): { first: boolean; last: boolean; total: number } | null {
  const flags = chunk[1] ?? 0;
  if (chunk.length <= HEADER_BYTES || chunk.length > MAX_CHUNK_BYTES) return null;
  if (chunk[0] !== VERSION || (flags & ~(FIRST | LAST)) !== 0) return null;
  const total = new DataView(chunk.buffer, chunk.byteOffset, HEADER_BYTES).getUint32(2);
  if (total === 0 || total > MAX_PEER_MESSAGE_BYTES) return null;
  return { first: (flags & FIRST) !== 0, last: (flags & LAST) !== 0, total };
}
