import { appError } from '../errors.ts';
import { err, ok, type Result } from '../result.ts';
import { MAX_SIDE, intersection, whole, type Rect, type Size } from './geometry.ts';
import {
  MAX_PAYLOAD_BYTES,
  MIN_PAYLOAD_BYTES,
  TILE_SIDE,
  type Encoded,
  type EncodeOptions,
  type TileCodec,
  type TileDecoder,
  type TileEncoder,
  type TilePlace,
} from './codec.ts';
import {
  createInstance,
  setUpAgain,
  type CodecInstance,
  type CodecMemory,
  type CodecWasm,
  type Side,
} from './codec-module.ts';
import { apart, joined } from './rects.ts';

/** What the decoder says is wrong, in the order of src-codec/decode.ts. */
const broken = [
  'none',
  'length',
  'not LZ4',
  'operation cut off',
  'kind of operation',
  'outside the picture',
  'number of colours',
  'colour without a number',
  'too many pixels',
] as const;

/** The codec behind WebAssembly: `wasm` is src-codec, compiled, and how to make instances of it. */
export function createTileCodec<M extends CodecMemory>(wasm: CodecWasm<M>): TileCodec {
  const encoders = instancesOf(wasm, 'encoder');
  const decoders = instancesOf(wasm, 'decoder');
  return {
    createEncoder: (size) => made(size, () => encoderOf(size, encoders.open(size), encoders.closed)),
    createDecoder: (size) => made(size, () => decoderOf(size, decoders.open(size), decoders.closed)),
  };
}

interface Instances {
  open(size: Size): CodecInstance;
  closed(instance: CodecInstance): void;
}

/** Keeps the instance closed last: whoever makes the other side begin again and again does not pile up memory there. */
function instancesOf<M extends CodecMemory>(wasm: CodecWasm<M>, side: Side): Instances {
  let spare: CodecInstance | null = null;
  return {
    open(size) {
      const again = spare === null ? null : setUpAgain(spare, size, side);
      spare = null;
      return again ?? createInstance(wasm, size, side);
    },
    closed(instance) {
      spare = instance;
    },
  };
}

function made<T>({ width, height }: Size, make: () => T): Result<T> {
  const sound = [width, height].every((side) => Number.isInteger(side) && side >= 1 && side <= MAX_SIDE);
  if (!sound) return err(appError('PICTURE_BROKEN', `size ${width}x${height}`));
  try {
    return ok(make());
  } catch (error) {
    return err(appError('PICTURE_BROKEN', `no codec: ${String(error)}`));
  }
}

function encoderOf(
  size: Size,
  instance: CodecInstance,
  onClosed: (instance: CodecInstance) => void,
): TileEncoder {
  let open: CodecInstance | null = instance;
  const inside = (rects: readonly Rect[]): readonly Rect[] => rects.flatMap((rect) => clipped(rect, size));
  return {
    size,
    get frame() {
      return open === null
        ? new Uint8Array()
        : new Uint8Array(open.memory.buffer, open.pictureAt, open.pictureBytes);
    },
    forget(rect) {
      for (const { x, y, width, height } of inside([rect])) open?.exports.forget(x, y, width, height);
    },
    encode(rects, maxBytes, options = {}) {
      if (maxBytes < MIN_PAYLOAD_BYTES) throw new RangeError(`a payload of ${maxBytes} bytes is too short`);
      if (open === null) return nothing;
      const leaveOut = inside(options.leaveOut ?? []);
      return encodeWith(open, apart(inside(rects), leaveOut), maxBytes, { ...options, leaveOut });
    },
    jpeg(rect, quality, maxBytes) {
      const [part] = inside([rect]);
      return open === null || part === undefined ? null : jpegWith(open, part, quality, maxBytes);
    },
    close() {
      if (open !== null) onClosed(open);
      open = null;
    },
  };
}

function jpegWith(
  { exports, memory }: CodecInstance,
  { x, y, width, height }: Rect,
  quality: number,
  maxBytes: number,
): Uint8Array | null {
  const length = exports.encodeJpeg(x, y, width, height, quality, maxBytes);
  const at = exports.payloadAt();
  return length < 0 ? null : new Uint8Array(memory.buffer.slice(at, at + length));
}

const nothing: Encoded = { payload: null, rest: [], photoTiles: [], changedTiles: 0, codedPixels: 0 };

