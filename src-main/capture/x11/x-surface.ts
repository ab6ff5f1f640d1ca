import type { CaptureTarget } from '../../../src-shared/tiles/frame-source.ts';
import type { Rect, Size } from '../../../src-shared/tiles/geometry.ts';
import type { Pixels } from './shm-grabber.ts';

/** What an X source looks at: a part of the root window, or one window's own picture. */
export interface XSurface {
  readonly size: Size;
  readonly pixels: Pixels;
  /** Whose damage is told, and where the picture's corner is in its pixels. */
  readonly watched: number;
  readonly corner: Point;
  /** Where pixels are fetched; null while there are none. */
  readonly drawable: number | null;
  readonly drawableCorner: Point;
  /** Looks at an event of the connection and says what it means for the picture. */
  take(event: DataView): SurfaceChange;
  /** Main says where the display is now. */
  retarget(target: CaptureTarget): SurfaceChange;
  /** After `doubtful`, when main has said nothing: all is where it was. */
  settle(): SurfaceChange;
  close(): void;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * `renewed`: same size, but every pixel may be another. `doubtful`: what was shared may be elsewhere now and something
 * else in its place, so there are no pixels until main has said.
 */
export type SurfaceChange = 'none' | 'renewed' | 'resized' | 'doubtful' | 'gone';

/** From the picture's pixels into those of the drawable or the watched window. */
export function shifted(rect: Rect, by: Point): Rect {
  return { x: rect.x + by.x, y: rect.y + by.y, width: rect.width, height: rect.height };
}
