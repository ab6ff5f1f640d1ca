import { appError } from '../../../src-shared/errors.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import type { PointerShape } from '../../../src-shared/tiles/frame-source.ts';
import { MAX_SIDE, whole, type Rect, type Size } from '../../../src-shared/tiles/geometry.ts';
import type { Koffi } from '../koffi.ts';
import { createCom, pointerOut, type Com, type ComObject, type Method } from './com.ts';
import {
  dirtyRects,
  DUPLICATION_DESC_BYTES,
  duplicationDesc,
  FORMAT_BGRA,
  FRAME_INFO_BYTES,
  frameInfo,
  guid,
  MAPPED_BYTES,
  mapped,
  movedRects,
  OUTPUT_DESC_BYTES,
  outputDesc,
  stagingDesc,
  type FrameInfo,
} from './dxgi-layouts.ts';
import { dxgiPointerShape, SHAPE_INFO_BYTES } from './dxgi-pointer.ts';

const ids = {
  factory: guid('770aae78-f26f-4dba-a829-253c83d1b387'), // IDXGIFactory1
  output: guid('00cddea8-939b-4b83-a340-a685226666cc'), // IDXGIOutput1
  texture: guid('6f15aaf2-d208-4e89-9ab4-489535d34f9c'), // ID3D11Texture2D
};

const methods = {
  enumAdapters: { slot: 12, parameters: ['uint32_t', 'void *'] }, // IDXGIFactory1
  enumOutputs: { slot: 7, parameters: ['uint32_t', 'void *'] }, // IDXGIAdapter
  outputDesc: { slot: 7, parameters: ['void *'] }, // IDXGIOutput
  duplicate: { slot: 22, parameters: ['void *', 'void *'] }, // IDXGIOutput1
  desc: { slot: 7, parameters: ['void *'] }, // IDXGIOutputDuplication, whose GetDesc answers nothing
  acquire: { slot: 8, parameters: ['uint32_t', 'void *', 'void *'] },
  dirty: { slot: 9, parameters: ['uint32_t', 'void *', 'void *'] },
  moves: { slot: 10, parameters: ['uint32_t', 'void *', 'void *'] },
  shape: { slot: 11, parameters: ['uint32_t', 'void *', 'void *', 'void *'] },
  releaseFrame: { slot: 14, parameters: [] },
  createTexture: { slot: 5, parameters: ['void *', 'void *', 'void *'] }, // ID3D11Device
  map: { slot: 14, parameters: ['void *', 'uint32_t', 'uint32_t', 'uint32_t', 'void *'] }, // ID3D11DeviceContext
  unmap: { slot: 15, parameters: ['void *', 'uint32_t'] },
  copy: { slot: 47, parameters: ['void *', 'void *'] },
} as const satisfies Record<string, Method>;

/** DXGI_ERROR_WAIT_TIMEOUT, as the signed number that an HRESULT is. */
const TIMED_OUT = 0x887a_0027 | 0;
const MAP_READ = 1;
/** So long a wait for a frame may take, ms: closing waits for it. */
const WAIT_MS = 250;

export interface Frame {
  readonly info: FrameInfo;
  /** What has changed in {@link Duplication.picture}. */
  readonly rects: readonly Rect[];
  readonly shape: PointerShape | null;
}

/** One output that Windows copies for us, and the last picture of it in our own memory. */
export interface Duplication {
  readonly size: Size;
  /** Rows of `width * 4` bytes: blue, green, red, anything. */
  readonly picture: Uint8Array;
  /** Waits for the next frame, on another thread; null when there was none in time. An error: begin anew. */
  next(): Promise<Result<Frame | null>>;
  /** Not while `next` waits. */
  close(): void;
}

/** Duplicates the output at this place of the desktop; CAPTURE_UNAVAILABLE with why not. */
export function openDuplication(koffi: Koffi, place: Rect): Result<Duplication> {
  if (koffi.sizeof('void *') !== 8) return unavailable('capture by DXGI needs a system of 64 bits');
  const com = createCom(koffi);
  const owned: ComObject[] = [];
  const close = () =>
    owned
      .splice(0)
      .reverse()
      .forEach((object) => com.release(object));
  const own = (object: ComObject | null): ComObject | null => {
    if (object !== null) owned.push(object);
    return object;
  };
  try {
    const made = duplicate(koffi, com, place, own);
    if (!made.ok) close();
    return made.ok ? ok(duplicationOf(koffi, com, made.value, close)) : made;
  } catch (error) {
    close();
    return unavailable(error instanceof Error ? error.message : String(error));
  }
}

