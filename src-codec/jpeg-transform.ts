/** Parts of 32768, as the multiplication with rounding wants them. */
const C_0_3827: i16 = 12540;
const C_0_5412: i16 = 17734;
const C_0_7071: i16 = 23170;
/** 1.3066 has one whole more. */
const C_0_3066: i16 = 10045;

/** No value is ever larger in a sound file; a longer one has no code. */
const LARGEST: i16 = 1023;

/** Transforms a block of 8 by 8 values in its place: columns before rows, each at a scale of its own (tables). */
export function transform(block: usize): void {
  pass(block);
  transpose(block);
  pass(block);
}

/** Arai, Agui and Nakajima: five multiplications for eight values, here in eight columns at once. */
function pass(at: usize): void {
  const d0 = v128.load(at);
  const d1 = v128.load(at, 16);
  const d2 = v128.load(at, 32);
  const d3 = v128.load(at, 48);
  const d4 = v128.load(at, 64);
  const d5 = v128.load(at, 80);
  const d6 = v128.load(at, 96);
  const d7 = v128.load(at, 112);
  even(at, i16x8.add(d0, d7), i16x8.add(d1, d6), i16x8.add(d2, d5), i16x8.add(d3, d4));
  odd(at, i16x8.sub(d3, d4), i16x8.sub(d2, d5), i16x8.sub(d1, d6), i16x8.sub(d0, d7));
}

function even(at: usize, a: v128, b: v128, c: v128, d: v128): void {
  const outer = i16x8.add(a, d);
  const inner = i16x8.add(b, c);
  const rest = i16x8.sub(a, d);
  const turned = times(i16x8.add(i16x8.sub(b, c), rest), C_0_7071);
  v128.store(at, i16x8.add(outer, inner));
  v128.store(at, i16x8.add(rest, turned), 32);
  v128.store(at, i16x8.sub(outer, inner), 64);
  v128.store(at, i16x8.sub(rest, turned), 96);
}

function odd(at: usize, a: v128, b: v128, c: v128, d: v128): void {
  const low = i16x8.add(a, b);
  const middle = times(i16x8.add(b, c), C_0_7071);
  const high = i16x8.add(c, d);
  const turned = times(i16x8.sub(low, high), C_0_3827);
  const z2 = i16x8.add(times(low, C_0_5412), turned);
  const z4 = i16x8.add(i16x8.add(high, times(high, C_0_3066)), turned);
  const plus = i16x8.add(d, middle);
  const minus = i16x8.sub(d, middle);
  v128.store(at, i16x8.add(plus, z4), 16);
  v128.store(at, i16x8.sub(minus, z2), 48);
  v128.store(at, i16x8.add(minus, z2), 80);
  v128.store(at, i16x8.sub(plus, z4), 112);
}

function times(values: v128, part: i16): v128 {
  return i16x8.q15mulr_sat_s(values, i16x8.splat(part));
}

function transpose(at: usize): void {
  pairUp(at);
  pairUp(at);
  pairUp(at);
}

/** Rows 0 to 3 between rows 4 to 7, value by value: done three times it swaps rows and columns. */
function pairUp(at: usize): void {
  const a = v128.load(at);
  const b = v128.load(at, 16);
  const c = v128.load(at, 32);
  const d = v128.load(at, 48);
  const e = v128.load(at, 64);
  const f = v128.load(at, 80);
  const g = v128.load(at, 96);
  const h = v128.load(at, 112);
  v128.store(at, lower(a, e));
  v128.store(at, upper(a, e), 16);
  v128.store(at, lower(b, f), 32);
  v128.store(at, upper(b, f), 48);
  v128.store(at, lower(c, g), 64);
  v128.store(at, upper(c, g), 80);
  v128.store(at, lower(d, h), 96);
  v128.store(at, upper(d, h), 112);
}

function lower(a: v128, b: v128): v128 {
  return i16x8.shuffle(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
}

function upper(a: v128, b: v128): v128 {
  return i16x8.shuffle(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
}

/** Divides each value in its place; answers a bit for each that is not 0. */
export function quantise(block: usize, divisors: usize): u64 {
  let mask: u64 = 0;
  for (let i: usize = 0; i < 4; i++, block += 32, divisors += 32) {
    const a = divided(block, divisors);
    const b = divided(block + 16, divisors + 16);
    const zeros = i8x16.eq(i8x16.narrow_i16x8_s(a, b), i8x16.splat(0));
    mask |= (<u64>(~i8x16.bitmask(zeros) & 0xffff)) << (i << 4);
  }
  return mask;
}

function divided(at: usize, divisors: usize): v128 {
  const value = i16x8.q15mulr_sat_s(v128.load(at), v128.load(divisors));
  const kept = i16x8.max_s(i16x8.min_s(value, i16x8.splat(LARGEST)), i16x8.splat(-LARGEST));
  v128.store(at, kept);
  return kept;
}
