import { appError } from '../../../src-shared/errors.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import type { Address, Koffi } from '../koffi.ts';
import { handleXErrors, type XErrors } from './x-errors.ts';

/*
 * The functions of the X libraries that are used here, with the types that C gives them on a system of 64 bits. X's
 * identifiers are `unsigned long` with at most 29 bits, so they are plain numbers here.
 */

export interface Xlib {
  readonly open: (name: string | null) => Address;
  readonly close: (display: Address) => number;
  readonly screen: (display: Address) => number;
  readonly root: (display: Address, screen: number) => number;
  readonly visual: (display: Address, screen: number) => Address;
  readonly depth: (display: Address, screen: number) => number;
  readonly width: (display: Address, screen: number) => number;
  readonly height: (display: Address, screen: number) => number;
  readonly socket: (display: Address) => number;
  readonly pending: (display: Address) => number;
  /** Mode 0: events that were already read. */
  readonly queued: (display: Address, mode: number) => number;
  readonly next: (display: Address, event: Uint8Array) => number;
  /** Takes an event of this type out of its turn; 0 when none has come. */
  readonly checkTyped: (display: Address, window: number, type: number, event: Uint8Array) => number;
  readonly sync: (display: Address, discard: number) => number;
  readonly free: (data: Address) => number;
  readonly select: (display: Address, window: number, mask: number) => number;
  readonly windowAttributes: (display: Address, window: number, attributes: Uint8Array) => number;
  readonly freePixmap: (display: Address, pixmap: number) => number;
  readonly queryExtension: (
    display: Address,
    name: string,
    opcode: Uint8Array,
    event: Uint8Array,
    error: Uint8Array,
  ) => number;
  readonly queryPointer: (
    display: Address,
    window: number,
    root: Uint8Array,
    child: Uint8Array,
    rootX: Uint8Array,
    rootY: Uint8Array,
    x: Uint8Array,
    y: Uint8Array,
    mask: Uint8Array,
  ) => number;
  readonly destroyImage: (image: Address) => number;
  readonly onError: (handler: Address) => Address;
  readonly onIoError: (handler: Address) => Address;
  /** Since libX11 1.7; without it a broken connection ends the process. */
  readonly onIoErrorExit: ((display: Address, handler: Address, data: Address) => void) | null;
}

export interface Xext {
  readonly shmPresent: (display: Address) => number;
  readonly createImage: (
    display: Address,
    visual: Address,
    depth: number,
    format: number,
    data: Address,
    info: Address,
    width: number,
    height: number,
  ) => Address;
  readonly attach: (display: Address, info: Address) => number;
  readonly detach: (display: Address, info: Address) => number;
  readonly getImage: (
    display: Address,
    drawable: number,
    image: Address,
    x: number,
    y: number,
    planes: number,
  ) => number;
}

export interface Xdamage {
  readonly query: (display: Address, event: Uint8Array, error: Uint8Array) => number;
  readonly create: (display: Address, drawable: number, level: number) => number;
  readonly destroy: (display: Address, damage: number) => void;
}

export interface Xfixes {
  readonly query: (display: Address, event: Uint8Array, error: Uint8Array) => number;
  readonly selectCursor: (display: Address, window: number, mask: number) => void;
  readonly cursorImage: (display: Address) => Address;
}

export interface Xcomposite {
  readonly query: (display: Address, event: Uint8Array, error: Uint8Array) => number;
  readonly redirect: (display: Address, window: number, update: number) => void;
  readonly unredirect: (display: Address, window: number, update: number) => void;
  readonly nameWindowPixmap: (display: Address, window: number) => number;
}

export interface Xinput {
  readonly queryVersion: (display: Address, major: Uint8Array, minor: Uint8Array) => number;
  readonly selectEvents: (display: Address, window: number, mask: object, count: number) => number;
}

export interface Libc {
  readonly shmget: (key: number, bytes: number, flags: number) => number;
  readonly shmat: (id: number, at: Address, flags: number) => Address;
  readonly shmdt: (at: Address) => number;
  readonly shmctl: (id: number, command: number, data: Address) => number;
  readonly calloc: (count: number, bytes: number) => Address;
  readonly free: (at: Address) => void;
  /** Memory of either kind: an address, or bytes of ours in place. */
  readonly copy: (to: Uint8Array | Address, from: Uint8Array | Address, bytes: number) => void;
  readonly compare: (a: Uint8Array | Address, b: Uint8Array | Address, bytes: number) => number;
}

/** Everything that is bound; what windows or the pointer need may be missing without harm to displays. */
export interface XLibraries {
  readonly koffi: Koffi;
  readonly libc: Libc;
  readonly xlib: Xlib;
  readonly errors: XErrors;
  readonly xext: Xext;
  readonly damage: Xdamage;
  readonly fixes: Xfixes;
  readonly composite: Xcomposite | null;
  readonly input: Xinput | null;
}

/** CAPTURE_UNAVAILABLE with the library or function that is missing. */
export function bindLibraries(koffi: Koffi): Result<XLibraries> {
  if (koffi.sizeof('long') !== 8)
    return err(appError('CAPTURE_UNAVAILABLE', 'X11 capture needs a system of 64 bits'));
  try {
    const libc = bindLibc(koffi);
    const xlib = bindXlib(koffi);
    return ok({
      koffi,
      libc,
      xlib,
      errors: handleXErrors(koffi, libc, xlib),
      xext: bindXext(koffi),
      damage: bindDamage(koffi),
      fixes: bindFixes(koffi),
      composite: ifPresent(() => bindComposite(koffi)),
      input: ifPresent(() => bindInput(koffi)),
    });
  } catch (error) {
    return err(appError('CAPTURE_UNAVAILABLE', error instanceof Error ? error.message : String(error)));
  }
}

