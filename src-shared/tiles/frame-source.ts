import type { AppError } from '../errors.ts';
import type { Result } from '../result.ts';
import type { Rect, Size } from './geometry.ts';

/**
 * Frames of damage with pixels: what a native screen capture gives, whatever the system behind it (XDamage with shared
 * memory, DXGI duplication). It tells what changed at once and hands pixels out only when they are fetched, so that
 * whoever is slow fetches the newest and nothing queues.
 *
 * Pixels are 32 bit, in memory order blue, green, red, anything; rows of `width * 4` bytes without gaps.
 */
export interface FrameSource {
  /** Pixels of the whole picture now. */
  readonly size: Size;
  /** Rectangles in which something may have changed, inside the picture, as soon as the system says so. */
  onDamage(listener: (rects: readonly Rect[]) => void): () => void;
  /** A display was resized, turned, or another took its place: everything fetched before is void. */
  onResize(listener: (size: Size) => void): () => void;
  onPointer(listener: (change: PointerChange) => void): () => void;
  /** Final: the window was closed, the display was unplugged, the connection to the window system broke. */
  onEnded(listener: (error: AppError) => void): () => void;
  /**
   * Copies the newest pixels of `rect` into their place in `frame` (the whole picture, see above).
   * An error is one grab lost, as while a resize is on its way; the end is told by {@link onEnded}.
   */
  grab(rect: Rect, frame: Uint8Array): Result<null>;
  /** The pointer as it is now, for a viewer who comes later; null while unknown. */
  pointer(): { readonly shape: PointerShape | null; readonly place: PointerPlace | null };
  close(): void;
}

/** The pointer is no part of the pixels: the viewer draws it. */
export type PointerChange =
  | { readonly type: 'shape'; readonly shape: PointerShape }
  | { readonly type: 'place'; readonly place: PointerPlace };

export interface PointerShape {
  readonly width: number;
  readonly height: number;
  /** The point that points, inside the shape. */
  readonly hotX: number;
  readonly hotY: number;
  /** Red, green, blue, alpha; colours not multiplied by alpha. `width * height * 4` bytes. */
  readonly rgba: Uint8Array;
}

/** Where it points, in the picture's pixels; may lie outside, as when it is on another display. */
export interface PointerPlace {
  readonly x: number;
  readonly y: number;
  readonly visible: boolean;
}

export const MAX_POINTER_SIDE = 128;

/** What to capture, as main tells the capture process. Rectangles are in the window system's own pixels. */
export type CaptureTarget =
  | { readonly kind: 'x11-display'; readonly rect: Rect }
  | { readonly kind: 'x11-window'; readonly window: number }
  /** A display at this place of the desktop (DXGI output). */
  | { readonly kind: 'dxgi-display'; readonly rect: Rect };
