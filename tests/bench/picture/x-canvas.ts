import koffi from 'koffi';

/** More of Xlib for the scenes: windows with a pixmap of their own, text, pictures. 64-bit systems, 24-bit displays. */
const X = koffi.load('libX11.so.6');
const f = (declaration: string) => X.func(declaration);
const XOpenDisplay = f('void *XOpenDisplay(const char *name)');
const XDefaultRootWindow = f('unsigned long XDefaultRootWindow(void *d)');
const XDefaultVisual = f('void *XDefaultVisual(void *d, int screen)');
const XCreateSimpleWindow = f(
  'unsigned long XCreateSimpleWindow(void *d, unsigned long parent, int x, int y, unsigned int w, unsigned int h, unsigned int border, unsigned long bc, unsigned long bg)',
);
const XChangeWindowAttributes = f(
  'int XChangeWindowAttributes(void *d, unsigned long w, unsigned long mask, void *attributes)',
);
const XSetWindowBackgroundPixmap = f(
  'int XSetWindowBackgroundPixmap(void *d, unsigned long w, unsigned long pixmap)',
);
const XMapRaised = f('int XMapRaised(void *d, unsigned long w)');
const XRaiseWindow = f('int XRaiseWindow(void *d, unsigned long w)');
const XCreatePixmap = f(
  'unsigned long XCreatePixmap(void *d, unsigned long w, unsigned int width, unsigned int height, unsigned int depth)',
);
const XCreateGC = f('void *XCreateGC(void *d, unsigned long drawable, unsigned long mask, void *values)');
const XSetForeground = f('int XSetForeground(void *d, void *gc, unsigned long colour)');
const XSetBackground = f('int XSetBackground(void *d, void *gc, unsigned long colour)');
const XFillRectangle = f(
  'int XFillRectangle(void *d, unsigned long drawable, void *gc, int x, int y, unsigned int w, unsigned int h)',
);
const XCopyArea = f(
  'int XCopyArea(void *d, unsigned long from, unsigned long to, void *gc, int x, int y, unsigned int w, unsigned int h, int toX, int toY)',
);
const XDrawImageString = f(
  'int XDrawImageString(void *d, unsigned long drawable, void *gc, int x, int y, const char *text, int length)',
);
const XLoadFont = f('unsigned long XLoadFont(void *d, const char *name)');
const XSetFont = f('int XSetFont(void *d, void *gc, unsigned long font)');
const XCreateImage = f(
  'void *XCreateImage(void *d, void *visual, unsigned int depth, int format, int offset, void *data, unsigned int w, unsigned int h, int pad, int bytesPerLine)',
);
const XPutImage = f(
  'int XPutImage(void *d, unsigned long drawable, void *gc, void *image, int sx, int sy, int x, int y, unsigned int w, unsigned int h)',
);
const XWarpPointer = f(
  'int XWarpPointer(void *d, unsigned long from, unsigned long to, int sx, int sy, unsigned int sw, unsigned int sh, int x, int y)',
);
const XFlush = f('int XFlush(void *d)');
const XSync = f('int XSync(void *d, int discard)');

const DEPTH = 24;
const Z_PIXMAP = 2;
const OVERRIDE_REDIRECT_MASK = 1 << 9;
const OVERRIDE_REDIRECT_AT = 88; // in XSetWindowAttributes
/** Cells of the built-in font below. */
export const GLYPH = { width: 9, height: 15, ascent: 12 };

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Something to paint on: a window, or a picture in the X server's memory. */
export interface Surface {
  readonly id: bigint | number;
  readonly rect: Rect;
}

export interface Canvas {
  /** A window that no window manager touches, on top of all others; black until painted. */
  window(rect: Rect, background?: Surface): Surface;
  raise(window: Surface): void;
  picture(width: number, height: number): Surface;
  fill(on: Surface, rect: Rect, colour: number): void;
  text(on: Surface, x: number, y: number, words: string, colour: number, background: number): void;
  /** Pixels in memory order blue, green, red, anything. */
  put(on: Surface, pixels: Buffer): void;
  /** All of `from` to the upper left corner of `to`, in one step. */
  copy(from: Surface, to: Surface): void;
  movePointer(x: number, y: number): void;
  flush(): void;
  sync(): void;
}

export function openCanvas(display: string): Canvas {
  const d = XOpenDisplay(display) as unknown;
  if (d === null) throw new Error(`no X display ${display}`);
  const root = XDefaultRootWindow(d) as bigint;
  const visual = XDefaultVisual(d, 0) as unknown;
  const gc = XCreateGC(d, root, 0, null) as unknown;
  XSetFont(d, gc, XLoadFont(d, '9x15') as bigint);
  const images: unknown[] = []; // Xlib would free their pixels, which are not its own: they stay
  return {
    window(rect, background) {
      const { x, y, width, height } = rect;
      const id = XCreateSimpleWindow(d, root, x, y, width, height, 0, 0, 0) as bigint;
      const attributes = Buffer.alloc(112);
      attributes.writeInt32LE(1, OVERRIDE_REDIRECT_AT);
      XChangeWindowAttributes(d, id, OVERRIDE_REDIRECT_MASK, attributes);
      if (background !== undefined) XSetWindowBackgroundPixmap(d, id, background.id);
      XMapRaised(d, id);
      return { id, rect };
    },
    raise: (window) => void XRaiseWindow(d, window.id),
    picture(width, height) {
      const id = XCreatePixmap(d, root, width, height, DEPTH) as bigint;
      return { id, rect: { x: 0, y: 0, width, height } };
    },
    fill(on, { x, y, width, height }, colour) {
      XSetForeground(d, gc, colour);
      XFillRectangle(d, on.id, gc, x, y, width, height);
    },
    text(on, x, y, words, colour, background) {
      XSetForeground(d, gc, colour);
      XSetBackground(d, gc, background);
      XDrawImageString(d, on.id, gc, x, y + GLYPH.ascent, words, words.length);
    },
    put(on, pixels) {
      const { width, height } = on.rect;
      const image = XCreateImage(d, visual, DEPTH, Z_PIXMAP, 0, pixels, width, height, 32, 0) as unknown;
      images.push(image);
      XPutImage(d, on.id, gc, image, 0, 0, 0, 0, width, height);
      XSync(d, 0); // the pixels are the server's own from here on
    },
    copy: (from, to) => void XCopyArea(d, from.id, to.id, gc, 0, 0, from.rect.width, from.rect.height, 0, 0),
    movePointer: (x, y) => void XWarpPointer(d, 0, root, 0, 0, 0, 0, x, y),
    flush: () => void XFlush(d),
    sync: () => void XSync(d, 0),
  };
}
