import koffi from 'koffi';

/**
 * A little of Xlib through FFI: a window that paints a time code, and a reader of pixels. So the latency bench needs
 * no browser at either end, and neither painting nor reading costs more than a fraction of a millisecond.
 */
const X = koffi.load('libX11.so.6');
const XOpenDisplay = X.func('void *XOpenDisplay(const char *name)');
const XDefaultRootWindow = X.func('unsigned long XDefaultRootWindow(void *display)');
const XDefaultScreen = X.func('int XDefaultScreen(void *display)');
const XCreateSimpleWindow = X.func(
  'unsigned long XCreateSimpleWindow(void *display, unsigned long parent, int x, int y, unsigned int w, unsigned int h, unsigned int border, unsigned long borderColour, unsigned long background)',
);
const XChangeWindowAttributes = X.func(
  'int XChangeWindowAttributes(void *display, unsigned long window, unsigned long mask, void *attributes)',
);
const XMapRaised = X.func('int XMapRaised(void *display, unsigned long window)');
const XCreateGC = X.func(
  'void *XCreateGC(void *display, unsigned long drawable, unsigned long mask, void *values)',
);
const XSetForeground = X.func('int XSetForeground(void *display, void *gc, unsigned long colour)');
const XFillRectangle = X.func(
  'int XFillRectangle(void *display, unsigned long drawable, void *gc, int x, int y, unsigned int w, unsigned int h)',
);
const XFlush = X.func('int XFlush(void *display)');
const XSync = X.func('int XSync(void *display, int discard)');
const XGetImage = X.func(
  'void *XGetImage(void *display, unsigned long drawable, int x, int y, unsigned int w, unsigned int h, unsigned long planes, int format)',
);
const XGetPixel = X.func('unsigned long XGetPixel(void *image, int x, int y)');
const XDestroyImage = X.func('int XDestroyImage(void *image)');
const XDisplayWidth = X.func('int XDisplayWidth(void *display, int screen)');
const XDisplayHeight = X.func('int XDisplayHeight(void *display, int screen)');
const XCloseDisplay = X.func('int XCloseDisplay(void *display)');

const ALL_PLANES = 0xffffffff;
const Z_PIXMAP = 2;
const OVERRIDE_REDIRECT_MASK = 1 << 9;
const WHITE = 0xffffff;
const BLACK = 0;

export interface Painter {
  /** Fills a rectangle of the window; call `flush` to send. */
  fill(x: number, y: number, width: number, height: number, colour: number): void;
  flush(): void;
  close(): void;
}

/** A window no window manager touches, on top of everything. */
export function openPainter(display: string, x: number, y: number, width: number, height: number): Painter {
  const connection = open(display);
  const window = XCreateSimpleWindow(
    connection,
    XDefaultRootWindow(connection),
    x,
    y,
    width,
    height,
    0,
    BLACK,
    WHITE,
  ) as bigint;
  // XSetWindowAttributes: override_redirect is the int at offset 88 on 64-bit systems
  const attributes = Buffer.alloc(112);
  attributes.writeInt32LE(1, 88);
  XChangeWindowAttributes(connection, window, OVERRIDE_REDIRECT_MASK, attributes);
  XMapRaised(connection, window);
  const gc = XCreateGC(connection, window, 0, null) as unknown;
  XSync(connection, 0);
  return {
    fill(left, top, w, h, colour) {
      XSetForeground(connection, gc, colour);
      XFillRectangle(connection, window, gc, left, top, w, h);
    },
    flush: () => void XFlush(connection),
    close: () => void XCloseDisplay(connection),
  };
}

export interface Reader {
  readonly width: number;
  readonly height: number;
  /** Brightness (0 to 255, green channel) at points of one row. */
  row(y: number, from: number, width: number, points: readonly number[]): number[];
  close(): void;
}

export function openReader(display: string): Reader {
  const connection = open(display);
  const root = XDefaultRootWindow(connection) as bigint;
  const screen = XDefaultScreen(connection) as number;
  return {
    width: XDisplayWidth(connection, screen) as number,
    height: XDisplayHeight(connection, screen) as number,
    row(y, from, width, points) {
      const image = XGetImage(connection, root, from, y, width, 1, ALL_PLANES, Z_PIXMAP) as unknown;
      if (image === null) throw new Error('XGetImage failed');
      const values = points.map((x) => (Number(XGetPixel(image, x - from, 0)) >> 8) & 0xff);
      XDestroyImage(image);
      return values;
    },
    close: () => void XCloseDisplay(connection),
  };
}

function open(display: string): unknown {
  const connection = XOpenDisplay(display) as unknown;
  if (connection === null) throw new Error(`no X display ${display}`);
  return connection;
}
