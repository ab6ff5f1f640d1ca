import type { Rect, Size } from '../../src-shared/tiles/geometry.ts';
import type { PictureMode, PictureReason } from '../../src-shared/tiles/picture-mode.ts';

/** Page to worker. Every order but `open` is answered exactly once, in order, so that silence tells of a hang. */
export type TileOrder =
  | { readonly type: 'open'; readonly canvas: OffscreenCanvas }
  | { readonly type: 'begin'; readonly size: Size }
  | {
      readonly type: 'tiles';
      readonly seq: number;
      readonly last: boolean;
      readonly payload: Uint8Array;
    }
  | {
      readonly type: 'lossy';
      readonly seq: number;
      readonly last: boolean;
      readonly rect: Rect;
      readonly jpeg: Uint8Array;
    }
  /** Only sent back: its place among the frames is what counts. */
  | { readonly type: 'mode'; readonly mode: PictureMode; readonly reason: PictureReason }
  /** A message was lost to an error: the old picture stays until the next `begin`. */
  | { readonly type: 'break' }
  /** Nothing of the picture may stay. */
  | { readonly type: 'clear' };

export type TileAnswer =
  /** To `open`: WebAssembly and canvas are there. */
  | { readonly type: 'ready' }
  /** To `open`: this browser cannot. */
  | { readonly type: 'cannot'; readonly why: string }
  /** To `tiles` and `lossy`. `shows`: size of what the canvas shows, null while it holds the first frame back. */
  | { readonly type: 'drawn'; readonly seq: number; readonly last: boolean; readonly shows: Size | null }
  /** To `begin`, `break` and `clear`, and to whatever cannot be used after `broken`, before the next `begin`. */
  | { readonly type: 'taken' }
  | { readonly type: 'mode'; readonly mode: PictureMode; readonly reason: PictureReason }
  /** To nothing: the rest of a frame stayed away, so what there is of it is shown. */
  | { readonly type: 'shown'; readonly shows: Size }
  /** To `begin`, `tiles` or `lossy`: the old picture stays, all else is dropped until the next `begin`. */
  | { readonly type: 'broken'; readonly why: string };

/**
 * Most pixels of a picture (7680 x 4320). Canvas and decoder each keep four bytes for every one: a hostile host can
 * make this page use some 400 MB, and no more.
 */
export const MAX_PICTURE_PIXELS = 33_177_600;