function encodeWith(
  { exports, memory }: CodecInstance,
  rects: readonly Rect[],
  maxBytes: number,
  { findMoves = true, leaveOut = [] }: EncodeOptions,
): Encoded {
  for (const { x, y, width, height } of leaveOut) exports.forget(x, y, width, height);
  exports.beginPayload(Math.min(maxBytes, MAX_PAYLOAD_BYTES));
  if (findMoves) for (const { x, y, width, height } of rects) exports.findMoves(x, y, width, height);
  const rest = encodeRects(exports.encodeRect, rects);
  const length = exports.endPayload();
  const at = exports.payloadAt();
  return {
    payload: length === 0 ? null : new Uint8Array(memory.buffer.slice(at, at + length)),
    rest,
    photoTiles: readPlaces(memory, exports.photoTilesAt(), exports.photoTileCount()),
    changedTiles: exports.changedTileCount(),
    codedPixels: exports.codedPixelCount(),
  };
}

type EncodeRect = (x: number, y: number, width: number, height: number) => number;

/** Answers what did not fit. */
function encodeRects(encodeRect: EncodeRect, rects: readonly Rect[]): readonly Rect[] {
  for (const [index, rect] of rects.entries()) {
    const tile = encodeRect(rect.x, rect.y, rect.width, rect.height);
    if (tile >= 0) return [...fromTileOn(rect, tile & 0xffff, tile >>> 16), ...rects.slice(index + 1)];
  }
  return [];
}

/** The part of a rectangle from this tile of the grid on, in reading order. */
function fromTileOn(rect: Rect, column: number, row: number): readonly Rect[] {
  const x = Math.max(rect.x, column * TILE_SIDE);
  const y = Math.max(rect.y, row * TILE_SIDE);
  const below = Math.min(rect.y + rect.height, (row + 1) * TILE_SIDE);
  const rest = [
    { x, y, width: rect.x + rect.width - x, height: below - y },
    { x: rect.x, y: below, width: rect.width, height: rect.y + rect.height - below },
  ];
  return rest.filter(({ height }) => height > 0);
}

function readPlaces(memory: CodecMemory, at: number, count: number): readonly TilePlace[] {
  const values = new Uint16Array(memory.buffer, at, count * 2);
  return Array.from({ length: count }, (_, i) => ({
    column: values[i * 2] ?? 0,
    row: values[i * 2 + 1] ?? 0,
  }));
}

function decoderOf(
  size: Size,
  instance: CodecInstance,
  onClosed: (instance: CodecInstance) => void,
): TileDecoder {
  let open: CodecInstance | null = instance;
  let isBroken = false;
  return {
    size,
    get pixels() {
      return open === null
        ? new Uint8ClampedArray()
        : new Uint8ClampedArray(open.memory.buffer, open.pictureAt, open.pictureBytes);
    },
    decode(payload) {
      // later payloads build on the one that broke
      if (open === null || isBroken) return err(appError('PICTURE_BROKEN', 'closed or broken before'));
      const { exports, memory } = open;
      const fits = payload.length <= MAX_PAYLOAD_BYTES;
      if (fits) new Uint8Array(memory.buffer).set(payload, exports.payloadAt());
      const wrong = exports.decode(fits ? payload.length : 0);
      if (wrong === 0) return ok(readDirty(open));
      isBroken = true;
      return err(appError('PICTURE_BROKEN', broken[wrong] ?? 'unknown'));
    },
    close() {
      if (open !== null) onClosed(open);
      open = null;
    },
  };
}

function readDirty({ exports, memory }: CodecInstance): readonly Rect[] {
  const count = exports.dirtyRectCount();
  const values = new Uint16Array(memory.buffer, exports.dirtyAt(), count * 4);
  const rects = Array.from({ length: count }, (_, i) => {
    const [left = 0, top = 0, right = 0, bottom = 0] = values.subarray(i * 4, i * 4 + 4);
    return { x: left, y: top, width: right - left, height: bottom - top };
  });
  return joined(rects);
}

/** Whole pixels inside the picture: what a capture says may lie in part outside it. */
function clipped(rect: Rect, size: Size): readonly Rect[] {
  const x = Math.floor(rect.x);
  const y = Math.floor(rect.y);
  const outer = {
    x,
    y,
    width: Math.ceil(rect.x + rect.width) - x,
    height: Math.ceil(rect.y + rect.height) - y,
  };
  const inside = intersection(outer, whole(size));
  return inside === null ? [] : [inside];
}
