import { ROW_TABLE, ROWS_NOW, ROWS_SENT, VOTES } from './layout';
import { COLOUR, first, offset, second, stride } from './picture';

/** Strips that are looked at, and their width: enough to meet what scrolls, little enough to be quick. */
const BANDS: i32 = 8;
const BAND_WIDTH: i32 = 64;
/** Rows that must agree on a distance. */
const MIN_VOTES: i32 = 8;
/** A row of one colour says nothing about where it came from. */
const PLAIN: u32 = 0;

/**
 * How far most rows that differ have come, by hashes of rows in some strips: row y was in row y + distance. 0 when
 * nothing is clear.
 */
export function mostVoted(x: i32, y: i32, w: i32, h: i32): i32 {
  memory.fill(VOTES, 0, (2 * <usize>h + 1) << 2);
  const bandWidth = min(BAND_WIDTH, w & ~3);
  const bands = min(BANDS, w / bandWidth);
  for (let band = 0; band < bands; band++) {
    const left = bands === 1 ? x : x + ((w - bandWidth) * band) / (bands - 1);
    hashRows(first + offset(left, y), ROWS_NOW, bandWidth, h);
    hashRows(second + offset(left, y), ROWS_SENT, bandWidth, h);
    vote(h);
  }
  let best = 0;
  let votes: u32 = MIN_VOTES - 1;
  for (let i = -h; i <= h; i++) {
    const here = load<u32>(VOTES + ((<usize>(i + h)) << 2));
    if (i !== 0 && here > votes) {
      votes = here;
      best = i;
    }
  }
  return best;
}

function hashRows(from: usize, to: usize, w: i32, h: i32): void {
  const colour = i32x4.splat(COLOUR);
  for (let row = 0; row < h; row++, from += stride, to += 4) {
    const head = v128.and(v128.load32_splat(from), colour);
    let hash = i32x4.splat(5381);
    let plain = i32x4.splat(0);
    for (let i = 0; i < w; i += 4) {
      const four = v128.and(v128.load(from + ((<usize>i) << 2)), colour);
      hash = v128.xor(i32x4.add(hash, i32x4.shl(hash, 5)), four);
      plain = v128.or(plain, v128.xor(four, head));
    }
    store<u32>(to, v128.any_true(plain) ? folded(hash) : PLAIN);
  }
}

function folded(lanes: v128): u32 {
  let hash: u32 = i32x4.extract_lane(lanes, 0);
  hash = hash * 2_654_435_761 + i32x4.extract_lane(lanes, 1);
  hash = hash * 2_654_435_761 + i32x4.extract_lane(lanes, 2);
  hash = hash * 2_654_435_761 + i32x4.extract_lane(lanes, 3);
  hash = (hash ^ (hash >>> 15)) * 2_246_822_519;
  return hash === PLAIN ? 1 : hash;
}

/** Each row that differs and that was in exactly one place before votes for that place. */
function vote(h: i32): void {
  let size = 64;
  while (size < h * 2) size <<= 1;
  const mask = <u32>(size - 1);
  memory.fill(ROW_TABLE, 0, (<usize>size) << 3);
  for (let row = 0; row < h; row++) {
    const hash = load<u32>(ROWS_SENT + ((<usize>row) << 2));
    if (hash === PLAIN) continue;
    const at = find(hash, mask);
    const twice = load<u32>(at) === hash;
    store<u32>(at, hash);
    store<i32>(at, twice ? -1 : row, 4);
  }
  for (let row = 0; row < h; row++) {
    const hash = load<u32>(ROWS_NOW + ((<usize>row) << 2));
    if (hash === PLAIN || hash === load<u32>(ROWS_SENT + ((<usize>row) << 2))) continue;
    const at = find(hash, mask);
    const before = load<i32>(at, 4);
    if (load<u32>(at) !== hash || before < 0) continue;
    const votes = VOTES + ((<usize>(before - row + h)) << 2);
    store<u32>(votes, load<u32>(votes) + 1);
  }
}

/** The slot of this hash, or the free one where it would go. */
function find(hash: u32, mask: u32): usize {
  let slot = hash & mask;
  while (true) {
    const at = ROW_TABLE + ((<usize>slot) << 3);
    const present = load<u32>(at);
    if (present === hash || present === PLAIN) return at;
    slot = (slot + 1) & mask;
  }
}