type Own = (object: ComObject | null) => ComObject | null;

interface Parts {
  readonly size: Size;
  readonly output: ComObject;
  readonly context: ComObject;
  readonly staging: ComObject;
}

function duplicate(koffi: Koffi, com: Com, place: Rect, own: Own): Result<Parts> {
  const found = findOutput(koffi, com, place, own);
  if (!found.ok) return found;
  const d3d = koffi.load('d3d11.dll');
  const create = d3d.func(
    'int32_t D3D11CreateDevice(void *, int, void *, uint32_t, void *, uint32_t, uint32_t, void *, void *, void *)',
  );
  const [device, context] = [pointerOut(), pointerOut()];
  // adapter given, so driver type unknown (0); BGRA support (0x20); any feature level; SDK version 7
  const made: unknown = create(
    found.value.adapter,
    0,
    null,
    0x20,
    null,
    0,
    7,
    device.bytes,
    null,
    context.bytes,
  );
  const [deviceObject, contextObject] = [own(device.value()), own(context.value())];
  if (Number(made) < 0 || deviceObject === null || contextObject === null)
    return failed('D3D11CreateDevice', made);
  const duplication = pointerOut();
  const status = com.call(found.value.output, methods.duplicate, deviceObject, duplication.bytes);
  const output = own(duplication.value());
  if (status < 0 || output === null) return failed('DuplicateOutput', status);
  const desc = new Uint8Array(DUPLICATION_DESC_BYTES);
  com.call(output, methods.desc, desc);
  const { width, height, format } = duplicationDesc(new DataView(desc.buffer));
  if (format !== FORMAT_BGRA) return unavailable(`the desktop has pixels of format ${format}`);
  if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE)
    return unavailable(`${width}x${height}`);
  const texture = pointerOut();
  const textureMade = com.call(
    deviceObject,
    methods.createTexture,
    stagingDesc(width, height),
    null,
    texture.bytes,
  );
  const staging = own(texture.value());
  if (textureMade < 0 || staging === null) return failed('CreateTexture2D', textureMade);
  return ok({ size: { width, height }, output, context: contextObject, staging });
}

interface FoundOutput {
  readonly adapter: ComObject;
  readonly output: ComObject;
}

/** The output that lies exactly there, on whichever graphics card. */
function findOutput(koffi: Koffi, com: Com, place: Rect, own: Own): Result<FoundOutput> {
  const create = koffi.load('dxgi.dll').func('int32_t CreateDXGIFactory1(void *, void *)');
  const made = pointerOut();
  const status: unknown = create(ids.factory, made.bytes);
  const factory = own(made.value());
  if (Number(status) < 0 || factory === null) return failed('CreateDXGIFactory1', status);
  for (const adapter of listed(com, factory, methods.enumAdapters, own)) {
    for (const plain of listed(com, adapter, methods.enumOutputs, own)) {
      const bytes = new Uint8Array(OUTPUT_DESC_BYTES);
      if (com.call(plain, methods.outputDesc, bytes) < 0) continue;
      const { rect, attached, turned } = outputDesc(new DataView(bytes.buffer));
      if (!attached || rect.x !== place.x || rect.y !== place.y) continue;
      if (rect.width !== place.width || rect.height !== place.height) continue;
      if (turned) return unavailable('the display is turned');
      const output = own(com.query(plain, ids.output));
      return output === null ? unavailable('Windows cannot duplicate outputs') : ok({ adapter, output });
    }
  }
  return unavailable('no output lies where the display is');
}

/** The first, the second and so on, until there is none. */
function* listed(com: Com, owner: ComObject, method: Method, own: Own): Generator<ComObject> {
  for (let index = 0; index < 64; index += 1) {
    const out = pointerOut();
    if (com.call(owner, method, index, out.bytes) < 0) return;
    const object = own(out.value());
    if (object === null) return;
    yield object;
  }
}

