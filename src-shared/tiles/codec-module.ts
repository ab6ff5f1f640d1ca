import type { Size } from './geometry.ts';

/** What is used of WebAssembly, which this folder has no types for: handed in by whoever compiled src-codec. */
export interface CodecWasm<M extends CodecMemory = CodecMemory> {
  /** A memory of exactly so many pages of 64 KiB, which never grows: `new WebAssembly.Memory({ initial, maximum })`. */
  createMemory(pages: number): M;
  /** The exports of a new instance of the module, importing this memory as `env.memory`. */
  instantiate(memory: M): unknown;
}

export interface CodecMemory {
  readonly buffer: ArrayBuffer;
}

/** The module's functions (src-codec/codec.ts). Addresses are bytes from the memory's start. */
export interface CodecExports {
  setUpEncoder(width: number, height: number, base: number): number;
  setUpDecoder(width: number, height: number, base: number): number;
  beginPayload(maxBytes: number): void;
  findMoves(x: number, y: number, width: number, height: number): void;
  encodeRect(x: number, y: number, width: number, height: number): number;
  endPayload(): number;
  forget(x: number, y: number, width: number, height: number): void;
  encodeJpeg(x: number, y: number, width: number, height: number, quality: number, maxBytes: number): number;
  decode(length: number): number;
  payloadAt(): number;
  photoTilesAt(): number;
  photoTileCount(): number;
  changedTileCount(): number;
  codedPixelCount(): number;
  dirtyAt(): number;
  dirtyRectCount(): number;
}

const names = [
  'setUpEncoder',
  'setUpDecoder',
  'beginPayload',
  'findMoves',
  'encodeRect',
  'endPayload',
  'forget',
  'encodeJpeg',
  'decode',
  'payloadAt',
  'photoTilesAt',
  'photoTileCount',
  'changedTileCount',
  'codedPixelCount',
  'dirtyAt',
  'dirtyRectCount',
] as const satisfies readonly (keyof CodecExports)[];

/** Room for the module's own tables before the pictures; it refuses to set up with less (src-codec/layout.ts). */
const FIXED_BYTES = 3 * 1024 * 1024;
const SLACK_BYTES = 64;
const PAGE_BYTES = 65_536;

export interface CodecInstance {
  readonly memory: CodecMemory;
  readonly exports: CodecExports;
  /** Where the first picture begins, and its bytes. */
  readonly pictureAt: number;
  readonly pictureBytes: number;
}

export type Side = 'encoder' | 'decoder';

/** One instance with a memory of the exact size. Throws what the runtime throws when there is not that much memory. */
export function createInstance(wasm: CodecWasm, size: Size, side: Side): CodecInstance {
  const memory = wasm.createMemory(pagesFor(size, side));
  const exports = decodeExports(wasm.instantiate(memory));
  const instance = { memory, exports, pictureAt: FIXED_BYTES, pictureBytes: 0 };
  const ready = setUpAgain(instance, size, side);
  if (ready === null) throw new Error('the codec refused its memory');
  return ready;
}

/** The same memory for another picture, begun anew; null when it is too small for that. */
export function setUpAgain(instance: CodecInstance, size: Size, side: Side): CodecInstance | null {
  const { memory, exports } = instance;
  if (memory.buffer.byteLength < pagesFor(size, side) * PAGE_BYTES) return null;
  const setUp = side === 'encoder' ? exports.setUpEncoder : exports.setUpDecoder;
  if (setUp(size.width, size.height, FIXED_BYTES) === 0) return null;
  return { ...instance, pictureBytes: size.width * size.height * 4 };
}

function pagesFor(size: Size, side: Side): number {
  const pictures = size.width * size.height * 4 * (side === 'encoder' ? 2 : 1);
  return Math.ceil((FIXED_BYTES + pictures + SLACK_BYTES) / PAGE_BYTES);
}

function decodeExports(exports: unknown): CodecExports {
  const found = new Map(Object.entries(Object(exports)));
  for (const name of names)
    if (typeof found.get(name) !== 'function') throw new Error(`the codec module has no ${name}`);
  return exports as CodecExports;
}
