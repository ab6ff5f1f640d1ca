import { LZ_TABLE, LZ_TABLE_BITS, OPS, PAYLOAD } from './layout';

/*
 * LZ4, block format, written while the operations come in: after each one what is certain is compressed, so that the
 * length of the payload is known at every moment and an operation too many can be taken back.
 */

/** Next byte to look at; first byte not yet written; end of what is written. */
export let position: usize = 0;
export let anchor: usize = 0;
export let written: usize = 0;

export function begin(): void {
  memory.fill(LZ_TABLE, 0, 4 << LZ_TABLE_BITS);
  position = OPS;
  anchor = OPS;
  written = PAYLOAD;
}

/** Back to an earlier state, as kept by the caller. Only right when the block is then ended. */
export function takeBack(position_: usize, anchor_: usize, written_: usize): void {
  position = position_;
  anchor = anchor_;
  written = written_;
}

/** Length of the payload if it ended here, at most. */
export function boundAt(end: usize): i32 {
  const literals: i32 = <i32>(end - anchor);
  return <i32>(written - PAYLOAD) + literals + literals / 255 + 2;
}

/** Compresses up to `end`, of which the format wants the last bytes as literals. */
export function advance(end: usize): void {
  if (end < OPS + 13) return;
  const limit = end - 12;
  const matchLimit = end - 5;
  let at = position;
  while (at < limit) {
    const four = load<u32>(at);
    const slot = LZ_TABLE + (((four * 2_654_435_761) >>> (32 - LZ_TABLE_BITS)) << 2);
    let candidate: usize = load<u32>(slot);
    store<u32>(slot, <u32>at);
    if (candidate === 0 || at - candidate > 65_535 || load<u32>(candidate) !== four) {
      at += 1 + min<usize>((at - anchor) >>> 7, 15);
      continue;
    }
    while (at > anchor && candidate > OPS && load<u8>(at - 1) === load<u8>(candidate - 1)) {
      at--;
      candidate--;
    }
    const length = common(at + 4, candidate + 4, matchLimit) + 4;
    sequence(at, length, at - candidate);
    at += length;
    anchor = at;
    const near = at - 2;
    if (near < limit)
      store<u32>(LZ_TABLE + (((load<u32>(near) * 2_654_435_761) >>> (32 - LZ_TABLE_BITS)) << 2), <u32>near);
  }
  position = at;
}

/** Writes what is left as literals; answers the payload's length. */
export function finish(end: usize): i32 {
  literals(end - anchor, 0);
  anchor = end;
  return <i32>(written - PAYLOAD);
}

function common(a: usize, b: usize, limit: usize): usize {
  const start = a;
  while (a + 8 <= limit) {
    const difference = load<u64>(a) ^ load<u64>(b);
    if (difference !== 0) return a - start + <usize>(ctz<u64>(difference) >>> 3);
    a += 8;
    b += 8;
  }
  while (a < limit && load<u8>(a) === load<u8>(b)) {
    a++;
    b++;
  }
  return a - start;
}

function sequence(at: usize, length: usize, distance: usize): void {
  const more = length - 4;
  literals(at - anchor, <u32>min<usize>(more, 15));
  store<u16>(written, <u16>distance);
  written += 2;
  if (more >= 15) lengthBytes(more - 15);
}

/** The token and the literals from the anchor on. */
function literals(count: usize, matchCode: u32): void {
  store<u8>(written, <u8>(((<u32>min<usize>(count, 15)) << 4) | matchCode));
  written++;
  if (count >= 15) lengthBytes(count - 15);
  memory.copy(written, anchor, count);
  written += count;
}

function lengthBytes(rest: usize): void {
  while (rest >= 255) {
    store<u8>(written, 255);
    written++;
    rest -= 255;
  }
  store<u8>(written, <u8>rest);
  written++;
}
