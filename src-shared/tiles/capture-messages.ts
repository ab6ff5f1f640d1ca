import type { AppError } from '../errors.ts';
import type { CaptureTarget } from './frame-source.ts';
import type { Rect, Size } from './geometry.ts';
import type { PictureMode, PictureReason } from './picture-mode.ts';

/**
 * Between the capture process and the host's window, over a message port that main hands to both. The capture process
 * captures, decides and encodes; the window only carries: what is `send` goes out as it is, in this order.
 */
export type FromCapture =
  /** One message of the picture channel (wire.ts, host's side). */
  | { readonly type: 'send'; readonly bytes: Uint8Array }
  /** The whole screen by the video track, or not; the window answers `video` when that is so. */
  | { readonly type: 'mode'; readonly mode: PictureMode; readonly reason: PictureReason }
  | { readonly type: 'size'; readonly size: Size };

export type ToCapture =
  /** What the viewer said (wire.ts, viewer's side). */
  | { readonly type: 'heard'; readonly bytes: Uint8Array }
  /** Whether the video track carries the screen now. */
  | { readonly type: 'video'; readonly on: boolean }
  /** The picture channel is open and may be used, or not (link lost, paused): nothing is sent while it is not. */
  | { readonly type: 'flows'; readonly on: boolean };

/** Main to the capture process. Every `open` comes with one port to a window (or several: one viewer each). */
export type CaptureOrder =
  /** Opens the target; the first order. `native` is the folder with the native module. */
  | { readonly type: 'open'; readonly target: CaptureTarget; readonly masks: readonly Rect[] }
  /** Adds a viewer: the port comes with the message. */
  | { readonly type: 'viewer' }
  /** The display moved or changed its size. */
  | { readonly type: 'target'; readonly target: CaptureTarget }
  | { readonly type: 'masks'; readonly masks: readonly Rect[] }
  /** Answered with `pong` at once; a process that hangs is found out by it. */
  | { readonly type: 'ping' };

export type CaptureNews =
  | { readonly type: 'ready' }
  | { readonly type: 'pong' }
  | { readonly type: 'opened'; readonly size: Size }
  /** There is no native capture of this target here; the error's detail says why. Final. */
  | { readonly type: 'unavailable'; readonly error: AppError }
  /** The target is gone (window closed). Final. */
  | { readonly type: 'ended'; readonly error: AppError };
