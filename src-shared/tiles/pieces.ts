/*
 * How a message of the picture channel travels: in pieces of one burst each, first byte flags (bit 0: first of its
 * message, bit 1: last), then the payload, full in every piece but the last (docs/protocol.md, PX-2).
 *
 * Chromium's SCTP lets at most four packets go at once for each message handed in, and again for each answer from the
 * other side. A long message in one piece therefore needs a round trip for every few packets; in pieces of four packets
 * all of it goes at once, as far as the link's window allows.
 */

/** Four packets of 1,163 bytes, rounded down. */
export const MAX_PIECE_BYTES = 4_640;
export const PIECE_PAYLOAD_BYTES = MAX_PIECE_BYTES - 1;
const FIRST = 1;
const LAST = 2;

/** A message of at least one byte, cut; there is exactly one way to do it. */
export function cutPicture(message: Uint8Array): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < message.length; at += PIECE_PAYLOAD_BYTES) {
    const payload = message.subarray(at, at + PIECE_PAYLOAD_BYTES);
    const piece = new Uint8Array(1 + payload.length);
    piece[0] = (at === 0 ? FIRST : 0) | (at + payload.length === message.length ? LAST : 0);
    piece.set(payload, 1);
    pieces.push(piece);
  }
  return pieces;
}

/** Puts the pieces of one ordered channel together again; a refused piece costs its message, never the channel. */
export interface PieceJoiner {
  /** A whole message, null while one is on its way, or 'broken': a piece that is none, or of no message. */
  push(piece: Uint8Array): Uint8Array | 'broken' | null;
}

/** No message becomes longer than `maxBytes`, and no more is ever kept. */
export function createPieceJoiner(maxBytes: number): PieceJoiner {
  let parts: Uint8Array[] = [];
  let length = 0;
  const forget = () => {
    parts = [];
    length = 0;
  };
  return {
    push(piece) {
      const flags = piece[0] ?? 0;
      const first = (flags & FIRST) !== 0;
      const last = (flags & LAST) !== 0;
      const full = piece.length === MAX_PIECE_BYTES;
      const wellMade = piece.length > 1 && piece.length <= MAX_PIECE_BYTES && flags <= (FIRST | LAST);
      const inPlace = first === (parts.length === 0) && (last || full);
      if (first) forget(); // what was begun before it never ends
      if (!wellMade || !inPlace || length + piece.length - 1 > maxBytes) {
        // a first piece behind an unfinished message is sound by itself, but that message is lost: one refusal for both
        forget();
        return 'broken';
      }
      const payload = piece.subarray(1);
      if (first && last) return payload;
      parts.push(payload);
      length += payload.length;
      if (!last) return null;
      const message = joined(parts, length);
      forget();
      return message;
    },
  };
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const message = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    message.set(part, at);
    at += part.length;
  }
  return message;
}
