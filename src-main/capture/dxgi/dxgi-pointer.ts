import { MAX_POINTER_SIDE, type PointerShape } from '../../../src-shared/tiles/frame-source.ts';

export const SHAPE_INFO_BYTES = 24;
/** DXGI_OUTDUPL_POINTER_SHAPE_TYPE. */
const kinds = { monochrome: 1, colour: 2, maskedColour: 4 } as const;

/** One pixel: red, green, blue, alpha. */
type Pixel = readonly [number, number, number, number];
const CLEAR: Pixel = [0, 0, 0, 0];
const BLACK: Pixel = [0, 0, 0, 255];
const WHITE: Pixel = [255, 255, 255, 255];
/** Turns the screen below into its opposite; drawn apart from the screen it is black, which is right on light ground. */
const INVERT = BLACK;

/** DXGI_OUTDUPL_POINTER_SHAPE_INFO and its pixels; null for what does not fit together. A larger one is cut off. */
export function dxgiPointerShape(info: DataView, pixels: DataView): PointerShape | null {
  const [kind, width, tall, pitch] = [0, 4, 8, 12].map((at) => info.getUint32(at, true));
  if (kind === undefined || width === undefined || tall === undefined || pitch === undefined) return null;
  const read = reader(kind, tall, pitch, pixels);
  // of a monochrome shape the height counts both of its masks
  const height = kind === kinds.monochrome ? Math.floor(tall / 2) : tall;
  const rowBytes = kind === kinds.monochrome ? Math.ceil(width / 8) : width * 4;
  if (read === null || width < 1 || height < 1 || pitch < rowBytes) return null;
  if ((tall - 1) * pitch + rowBytes > pixels.byteLength) return null;
  const [columns, rows] = [Math.min(width, MAX_POINTER_SIDE), Math.min(height, MAX_POINTER_SIDE)];
  const rgba = new Uint8Array(columns * rows * 4);
  for (let y = 0; y < rows; y += 1)
    for (let x = 0; x < columns; x += 1) rgba.set(read(x, y), (y * columns + x) * 4);
  const within = (value: number, limit: number) => Math.max(0, Math.min(limit, value));
  const hotX = within(info.getInt32(16, true), columns);
  const hotY = within(info.getInt32(20, true), rows);
  return { width: columns, height: rows, hotX, hotY, rgba };
}

function reader(kind: number, tall: number, pitch: number, pixels: DataView) {
  const bgra = (x: number, y: number) => {
    const at = y * pitch + x * 4;
    return [
      pixels.getUint8(at + 2),
      pixels.getUint8(at + 1),
      pixels.getUint8(at),
      pixels.getUint8(at + 3),
    ] as const;
  };
  const bit = (x: number, row: number) => (pixels.getUint8(row * pitch + (x >> 3)) >> (7 - (x & 7))) & 1;
  switch (kind) {
    case kinds.colour:
      return bgra;
    case kinds.monochrome:
      // the AND mask above, the XOR mask below
      return (x: number, y: number): Pixel => {
        const xor = bit(x, y + Math.floor(tall / 2)) === 1;
        if (bit(x, y) === 0) return xor ? WHITE : BLACK;
        return xor ? INVERT : CLEAR;
      };
    case kinds.maskedColour:
      // alpha 0: the colour replaces the screen; 255: it is combined with it by XOR
      return (x: number, y: number): Pixel => {
        const [red, green, blue, mask] = bgra(x, y);
        if (mask === 0) return [red, green, blue, 255];
        return red + green + blue === 0 ? CLEAR : INVERT;
      };
    default:
      return null;
  }
}
