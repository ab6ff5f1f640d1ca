import type { Rect } from '../../../src-shared/tiles/geometry.ts';

/*
 * Structures of DXGI 1.2 and Direct3D 11 on a system of 64 bits, as documented: where things stand in them.
 */

export const OUTPUT_DESC_BYTES = 96;
export interface OutputDesc {
  readonly rect: Rect;
  readonly attached: boolean;
  /** Anything but unspecified (0) and identity (1): the picture lies turned in memory. */
  readonly turned: boolean;
}
/** DXGI_OUTPUT_DESC: after 32 characters of a name, the place on the desktop. */
export function outputDesc(bytes: DataView): OutputDesc {
  return {
    rect: rectAt(bytes, 64),
    attached: bytes.getInt32(80, true) !== 0,
    turned: bytes.getInt32(84, true) > 1,
  };
}

export const FRAME_INFO_BYTES = 48;
export interface FrameInfo {
  /** Whether the picture changed, or only the pointer. */
  readonly presented: boolean;
  readonly pointerMoved: boolean;
  /** The upper left corner of the pointer's shape on the output. */
  readonly pointer: { readonly x: number; readonly y: number; readonly visible: boolean };
  /** Bytes of moved and dirty rectangles together; 0 means that the whole picture is new. */
  readonly rectBytes: number;
  /** Bytes of a new shape; 0 when it is the old one. */
  readonly shapeBytes: number;
}
/** DXGI_OUTDUPL_FRAME_INFO. */
export function frameInfo(bytes: DataView): FrameInfo {
  return {
    presented: bytes.getBigInt64(0, true) !== 0n,
    pointerMoved: bytes.getBigInt64(8, true) !== 0n,
    pointer: {
      x: bytes.getInt32(28, true),
      y: bytes.getInt32(32, true),
      visible: bytes.getInt32(36, true) !== 0,
    },
    rectBytes: bytes.getUint32(40, true),
    shapeBytes: bytes.getUint32(44, true),
  };
}

const RECT_BYTES = 16;
/** DXGI_OUTDUPL_MOVE_RECT: where from (a point), where to (a rectangle). */
const MOVE_BYTES = 24;

/** The first `bytes` bytes as an array of RECT. */
export function dirtyRects(view: DataView, bytes: number): readonly Rect[] {
  return everyRect(view, bytes, RECT_BYTES, 0);
}

/** Where something was moved to: the codec finds moved areas by itself, so this is damage like any other. */
export function movedRects(view: DataView, bytes: number): readonly Rect[] {
  return everyRect(view, bytes, MOVE_BYTES, 8);
}

function everyRect(view: DataView, bytes: number, step: number, at: number): readonly Rect[] {
  const count = Math.floor(Math.min(bytes, view.byteLength) / step);
  const rects = Array.from({ length: count }, (_, index) => rectAt(view, index * step + at));
  return rects.filter(({ width, height }) => width > 0 && height > 0);
}

/** RECT: left, top, right, bottom. */
function rectAt(view: DataView, at: number): Rect {
  const [x, y] = [view.getInt32(at, true), view.getInt32(at + 4, true)];
  return { x, y, width: view.getInt32(at + 8, true) - x, height: view.getInt32(at + 12, true) - y };
}

/** DXGI_FORMAT_B8G8R8A8_UNORM: blue, green, red, anything. */
export const FORMAT_BGRA = 87;
const USAGE_STAGING = 3;
const CPU_READ = 0x2_0000;

/** D3D11_TEXTURE2D_DESC of a texture that the processor can read. */
export function stagingDesc(width: number, height: number): Uint8Array {
  const fields = [width, height, 1, 1, FORMAT_BGRA, 1, 0, USAGE_STAGING, 0, CPU_READ, 0];
  return new Uint8Array(Uint32Array.from(fields).buffer);
}

export const DUPLICATION_DESC_BYTES = 36;
/** DXGI_OUTDUPL_DESC begins with a DXGI_MODE_DESC. */
export function duplicationDesc(bytes: DataView) {
  return {
    width: bytes.getUint32(0, true),
    height: bytes.getUint32(4, true),
    format: bytes.getUint32(16, true),
  };
}

export const MAPPED_BYTES = 16;
/** D3D11_MAPPED_SUBRESOURCE: address and bytes from row to row. */
export function mapped(bytes: DataView) {
  return { address: bytes.getBigUint64(0, true), pitch: bytes.getUint32(8, true) };
}

/** `770aae78-f26f-…` as 16 bytes in memory: three numbers in the machine's order, then bytes as written. */
export function guid(text: string): Uint8Array {
  const hex = text.replaceAll('-', '');
  const bytes = Uint8Array.from({ length: 16 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
  for (const [from, to] of [
    [0, 4],
    [4, 6],
    [6, 8],
  ])
    bytes.subarray(from, to).reverse();
  return bytes;
}
