import { appError } from '../../../src-shared/errors.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { intersection, whole, type Rect, type Size } from '../../../src-shared/tiles/geometry.ts';
import type { XConnection } from './x-connection.ts';
import { configured, coreEvents, eventType, windowOf } from './x-events.ts';
import type { SurfaceChange, XSurface } from './x-surface.ts';

const STRUCTURE_NOTIFY = 1 << 17;

/**
 * A display: its part of the root window. When the desktop changes its size, displays move: where this one was, another
 * may be, which nobody has shared. Then nothing is handed out until main says where it is now.
 */
export function openDisplaySurface(connection: XConnection, wanted: Rect): Result<XSurface> {
  const { display, screen, root, libraries } = connection;
  const { xlib } = libraries;
  let desktop: Size = { width: xlib.width(display, screen), height: xlib.height(display, screen) };
  const first = intersection(wanted, whole(desktop));
  if (first === null) return err(appError('CAPTURE_UNAVAILABLE', 'the display is not on this X screen'));
  let rect = first;
  let doubtful = false;
  xlib.select(display, root, STRUCTURE_NOTIFY);

  const become = (next: Rect | null): SurfaceChange => {
    if (next === null) return 'gone';
    const [before, doubted] = [rect, doubtful];
    [rect, doubtful] = [next, false];
    if (before.width !== next.width || before.height !== next.height) return 'resized';
    return before.x === next.x && before.y === next.y && !doubted ? 'none' : 'renewed';
  };

  return ok({
    get size() {
      return { width: rect.width, height: rect.height };
    },
    pixels: { visual: xlib.visual(display, screen), depth: xlib.depth(display, screen) },
    watched: root,
    get corner() {
      return rect;
    },
    get drawable() {
      return doubtful ? null : root;
    },
    get drawableCorner() {
      return rect;
    },
    take(event) {
      if (eventType(event) !== coreEvents.configure || windowOf(event) !== root) return 'none';
      const { width, height } = configured(event);
      if (width === desktop.width && height === desktop.height) return 'none';
      desktop = { width, height };
      doubtful = true;
      return 'doubtful';
    },
    retarget: (target) =>
      target.kind === 'x11-display' ? become(intersection(target.rect, whole(desktop))) : 'none',
    settle: () => (doubtful ? become(intersection(rect, whole(desktop))) : 'none'),
    close: () => undefined,
  });
}
