import type { Result } from '../result.ts';
import type { Rect, Size } from './geometry.ts';

/**
 * The lossless tile codec as its two sides see it; src-codec holds the WebAssembly behind it, one module for both.
 * A payload only makes sense to a decoder that has decoded every payload before it, in order.
 */
export interface TileEncoder {
  readonly size: Size;
  /**
   * The newest pixels, see frame-source.ts for their order. Written by {@link FrameSource.grab}; a view of the
   * module's memory, to be read anew from here each time and never kept.
   */
  readonly frame: Uint8Array;
  /** What the viewer has is unknown there, as after a lossy picture: the next encode of it sends every pixel. */
  forget(rect: Rect): void;
  /**
   * Encodes where `frame` differs from what the viewer has, inside `rects`, into one payload of at most `maxBytes`
   * (at least {@link MIN_PAYLOAD_BYTES}); what did not fit comes back as `rest`. `payload` is null when nothing
   * differs. It is a copy: it may be kept. From here on the viewer counts as having what was encoded.
   */
  encode(rects: readonly Rect[], maxBytes: number, options?: EncodeOptions): Encoded;
  /**
   * An area of `frame` as a baseline JPEG, quality 1 to 100, which changes nothing of what the viewer counts as having.
   * Null when it would be longer than `maxBytes`, or when no pixel of it lies in the picture.
   */
  jpeg(rect: Rect, quality: number, maxBytes: number): Uint8Array | null;
  close(): void;
}

export interface EncodeOptions {
  /** Looked for moved areas first; costs a little, saves much while scrolling. Default true. */
  readonly findMoves?: boolean;
  /** Left out and forgotten: something else (a lossy picture) goes there. */
  readonly leaveOut?: readonly Rect[];
}

export interface Encoded {
  readonly payload: Uint8Array | null;
  readonly rest: readonly Rect[];
  /**
   * Tiles that look like a photo or a video among those that changed now: many colours, hardly ever the same twice in
   * a row. Coloured text with smoothed edges is none. Grid places, see TILE_SIDE.
   */
  readonly photoTiles: readonly TilePlace[];
  /** Changed tiles in all, and pixels that had to be coded (without those moved). */
  readonly changedTiles: number;
  readonly codedPixels: number;
}

/** A place in the grid of {@link TILE_SIDE} pixels. */
export interface TilePlace {
  readonly column: number;
  readonly row: number;
}

/** Side of a tile of the grid, in pixels. */
export const TILE_SIDE = 64;
/** Enough for one raw tile and its frame. */
export const MIN_PAYLOAD_BYTES = 20_000;
/** Longest payload, bytes: a data channel takes 256 KiB at most, and a long message delays what comes after it. */
export const MAX_PAYLOAD_BYTES = 199_000;

export interface TileDecoder {
  readonly size: Size;
  /** The picture: red, green, blue, 255; a view of the module's memory, to be read anew from here each time. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  /**
   * Decodes one payload and answers the rectangles that changed. PICTURE_BROKEN on anything that breaks the format;
   * the picture then has to be started anew.
   */
  decode(payload: Uint8Array): Result<readonly Rect[]>;
  close(): void;
}

/** Made from the compiled module; `size` at most MAX_SIDE each way. An error says why there is none. */
export interface TileCodec {
  createEncoder(size: Size): Result<TileEncoder>;
  createDecoder(size: Size): Result<TileDecoder>;
}
