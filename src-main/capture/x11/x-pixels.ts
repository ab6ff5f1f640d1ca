import { appError } from '../../../src-shared/errors.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { contains, MAX_SIDE, whole, type Rect } from '../../../src-shared/tiles/geometry.ts';
import { copyRows } from './copy-rows.ts';
import { createShmGrabber, type ShmGrabber } from './shm-grabber.ts';
import type { XConnection } from './x-connection.ts';
import { coreEvents } from './x-events.ts';
import { shifted, type XSurface } from './x-surface.ts';

/** The pixels of a surface, in the surface's own coordinates. */
export interface SurfacePixels {
  /** Makes room for the size of now. */
  renew(): Result<null>;
  fetch(rect: Rect): bigint | null;
  grab(rect: Rect, frame: Uint8Array): Result<null>;
  close(): void;
}

export function createPixels(connection: XConnection, surface: XSurface): SurfacePixels {
  const { libc } = connection.libraries;
  let grabber: ShmGrabber | null = null;
  const fetch = (rect: Rect): bigint | null => {
    if (surface.drawable === null || grabber === null) return null;
    const address = grabber.fetch(surface.drawable, shifted(rect, surface.drawableCorner));
    // The desktop may have changed its size just before: then these pixels may be another display's.
    if (surface.watched === connection.root) connection.takeFirst(connection.root, coreEvents.configure);
    return surface.drawable === null ? null : address;
  };
  return {
    fetch,
    renew() {
      const { size } = surface;
      grabber?.close();
      grabber = null;
      if (size.width > MAX_SIDE || size.height > MAX_SIDE)
        return err(appError('CAPTURE_UNAVAILABLE', `${size.width}x${size.height} is too large for tiles`));
      const made = createShmGrabber(connection, surface.pixels, size);
      if (!made.ok) return made;
      grabber = made.value;
      return ok(null);
    },
    grab(rect, frame) {
      const { size } = surface;
      if (frame.length !== size.width * size.height * 4 || !contains(whole(size), rect))
        return lost('the picture has another size by now');
      const address = fetch(rect);
      if (address === null) return lost('the pixels could not be fetched');
      copyRows(libc, address, rect, frame, size.width);
      return ok(null);
    },
    close() {
      grabber?.close();
      grabber = null;
    },
  };
}

function lost(why: string): Result<never> {
  return err(appError('CAPTURE_UNAVAILABLE', why));
}
