import { appError } from '../../../src-shared/errors.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import type { XConnection } from './x-connection.ts';
import {
  configured,
  coreEvents,
  dataView,
  eventType,
  WINDOW_ATTRIBUTES_BYTES,
  windowAttributes,
  windowOf,
  type WindowAttributes,
} from './x-events.ts';
import type { SurfaceChange, XSurface } from './x-surface.ts';
import type { Xcomposite } from './xlib.ts';

const STRUCTURE_NOTIFY = 1 << 17;
const REDIRECT_AUTOMATIC = 0;

/**
 * One window's own picture. The server is asked to keep it apart from the screen (XComposite), and pixels come from
 * there alone: what lies above the window can never be in them. Without XComposite there is no window source.
 */
export function openWindowSurface(connection: XConnection, window: number): Result<XSurface> {
  const { display, libraries } = connection;
  const { composite, xlib } = libraries;
  const scratch = new Uint8Array(8);
  if (composite === null || composite.query(display, scratch, scratch) === 0)
    return unavailable('windows need the X extension Composite');
  const attributes = readAttributes(connection, window);
  if (attributes === null || attributes.inputOnly) return unavailable('there is no such window');
  const refused = connection.attempt(() => {
    xlib.select(display, window, STRUCTURE_NOTIFY);
    composite.redirect(display, window, REDIRECT_AUTOMATIC);
  });
  if (refused !== null) return unavailable(`the window's own picture is refused (${refused})`);
  return ok(surfaceOf(connection, composite, window, attributes));
}

function surfaceOf(
  connection: XConnection,
  composite: Xcomposite,
  window: number,
  first: WindowAttributes,
): XSurface {
  const { display, libraries } = connection;
  let place = { width: first.width, height: first.height, border: first.border };
  let picture = namePicture(connection, composite, window);
  let gone = false;

  const freePicture = (): void => {
    const old = picture;
    if (old !== null) connection.attempt(() => void libraries.xlib.freePixmap(display, old));
    picture = null;
  };
  /** The server gives a window a new picture when its size changes and when it is shown again. */
  const renew = (): void => {
    const next = namePicture(connection, composite, window);
    if (next === null) return; // hidden: the last one stays
    freePicture();
    picture = next;
  };

  return {
    get size() {
      return { width: place.width, height: place.height };
    },
    pixels: { visual: first.visual, depth: first.depth },
    watched: window,
    corner: { x: 0, y: 0 },
    get drawable() {
      return picture;
    },
    get drawableCorner() {
      return { x: place.border, y: place.border };
    },
    take(event): SurfaceChange {
      const type = eventType(event);
      if (type === coreEvents.generic || windowOf(event) !== window) return 'none';
      if (type === coreEvents.destroy) {
        gone = true;
        return 'gone';
      }
      if (type === coreEvents.map) {
        renew();
        return 'renewed';
      }
      if (type !== coreEvents.configure) return 'none';
      const next = configured(event);
      const resized = next.width !== place.width || next.height !== place.height;
      if (!resized && next.border === place.border) return 'none';
      place = next;
      renew();
      return resized ? 'resized' : 'renewed';
    },
    retarget: () => 'none', // a window is followed by its number
    settle: () => 'none',
    close() {
      freePicture();
      if (!gone) connection.attempt(() => composite.unredirect(display, window, REDIRECT_AUTOMATIC));
    },
  };
}

/** The window's picture as a pixmap; null while the window is not shown. */
function namePicture(connection: XConnection, composite: Xcomposite, window: number): number | null {
  let pixmap = 0;
  const refused = connection.attempt(() => {
    pixmap = composite.nameWindowPixmap(connection.display, window);
  });
  return refused === null && pixmap !== 0 ? pixmap : null;
}

function readAttributes(connection: XConnection, window: number): WindowAttributes | null {
  const bytes = new Uint8Array(WINDOW_ATTRIBUTES_BYTES);
  const got = connection.libraries.xlib.windowAttributes(connection.display, window, bytes);
  return got === 0 ? null : windowAttributes(dataView(bytes));
}

function unavailable(why: string): Result<never> {
  return err(appError('CAPTURE_UNAVAILABLE', why));
}