function duplicationOf(koffi: Koffi, com: Com, parts: Parts, close: () => void): Duplication {
  const { size, output } = parts;
  const picture = new Uint8Array(size.width * size.height * 4);
  const copy = rowCopier(koffi, com, parts, picture);
  const infoBytes = new Uint8Array(FRAME_INFO_BYTES);
  let first = true;
  return {
    size,
    picture,
    close,
    async next() {
      const resource = pointerOut();
      const status = await com.callAside(output, methods.acquire, WAIT_MS, infoBytes, resource.bytes);
      if (status === TIMED_OUT) return ok(null);
      const desktop = resource.value();
      if (status < 0 || desktop === null) return failed('AcquireNextFrame', status);
      try {
        const info = frameInfo(new DataView(infoBytes.buffer));
        const told = first ? null : changedRects(com, output, info);
        const rects = told ?? (info.presented || first ? [whole(size)] : []);
        if (rects.length > 0 && !copy(desktop, rects)) return failed('Map', 'no pixels');
        first = false;
        return ok({ info, rects, shape: readShape(com, output, info) });
      } finally {
        com.release(desktop);
        com.call(output, methods.releaseFrame);
      }
    },
  };
}

/** What Windows says has changed; null when it does not say, and so everything may have. */
function changedRects(com: Com, output: ComObject, info: FrameInfo): readonly Rect[] | null {
  if (info.rectBytes === 0) return null;
  const buffer = new Uint8Array(info.rectBytes);
  const view = new DataView(buffer.buffer);
  const needed = new Uint32Array(1);
  const neededBytes = new Uint8Array(needed.buffer);
  if (com.call(output, methods.moves, buffer.length, buffer, neededBytes) < 0) return null;
  const moved = movedRects(view, needed[0] ?? 0);
  if (com.call(output, methods.dirty, buffer.length, buffer, neededBytes) < 0) return null;
  return [...moved, ...dirtyRects(view, needed[0] ?? 0)];
}

function readShape(com: Com, output: ComObject, info: FrameInfo): PointerShape | null {
  if (info.shapeBytes === 0) return null;
  const buffer = new Uint8Array(info.shapeBytes);
  const [needed, about] = [new Uint8Array(4), new Uint8Array(SHAPE_INFO_BYTES)];
  if (com.call(output, methods.shape, buffer.length, buffer, needed, about) < 0) return null;
  return dxgiPointerShape(new DataView(about.buffer), new DataView(buffer.buffer));
}

/** Copies rectangles of a desktop texture into our picture; false when the graphics card does not give them. */
function rowCopier(koffi: Koffi, com: Com, { size, context, staging }: Parts, picture: Uint8Array) {
  // RtlMoveMemory is memcpy by another name, and exported everywhere
  const copyBytes = koffi.load('kernel32.dll').func('void RtlMoveMemory(void *, void *, size_t)');
  const stride = size.width * 4;
  return (desktop: ComObject, rects: readonly Rect[]): boolean => {
    const texture = com.query(desktop, ids.texture);
    if (texture === null) return false;
    com.call(context, methods.copy, staging, texture);
    com.release(texture);
    const out = new Uint8Array(MAPPED_BYTES);
    if (com.call(context, methods.map, staging, 0, MAP_READ, 0, out) < 0) return false;
    const { address, pitch } = mapped(new DataView(out.buffer));
    for (const { x, y, width, height } of rects) {
      for (let row = y; row < y + height; row += 1) {
        const to = picture.subarray(row * stride + x * 4, row * stride + (x + width) * 4);
        copyBytes(to, address + BigInt(row * pitch + x * 4), to.length);
      }
    }
    com.call(context, methods.unmap, staging, 0);
    return true;
  };
}

function failed(what: string, status: unknown): Result<never> {
  const code = typeof status === 'number' ? `0x${(status >>> 0).toString(16)}` : String(status);
  return unavailable(`${what}: ${code}`);
}

function unavailable(why: string): Result<never> {
  return err(appError('CAPTURE_UNAVAILABLE', why));
}