function ifPresent<T>(bind: () => T): T | null {
  try {
    return bind();
  } catch {
    return null;
  }
}

function bindXlib(koffi: Koffi): Xlib {
  const lib = koffi.load('libX11.so.6');
  return {
    open: lib.func('void *XOpenDisplay(const char *)'),
    close: lib.func('int XCloseDisplay(void *)'),
    screen: lib.func('int XDefaultScreen(void *)'),
    root: lib.func('unsigned long XRootWindow(void *, int)'),
    visual: lib.func('void *XDefaultVisual(void *, int)'),
    depth: lib.func('int XDefaultDepth(void *, int)'),
    width: lib.func('int XDisplayWidth(void *, int)'),
    height: lib.func('int XDisplayHeight(void *, int)'),
    socket: lib.func('int XConnectionNumber(void *)'),
    pending: lib.func('int XPending(void *)'),
    queued: lib.func('int XEventsQueued(void *, int)'),
    next: lib.func('int XNextEvent(void *, void *)'),
    checkTyped: lib.func('int XCheckTypedWindowEvent(void *, unsigned long, int, void *)'),
    sync: lib.func('int XSync(void *, int)'),
    free: lib.func('int XFree(void *)'),
    select: lib.func('int XSelectInput(void *, unsigned long, long)'),
    windowAttributes: lib.func('int XGetWindowAttributes(void *, unsigned long, void *)'),
    freePixmap: lib.func('int XFreePixmap(void *, unsigned long)'),
    queryExtension: lib.func('int XQueryExtension(void *, const char *, void *, void *, void *)'),
    queryPointer: lib.func(
      'int XQueryPointer(void *, unsigned long, void *, void *, void *, void *, void *, void *, void *)',
    ),
    destroyImage: lib.func('int XDestroyImage(void *)'),
    onError: lib.func('void *XSetErrorHandler(void *)'),
    onIoError: lib.func('void *XSetIOErrorHandler(void *)'),
    onIoErrorExit: ifPresent(() => lib.func('void XSetIOErrorExitHandler(void *, void *, void *)')),
  };
}

function bindXext(koffi: Koffi): Xext {
  const lib = koffi.load('libXext.so.6');
  return {
    shmPresent: lib.func('int XShmQueryExtension(void *)'),
    createImage: lib.func(
      'void *XShmCreateImage(void *, void *, unsigned int, int, void *, void *, unsigned int, unsigned int)',
    ),
    attach: lib.func('int XShmAttach(void *, void *)'),
    detach: lib.func('int XShmDetach(void *, void *)'),
    getImage: lib.func('int XShmGetImage(void *, unsigned long, void *, int, int, unsigned long)'),
  };
}

function bindDamage(koffi: Koffi): Xdamage {
  const lib = koffi.load('libXdamage.so.1');
  return {
    query: lib.func('int XDamageQueryExtension(void *, void *, void *)'),
    create: lib.func('unsigned long XDamageCreate(void *, unsigned long, int)'),
    destroy: lib.func('void XDamageDestroy(void *, unsigned long)'),
  };
}

function bindFixes(koffi: Koffi): Xfixes {
  const lib = koffi.load('libXfixes.so.3');
  return {
    query: lib.func('int XFixesQueryExtension(void *, void *, void *)'),
    selectCursor: lib.func('void XFixesSelectCursorInput(void *, unsigned long, unsigned long)'),
    cursorImage: lib.func('void *XFixesGetCursorImage(void *)'),
  };
}

function bindComposite(koffi: Koffi): Xcomposite {
  const lib = koffi.load('libXcomposite.so.1');
  return {
    query: lib.func('int XCompositeQueryExtension(void *, void *, void *)'),
    redirect: lib.func('void XCompositeRedirectWindow(void *, unsigned long, int)'),
    unredirect: lib.func('void XCompositeUnredirectWindow(void *, unsigned long, int)'),
    nameWindowPixmap: lib.func('unsigned long XCompositeNameWindowPixmap(void *, unsigned long)'),
  };
}

function bindInput(koffi: Koffi): Xinput {
  const lib = koffi.load('libXi.so.6');
  const mask = koffi.pointer(koffi.struct({ deviceid: 'int', mask_len: 'int', mask: 'uint8_t *' }));
  return {
    queryVersion: lib.func('int XIQueryVersion(void *, void *, void *)'),
    selectEvents: lib.func('XISelectEvents', 'int', ['void *', 'unsigned long', mask, 'int']),
  };
}

function bindLibc(koffi: Koffi): Libc {
  const lib = koffi.load('libc.so.6');
  return {
    shmget: lib.func('int shmget(int, size_t, int)'),
    shmat: lib.func('void *shmat(int, void *, int)'),
    shmdt: lib.func('int shmdt(void *)'),
    shmctl: lib.func('int shmctl(int, int, void *)'),
    calloc: lib.func('void *calloc(size_t, size_t)'),
    free: lib.func('void free(void *)'),
    // answers are left out: making a bigint of an address costs as much as the call
    copy: lib.func('memcpy', 'void', ['void *', 'void *', 'size_t']),
    compare: lib.func('int memcmp(void *, void *, size_t)'),
  };
}
