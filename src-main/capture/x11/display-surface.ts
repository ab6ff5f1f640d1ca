import { appError } from '../../../src-shared/errors.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { contains, intersection, whole, type Rect, type Size } from '../../../src-shared/tiles/geometry.ts';
import type { XConnection } from './x-connection.ts';
import { configured, coreEvents, eventType, windowOf } from './x-events.ts';
import type { SurfaceChange, XSurface } from './x-surface.ts';

const STRUCTURE_NOTIFY = 1 << 17;

/** A display: its part of the root window. */
export function openDisplaySurface(connection: XConnection, wanted: Rect): Result<XSurface> {
  const { display, screen, root, libraries } = connection;
  const { xlib } = libraries;
  let desktop: Size = { width: xlib.width(display, screen), height: xlib.height(display, screen) };
  const first = intersection(wanted, whole(desktop));
  if (first === null) return err(appError('CAPTURE_UNAVAILABLE', 'the display is not on this X screen'));
  let rect = first;
  // until main says more, a display that is the whole desktop stays so when the desktop changes its size
  let isAll = contains(rect, whole(desktop));
  xlib.select(display, root, STRUCTURE_NOTIFY);

  const become = (next: Rect | null): SurfaceChange => {
    if (next === null) return 'gone';
    const before = rect;
    rect = next;
    isAll = contains(next, whole(desktop));
    if (before.width !== next.width || before.height !== next.height) return 'resized';
    return before.x === next.x && before.y === next.y ? 'none' : 'renewed';
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
    drawable: root,
    get drawableCorner() {
      return rect;
    },
    take(event) {
      if (eventType(event) !== coreEvents.configure || windowOf(event) !== root) return 'none';
      const { width, height } = configured(event);
      desktop = { width, height };
      return become(isAll ? whole(desktop) : intersection(rect, whole(desktop)));
    },
    retarget: (target) =>
      target.kind === 'x11-display' ? become(intersection(target.rect, whole(desktop))) : 'none',
    close: () => undefined,
  });
}
