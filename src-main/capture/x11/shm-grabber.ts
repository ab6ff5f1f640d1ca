import { appError } from '../../../src-shared/errors.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import type { Rect, Size } from '../../../src-shared/tiles/geometry.ts';
import type { Address } from '../koffi.ts';
import { dataView, IMAGE_BYTES, IMAGE_DATA_AT, imageFormat, type ImageFormat } from './x-events.ts';
import type { XConnection } from './x-connection.ts';

/** Fetches pixels from the server through memory that both share. */
export interface ShmGrabber {
  /**
   * Has the server put these pixels into the shared memory, rows of `width * 4` bytes; answers their address, valid
   * until the next call, or null when the server refused (a place that is no longer there).
   */
  fetch(drawable: number, rect: Rect): bigint | null;
  close(): void;
}

export interface Pixels {
  readonly visual: Address;
  readonly depth: number;
}

const Z_PIXMAP = 2;
const ALL_PLANES = 0xffff_ffff;
const IPC_PRIVATE = 0;
/** IPC_CREAT, and readable by us alone (the server runs as us or as root). */
const OWN_SEGMENT = 0o1600;
const IPC_RMID = 0;
/** XShmSegmentInfo: segment of X, id, address, read-only. */
const INFO_BYTES = 32;

/** For pictures up to `size`; CAPTURE_UNAVAILABLE with why the server and we cannot share memory. */
export function createShmGrabber(connection: XConnection, pixels: Pixels, size: Size): Result<ShmGrabber> {
  const { display, libraries } = connection;
  const { libc, xext, xlib } = libraries;
  if (xext.shmPresent(display) === 0) return unavailable('the X server shares no memory (MIT-SHM)');
  const info = libc.calloc(1, INFO_BYTES);
  const image = xext.createImage(
    display,
    pixels.visual,
    pixels.depth,
    Z_PIXMAP,
    null,
    info,
    size.width,
    size.height,
  );
  const drop = (): void => {
    if (image !== null) xlib.destroyImage(image);
    libc.free(info);
  };
  if (image === null || info === null) {
    drop();
    return unavailable('no image of the screen could be described');
  }
  const refused = unusable(readFormat(connection, image));
  if (refused !== null) {
    drop();
    return unavailable(refused);
  }
  const shared = attach(connection, info, image, size.width * size.height * 4);
  if (!shared.ok) {
    drop();
    return shared;
  }
  return ok(grabberOf(connection, image, shared.value, drop));
}

interface Shared {
  readonly address: bigint;
  detach(): void;
}

function grabberOf(connection: XConnection, image: bigint, shared: Shared, drop: () => void): ShmGrabber {
  const { display, libraries } = connection;
  const sides = new Int32Array(2);
  return {
    fetch(drawable, rect) {
      // the image's width and height come first: XShmGetImage fetches what they say, into the start of the memory
      sides[0] = rect.width;
      sides[1] = rect.height;
      libraries.libc.copy(image, new Uint8Array(sides.buffer), 8);
      const got = libraries.xext.getImage(display, drawable, image, rect.x, rect.y, ALL_PLANES);
      connection.waited();
      return got === 0 ? null : shared.address;
    },
    close() {
      shared.detach();
      drop();
    },
  };
}

function readFormat({ libraries }: XConnection, image: bigint): ImageFormat {
  const bytes = new Uint8Array(IMAGE_BYTES);
  libraries.libc.copy(bytes, image, IMAGE_BYTES);
  return imageFormat(dataView(bytes));
}

function unusable(format: ImageFormat): string | null {
  if (format.bitsPerPixel !== 32) return `the screen has ${format.bitsPerPixel} bits a pixel, not 32`;
  if (!format.littleEndian) return 'the X server writes numbers the other way round';
  const usual = format.red === 0xff_0000n && format.green === 0xff00n && format.blue === 0xffn;
  return usual ? null : 'the screen has colours in an unusual order';
}

/** The segment is marked as removed at once: it goes away with the last of us two, however that ends. */
function attach(connection: XConnection, info: bigint, image: bigint, bytes: number): Result<Shared> {
  const { display, libraries } = connection;
  const { libc, xext } = libraries;
  const id = libc.shmget(IPC_PRIVATE, bytes, OWN_SEGMENT);
  if (id === -1) return unavailable(`no shared memory of ${bytes} bytes`);
  const address = libc.shmat(id, null, 0);
  if (address === null || address === 0xffff_ffff_ffff_ffffn) {
    libc.shmctl(id, IPC_RMID, null);
    return unavailable('shared memory could not be attached');
  }
  const head = dataView(new Uint8Array(INFO_BYTES));
  head.setInt32(8, id, true);
  head.setBigUint64(16, address, true);
  libc.copy(info, new Uint8Array(head.buffer), INFO_BYTES);
  libc.copy(image + IMAGE_DATA_AT, new Uint8Array(head.buffer, 16, 8), 8);
  const refused = connection.attempt(() => void xext.attach(display, info));
  libc.shmctl(id, IPC_RMID, null);
  if (refused !== null) {
    libc.shmdt(address);
    return unavailable(`the X server cannot share memory with this process (${refused})`);
  }
  return ok({
    address,
    detach() {
      connection.attempt(() => void xext.detach(display, info));
      libc.shmdt(address);
    },
  });
}

function unavailable(why: string): Result<never> {
  return err(appError('CAPTURE_UNAVAILABLE', why));
}
