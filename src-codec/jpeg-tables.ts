import { JPEG_BASE, JPEG_CODES, JPEG_DIVISORS, JPEG_HEAD, JPEG_ORDER } from './layout';

/*
 * All of a JPEG up to its scan, which is the same for each but for size and quality: JFIF, two tables of divisors, one
 * frame of three components (colour halved both ways), the four Huffman tables of ITU-T T.81 Annex K. From the
 * latter the codes are made, so that what is said and what is written are one.
 */
const QUANTISERS: usize = 20;
const FRAME: usize = 158;
const HUFFMAN: usize = 177;
const SCAN: usize = 609;
export const HEAD_BYTES: usize = 623;

/** Codes of one table: 256 of u32, the length in the upper half. In the order of the header. */
export const TABLE_BYTES: usize = 1024;

let quality: i32 = 0;

export function setUpJpeg(): void {
  quality = 0;
  writeBase();
  writeHead();
  writeCodes();
  writeOrder();
}

/** Writes bytes as they are read here, from left to right. */
function put(at: usize, a: u64, b: u64, c: u64, d: u64): usize {
  store<u64>(at, bswap(a));
  store<u64>(at, bswap(b), 8);
  store<u64>(at, bswap(c), 16);
  store<u64>(at, bswap(d), 24);
  return at + 32;
}

/** The divisors of Annex K, brightness and colour, from the lowest frequency to the highest. */
function writeBase(): void {
  let at = JPEG_BASE;
  at = put(at, 0x100b_0c0e_0c0a_100e, 0x0d0e_1211_1013_1828, 0x1a18_1616_1831_2325, 0x1d28_3a33_3d3c_3933);
  at = put(at, 0x3837_4048_5c4e_4044, 0x5745_3738_506d_5157, 0x5f62_6768_673e_4d71, 0x7970_6478_5c65_6763);
  at = put(at, 0x1112_1218_1518_2f1a, 0x1a2f_6342_3842_6363, 0x6363_6363_6363_6363, 0x6363_6363_6363_6363);
  at = put(at, 0x6363_6363_6363_6363, 0x6363_6363_6363_6363, 0x6363_6363_6363_6363, 0x6363_6363_6363_6363);
}

/** Each part begins where the one before ends; what that wrote too much is written over. */
function writeHead(): void {
  let at = JPEG_HEAD;
  at = put(at, 0xffd8_ffe0_0010_4a46, 0x4946_0001_0100_0001, 0x0001_0000_0000_0000, 0);
  for (let table: usize = 0; table < 2; table++) {
    at = JPEG_HEAD + QUANTISERS + table * 69;
    store<u32>(at, bswap<u32>(0xffdb_0043));
    store<u8>(at, <u8>table, 4);
  }
  at = JPEG_HEAD + FRAME;
  at = put(at, 0xffc0_0011_0800_4000, 0x4003_0122_0002_1101, 0x0311_0100_0000_0000, 0);
  at = JPEG_HEAD + HUFFMAN;
  at = put(at, 0xffc4_001f_0000_0105, 0x0101_0101_0101_0000, 0x0000_0000_0000_0102, 0x0304_0506_0708_090a);
  at = put(at, 0x0b00_0000_0000_0000, 0, 0, 0);
  at = JPEG_HEAD + HUFFMAN + 33;
  at = put(at, 0xffc4_00b5_1000_0201, 0x0303_0204_0305_0504, 0x0400_0001_7d01_0203, 0x0004_1105_1221_3141);
  at = put(at, 0x0613_5161_0722_7114, 0x3281_91a1_0823_42b1, 0xc115_52d1_f024_3362, 0x7282_090a_1617_1819);
  at = put(at, 0x1a25_2627_2829_2a34, 0x3536_3738_393a_4344, 0x4546_4748_494a_5354, 0x5556_5758_595a_6364);
  at = put(at, 0x6566_6768_696a_7374, 0x7576_7778_797a_8384, 0x8586_8788_898a_9293, 0x9495_9697_9899_9aa2);
  at = put(at, 0xa3a4_a5a6_a7a8_a9aa, 0xb2b3_b4b5_b6b7_b8b9, 0xbac2_c3c4_c5c6_c7c8, 0xc9ca_d2d3_d4d5_d6d7);
  at = put(at, 0xd8d9_dae1_e2e3_e4e5, 0xe6e7_e8e9_eaf1_f2f3, 0xf4f5_f6f7_f8f9_fa00, 0);
  at = JPEG_HEAD + HUFFMAN + 216;
  at = put(at, 0xffc4_001f_0100_0301, 0x0101_0101_0101_0101, 0x0000_0000_0000_0102, 0x0304_0506_0708_090a);
  at = put(at, 0x0b00_0000_0000_0000, 0, 0, 0);
  at = JPEG_HEAD + HUFFMAN + 249;
  at = put(at, 0xffc4_00b5_1100_0201, 0x0204_0403_0407_0504, 0x0400_0102_7700_0102, 0x0311_0405_2131_0612);
  at = put(at, 0x4151_0761_7113_2232, 0x8108_1442_91a1_b1c1, 0x0923_3352_f015_6272, 0xd10a_1624_34e1_25f1);
  at = put(at, 0x1718_191a_2627_2829, 0x2a35_3637_3839_3a43, 0x4445_4647_4849_4a53, 0x5455_5657_5859_5a63);
  at = put(at, 0x6465_6667_6869_6a73, 0x7475_7677_7879_7a82, 0x8384_8586_8788_898a, 0x9293_9495_9697_9899);
  at = put(at, 0x9aa2_a3a4_a5a6_a7a8, 0xa9aa_b2b3_b4b5_b6b7, 0xb8b9_bac2_c3c4_c5c6, 0xc7c8_c9ca_d2d3_d4d5);
  at = put(at, 0xd6d7_d8d9_dae2_e3e4, 0xe5e6_e7e8_e9ea_f2f3, 0xf4f5_f6f7_f8f9_fa00, 0);
  at = JPEG_HEAD + SCAN;
  at = put(at, 0xffda_000c_0301_0002, 0x1103_1100_3f00_0000, 0, 0);
}

