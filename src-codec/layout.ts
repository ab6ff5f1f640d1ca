/*
 * Where things stand in the memory, which is handed in and never grows: tables of fixed size first, then the pictures
 * (32 bits a pixel). Address 0 is left free. Whoever makes the memory asks for FIXED_BYTES plus the pictures.
 */

/** The operations of a payload, expanded; what a decoder takes at most. */
export const OPS: usize = 1024;
export const MAX_OPS_BYTES: i32 = 1 << 20;
/** Longest operation: a raw tile; and room for SIMD to write past an end. */
export const MAX_OP_BYTES: i32 = 7 + 64 * 64 * 3 + 64;

/** The payload: what an encoder wrote or a decoder is handed. */
export const PAYLOAD: usize = OPS + MAX_OPS_BYTES + 2 * MAX_OP_BYTES;
/** Longest payload; as in src-shared/tiles/codec.ts. */
export const MAX_PAYLOAD_BYTES: i32 = 199_000;

/** Where four bytes were last seen (u32 addresses), for LZ4. */
export const LZ_TABLE: usize = PAYLOAD + 256 * 1024;
export const LZ_TABLE_BITS: i32 = 14;

/** Colours of the area being coded or decoded (u32), the hash slots over them, and an index for each pixel. */
export const PALETTE: usize = LZ_TABLE + (4 << LZ_TABLE_BITS);
export const SLOT_KEYS: usize = PALETTE + 256 * 4;
export const SLOT_BITS: i32 = 10;
export const SLOT_INDICES: usize = SLOT_KEYS + (4 << SLOT_BITS);
export const INDICES: usize = SLOT_INDICES + (1 << SLOT_BITS);
export const INDEX_STRIDE: i32 = 80;

/** The running palette: slots over it and the number of each colour of PALETTE in it; a decoder's colours. */
export const RUNNING_KEYS: usize = INDICES + 64 * INDEX_STRIDE;
export const RUNNING_INDICES: usize = RUNNING_KEYS + (4 << SLOT_BITS);
export const NUMBERS: usize = RUNNING_INDICES + (1 << SLOT_BITS);
export const RUNNING: usize = NUMBERS + 256;

/** Which columns of a tile differ: sixteen vectors of four pixels. */
export const COLUMN_DIFFERENCES: usize = RUNNING + 256 * 4;

/** Tiles changed in this payload (a byte each), and the places of those with many colours (two u16 each). */
export const TILE_MARKS: usize = COLUMN_DIFFERENCES + 16 * 16;
export const PHOTO_PLACES: usize = TILE_MARKS + 128 * 128;

/** What a decoder changed: rectangles of four u16. */
export const DIRTY: usize = PHOTO_PLACES + 128 * 128 * 4;
export const MAX_DIRTY: i32 = 512;

/** Looking for moved areas: a hash for each row, then and now; a table over them; votes for each distance; cells. */
export const ROWS_NOW: usize = DIRTY + MAX_DIRTY * 8;
export const ROWS_SENT: usize = ROWS_NOW + 8192 * 4;
export const ROW_TABLE: usize = ROWS_SENT + 8192 * 4;
export const VOTES: usize = ROW_TABLE + 16384 * 8;
export const CELLS: usize = VOTES + (2 * 8192 + 4) * 4;
export const COLUMN_SUMS: usize = CELLS + 512 * 1024;

/** JPEG: divisors of Annex K, all before the scan, codes, divisors of the transform's result, the zigzag's numbers. */
export const JPEG_BASE: usize = COLUMN_SUMS + 1024 * 4;
export const JPEG_HEAD: usize = JPEG_BASE + 2 * 64;
export const JPEG_CODES: usize = JPEG_HEAD + 704;
export const JPEG_DIVISORS: usize = JPEG_CODES + 4 * 1024;
export const JPEG_ORDER: usize = JPEG_DIVISORS + 2 * 128;
/** The blocks in work, pixels at an edge, sums of two by two pixels. */
export const JPEG_BLOCKS: usize = JPEG_ORDER + 64;
export const JPEG_ZIGZAG: usize = JPEG_BLOCKS + 6 * 128;
export const JPEG_EDGE: usize = JPEG_ZIGZAG + 128;
export const JPEG_SUMS: usize = JPEG_EDGE + 16 * 64;

export const FIXED_END: usize = JPEG_SUMS + 48;
/** SIMD may read this far past the last picture. */
export const SLACK_BYTES: usize = 64;
