import { MAX_OPS_BYTES, OPS, PAYLOAD } from './layout';

/** Read position inside the payload, shared with the reading of lengths. */
let at: usize = 0;

/**
 * Expands the payload of `length` bytes (LZ4, block format) to OPS. Answers how many bytes came out, or -1 on anything
 * that breaks the format or would be longer than MAX_OPS_BYTES. Reads and writes nothing outside the two.
 */
export function expand(length: i32): i32 {
  const end = PAYLOAD + length;
  const outEnd = OPS + MAX_OPS_BYTES;
  let out: usize = OPS;
  at = PAYLOAD;
  while (at < end) {
    const token: u32 = load<u8>(at);
    at++;
    let literals: i32 = token >>> 4;
    if (literals === 15) literals = longer(15, end);
    if (literals < 0 || <usize>literals > end - at || <usize>literals > outEnd - out) return -1;
    memory.copy(out, at, literals);
    out += literals;
    at += literals;
    if (at === end) return (token & 15) === 0 ? <i32>(out - OPS) : -1;

    if (end - at < 2) return -1;
    const distance: usize = load<u16>(at);
    at += 2;
    if (distance === 0 || distance > out - OPS) return -1;
    let count: i32 = token & 15;
    if (count === 15) count = longer(15, end);
    if (count < 0 || <usize>(count + 4) > outEnd - out) return -1;
    repeat(out, distance, count + 4);
    out += count + 4;
  }
  return -1; // the last sequence has literals only, so a block never ends here
}

/** A length that goes on in further bytes; -1 when they end early or it is longer than anything allowed. */
function longer(value: i32, end: usize): i32 {
  while (at < end) {
    const byte: i32 = load<u8>(at);
    at++;
    value += byte;
    if (value > MAX_OPS_BYTES) return -1;
    if (byte !== 255) return value;
  }
  return -1;
}

/** Both may overlap: what was just written is then read again, which is how a run is told. */
function repeat(out: usize, distance: usize, count: i32): void {
  const from = out - distance;
  if (distance >= <usize>count) {
    memory.copy(out, from, count);
    return;
  }
  for (let i = 0; i < count; i++) store<u8>(out + i, load<u8>(from + i));
}