/** Codes of each length follow one another (T.81, Annex C). */
function writeCodes(): void {
  let segment = JPEG_HEAD + HUFFMAN;
  memory.fill(JPEG_CODES, 0, 4 * TABLE_BYTES);
  for (let table: usize = 0; table < 4; table++) {
    let value = segment + 21;
    let code: u32 = 0;
    for (let length: u32 = 1; length <= 16; length++, code <<= 1) {
      const count: i32 = load<u8>(segment + 4 + length);
      for (let i = 0; i < count; i++, value++, code++) {
        const symbol: usize = load<u8>(value);
        store<u32>(JPEG_CODES + table * TABLE_BYTES + (symbol << 2), code | (length << 16));
      }
    }
    segment = value;
  }
}

/** For each place of a block, columns before rows as the transform leaves it: its number in the zigzag. */
function writeOrder(): void {
  let x = 0;
  let y = 0;
  for (let i = 0; i < 64; i++) {
    store<u8>(JPEG_ORDER + x * 8 + y, <u8>i);
    const up = ((x + y) & 1) === 0;
    if (up && x < 7) {
      x++;
      if (y > 0) y--;
    } else if (up) y++;
    else if (y < 7) {
      y++;
      if (x > 0) x--;
    } else x++;
  }
}

/** The tables for a quality of 1 to 100, and the header with this size; answers the header's end. */
export function writeHeadFor(to: usize, w: i32, h: i32, wanted: i32): usize {
  if (wanted !== quality) setQuality(wanted);
  memory.copy(to, JPEG_HEAD, HEAD_BYTES);
  store<u16>(to + FRAME, bswap<u16>(<u16>h), 5);
  store<u16>(to + FRAME, bswap<u16>(<u16>w), 7);
  return to + HEAD_BYTES;
}

function setQuality(wanted: i32): void {
  quality = wanted;
  const scale = wanted < 50 ? 5000 / wanted : 200 - 2 * wanted;
  for (let table: usize = 0; table < 2; table++) {
    for (let place: usize = 0; place < 64; place++) {
      const number: usize = load<u8>(JPEG_ORDER + place);
      const base: i32 = load<u8>(JPEG_BASE + table * 64 + number);
      const divisor = min(255, max(1, (base * scale + 50) / 100));
      store<u8>(JPEG_HEAD + QUANTISERS + 5 + table * 69 + number, <u8>divisor);
      // the transform's own scale, and twice because its input has one bit more
      const scaled: i32 = 16 * divisor;
      const whole = <f32>scaled * scaleOf(<i32>place >> 3) * scaleOf(<i32>place & 7);
      store<i16>(JPEG_DIVISORS + (table * 64 + place) * 2, <i16>nearest<f32>(<f32>32768 / whole));
    }
  }
}

/** How much larger the transform's result is: cos(n pi / 16) times the square root of 2. */
function scaleOf(n: i32): f32 {
  switch (n) {
    case 1:
      return 1.387039845;
    case 2:
      return 1.306562965;
    case 3:
      return 1.175875602;
    case 5:
      return 0.785694958;
    case 6:
      return 0.5411961;
    case 7:
      return 0.275899379;
    default:
      return 1;
  }
}
