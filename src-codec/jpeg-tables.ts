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
  writeCodesAndScan();
  writeCodes();
  writeOrder();
}

/** Writes 16 bytes as they are read here, from left to right. */
function put(at: usize, a: u32, b: u32, c: u32, d: u32): usize {
  store<u32>(at, bswap(a));
  store<u32>(at, bswap(b), 4);
  store<u32>(at, bswap(c), 8);
  store<u32>(at, bswap(d), 12);
  return at + 16;
}

/** The divisors of Annex K, brightness and colour, from the lowest frequency to the highest. */
function writeBase(): void {
  let at = JPEG_BASE;
  at = put(at, 0x100b0c0e, 0x0c0a100e, 0x0d0e1211, 0x10131828);
  at = put(at, 0x1a181616, 0x18312325, 0x1d283a33, 0x3d3c3933);
  at = put(at, 0x38374048, 0x5c4e4044, 0x57453738, 0x506d5157);
  at = put(at, 0x5f626768, 0x673e4d71, 0x79706478, 0x5c656763);
  at = put(at, 0x11121218, 0x15182f1a, 0x1a2f6342, 0x38426363);
  at = put(at, 0x63636363, 0x63636363, 0x63636363, 0x63636363);
  at = put(at, 0x63636363, 0x63636363, 0x63636363, 0x63636363);
  at = put(at, 0x63636363, 0x63636363, 0x63636363, 0x63636363);
}

/** Each part begins where the one before ends; what that wrote too much is written over by the next. */
function writeHead(): void {
  let at = JPEG_HEAD;
  at = put(at, 0xffd8ffe0, 0x00104a46, 0x49460001, 0x01000001);
  at = put(at, 0x00010000, 0, 0, 0);
  for (let table: usize = 0; table < 2; table++) {
    at = JPEG_HEAD + QUANTISERS + table * 69;
    store<u32>(at, bswap<u32>(0xffdb_0043));
    store<u8>(at, <u8>table, 4);
  }
  at = JPEG_HEAD + FRAME;
  at = put(at, 0xffc00011, 0x08004000, 0x40030122, 0x00021101);
  at = put(at, 0x03110100, 0, 0, 0);
}

/** The tables of Annex K: brightness, then colour, the means before the rest; and the head of the scan. */
function writeCodesAndScan(): void {
  let at = JPEG_HEAD + HUFFMAN;
  at = put(at, 0xffc4001f, 0x00000105, 0x01010101, 0x01010000);
  at = put(at, 0, 0x00000102, 0x03040506, 0x0708090a);
  at = put(at, 0x0b000000, 0, 0, 0);
  at = JPEG_HEAD + HUFFMAN + 33;
  at = put(at, 0xffc400b5, 0x10000201, 0x03030204, 0x03050504);
  at = put(at, 0x04000001, 0x7d010203, 0x00041105, 0x12213141);
  at = put(at, 0x06135161, 0x07227114, 0x328191a1, 0x082342b1);
  at = put(at, 0xc11552d1, 0xf0243362, 0x7282090a, 0x16171819);
  at = put(at, 0x1a252627, 0x28292a34, 0x35363738, 0x393a4344);
  at = put(at, 0x45464748, 0x494a5354, 0x55565758, 0x595a6364);
  at = put(at, 0x65666768, 0x696a7374, 0x75767778, 0x797a8384);
  at = put(at, 0x85868788, 0x898a9293, 0x94959697, 0x98999aa2);
  at = put(at, 0xa3a4a5a6, 0xa7a8a9aa, 0xb2b3b4b5, 0xb6b7b8b9);
  at = put(at, 0xbac2c3c4, 0xc5c6c7c8, 0xc9cad2d3, 0xd4d5d6d7);
  at = put(at, 0xd8d9dae1, 0xe2e3e4e5, 0xe6e7e8e9, 0xeaf1f2f3);
  at = put(at, 0xf4f5f6f7, 0xf8f9fa00, 0, 0);
  at = JPEG_HEAD + HUFFMAN + 216;
  at = put(at, 0xffc4001f, 0x01000301, 0x01010101, 0x01010101);
  at = put(at, 0, 0x00000102, 0x03040506, 0x0708090a);
  at = put(at, 0x0b000000, 0, 0, 0);
  at = JPEG_HEAD + HUFFMAN + 249;
  at = put(at, 0xffc400b5, 0x11000201, 0x02040403, 0x04070504);
  at = put(at, 0x04000102, 0x77000102, 0x03110405, 0x21310612);
  at = put(at, 0x41510761, 0x71132232, 0x81081442, 0x91a1b1c1);
  at = put(at, 0x09233352, 0xf0156272, 0xd10a1624, 0x34e125f1);
  at = put(at, 0x1718191a, 0x26272829, 0x2a353637, 0x38393a43);
  at = put(at, 0x44454647, 0x48494a53, 0x54555657, 0x58595a63);
  at = put(at, 0x64656667, 0x68696a73, 0x74757677, 0x78797a82);
  at = put(at, 0x83848586, 0x8788898a, 0x92939495, 0x96979899);
  at = put(at, 0x9aa2a3a4, 0xa5a6a7a8, 0xa9aab2b3, 0xb4b5b6b7);
  at = put(at, 0xb8b9bac2, 0xc3c4c5c6, 0xc7c8c9ca, 0xd2d3d4d5);
  at = put(at, 0xd6d7d8d9, 0xdae2e3e4, 0xe5e6e7e8, 0xe9eaf2f3);
  at = put(at, 0xf4f5f6f7, 0xf8f9fa00, 0, 0);
  at = JPEG_HEAD + SCAN;
  at = put(at, 0xffda000c, 0x03010002, 0x11031100, 0x3f000000);
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
