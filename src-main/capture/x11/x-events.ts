import type { Rect } from '../../../src-shared/tiles/geometry.ts';

/*
 * Where things stand in Xlib's structures on a system of 64 bits, little endian. Each event has its type first; what is
 * not named here is never read.
 */

/** Bytes of the union of all events. */
export const EVENT_BYTES = 192;

export const coreEvents = { destroy: 17, map: 19, configure: 22, generic: 35 } as const;

export const eventType = (event: DataView): number => event.getInt32(0, true);

/** XDamageNotifyEvent: whose damage, and where (in the damaged window's pixels). */
export const damageOf = (event: DataView): number => Number(event.getBigUint64(40, true));
export function damagedArea(event: DataView): Rect {
  return {
    x: event.getInt16(64, true),
    y: event.getInt16(66, true),
    width: event.getUint16(68, true),
    height: event.getUint16(70, true),
  };
}

/** The window that a destroy, map or configure event is about. */
export const windowOf = (event: DataView): number => Number(event.getBigUint64(40, true));

/** XConfigureEvent: the size inside the border, and the border. */
export function configured(event: DataView): { width: number; height: number; border: number } {
  return {
    width: event.getInt32(56, true),
    height: event.getInt32(60, true),
    border: event.getInt32(64, true),
  };
}

/** XGenericEventCookie: the extension's opcode and its own event type. */
export function genericOf(event: DataView): { opcode: number; type: number } {
  return { opcode: event.getInt32(32, true), type: event.getInt32(36, true) };
}

export const ERROR_BYTES = 40;
/** XErrorEvent in words, such as `X error 3 to request 8.0`. */
export function errorWords(error: DataView): string {
  return `X error ${error.getUint8(32)} to request ${error.getUint8(33)}.${error.getUint8(34)}`;
}

export const WINDOW_ATTRIBUTES_BYTES = 136;
export interface WindowAttributes {
  readonly width: number;
  readonly height: number;
  readonly border: number;
  readonly depth: number;
  readonly visual: bigint;
  /** Not a window one can draw in (InputOnly has class 2). */
  readonly inputOnly: boolean;
}
export function windowAttributes(bytes: DataView): WindowAttributes {
  return {
    width: bytes.getInt32(8, true),
    height: bytes.getInt32(12, true),
    border: bytes.getInt32(16, true),
    depth: bytes.getInt32(20, true),
    visual: bytes.getBigUint64(24, true),
    inputOnly: bytes.getInt32(40, true) === 2,
  };
}

/** XImage: as much of it as is read. The size may be written, the address of its pixels too. */
export const IMAGE_BYTES = 80;
export const IMAGE_DATA_AT = 16n;
export interface ImageFormat {
  readonly bitsPerPixel: number;
  readonly littleEndian: boolean;
  readonly red: bigint;
  readonly green: bigint;
  readonly blue: bigint;
}
export function imageFormat(image: DataView): ImageFormat {
  return {
    littleEndian: image.getInt32(24, true) === 0,
    bitsPerPixel: image.getInt32(48, true),
    red: image.getBigUint64(56, true),
    green: image.getBigUint64(64, true),
    blue: image.getBigUint64(72, true),
  };
}

/** XFixesCursorImage, without its pixels. */
export const CURSOR_BYTES = 32;
export interface CursorHead {
  readonly width: number;
  readonly height: number;
  readonly hotX: number;
  readonly hotY: number;
  /** One `unsigned long` a pixel. */
  readonly pixels: bigint;
}
export function cursorHead(image: DataView): CursorHead {
  return {
    width: image.getUint16(4, true),
    height: image.getUint16(6, true),
    hotX: image.getUint16(8, true),
    hotY: image.getUint16(10, true),
    pixels: image.getBigUint64(24, true),
  };
}

export function dataView(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
