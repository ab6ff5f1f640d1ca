import { appError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { CaptureTarget } from '../../src-shared/tiles/frame-source.ts';
import { MAX_SIDE, type Rect } from '../../src-shared/tiles/geometry.ts';
import type { NativeCapture } from '../platform/native-capture.ts';

/** A display as Electron tells it, as far as it is needed here. */
export interface DisplayPlace {
  readonly id: number;
  readonly bounds: Rect;
  readonly scaleFactor: number;
  /** In the window system's pixels; newer runtimes on X11 tell it. */
  readonly nativeOrigin?: { readonly x: number; readonly y: number };
}

/** Of the source the person chose: its capture id, and for a display which one it is, once that is known. */
export interface ChosenSource {
  readonly id: string;
  readonly displayId: number | null;
}

/** The id of the display behind a source; null for a window, or when several displays leave it open. */
export function displayBehind(
  source: { readonly id: string; readonly display_id: string },
  displays: readonly Pick<DisplayPlace, 'id'>[],
): number | null {
  if (!source.id.startsWith('screen:')) return null;
  const named = displays.find((display) => String(display.id) === source.display_id);
  const [only, ...others] = displays;
  return named?.id ?? (others.length === 0 ? (only?.id ?? null) : null);
}

/** What native capture is told of the chosen source. CAPTURE_UNAVAILABLE says why it can't be taken that way. */
export function captureTarget(
  chosen: ChosenSource | null,
  displays: readonly DisplayPlace[],
  native: NativeCapture,
): Result<CaptureTarget> {
  if (native.kind === 'none') return unavailable(native.why);
  if (chosen === null) return unavailable('nothing is chosen');
  const window = /^window:(\d+):/.exec(chosen.id)?.[1];
  if (window !== undefined)
    return native.kind === 'x11'
      ? ok({ kind: 'x11-window', window: Number(window) })
      : unavailable('single windows are captured natively on X11 only');
  const display = displays.find(({ id }) => id === chosen.displayId);
  if (display === undefined) return unavailable('the display is not there');
  const rect = inPixels(display);
  if (rect.width > MAX_SIDE || rect.height > MAX_SIDE) return unavailable('the display is too large');
  return ok({ kind: native.kind === 'x11' ? 'x11-display' : 'dxgi-display', rect });
}

/** Electron's places are divided by the scale; all X displays have one, so its product is the place in X pixels. */
function inPixels({ bounds, scaleFactor, nativeOrigin }: DisplayPlace): Rect {
  return {
    x: nativeOrigin?.x ?? Math.round(bounds.x * scaleFactor),
    y: nativeOrigin?.y ?? Math.round(bounds.y * scaleFactor),
    width: Math.round(bounds.width * scaleFactor),
    height: Math.round(bounds.height * scaleFactor),
  };
}

function unavailable(why: string): Result<never> {
  return err(appError('CAPTURE_UNAVAILABLE', why));
}
