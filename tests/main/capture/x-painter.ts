import koffi from 'koffi';

/** A second client of the X server: windows that are painted, moved, covered and closed, and a pointer that moves. */
const lib = koffi.load('libX11.so.6');
const x = {
  open: lib.func('void *XOpenDisplay(const char *)'),
  close: lib.func('int XCloseDisplay(void *)'),
  root: lib.func('unsigned long XDefaultRootWindow(void *)'),
  createWindow: lib.func(
    'unsigned long XCreateSimpleWindow(void *, unsigned long, int, int, unsigned int, unsigned int, unsigned int, unsigned long, unsigned long)',
  ),
  attributes: lib.func('int XChangeWindowAttributes(void *, unsigned long, unsigned long, void *)'),
  map: lib.func('int XMapRaised(void *, unsigned long)'),
  unmap: lib.func('int XUnmapWindow(void *, unsigned long)'),
  destroy: lib.func('int XDestroyWindow(void *, unsigned long)'),
  resize: lib.func('int XResizeWindow(void *, unsigned long, unsigned int, unsigned int)'),
  createGc: lib.func('void *XCreateGC(void *, unsigned long, unsigned long, void *)'),
  foreground: lib.func('int XSetForeground(void *, void *, unsigned long)'),
  fill: lib.func('int XFillRectangle(void *, unsigned long, void *, int, int, unsigned int, unsigned int)'),
  warp: lib.func(
    'int XWarpPointer(void *, unsigned long, unsigned long, int, int, unsigned int, unsigned int, int, int)',
  ),
  fontCursor: lib.func('unsigned long XCreateFontCursor(void *, unsigned int)'),
  defineCursor: lib.func('int XDefineCursor(void *, unsigned long, unsigned long)'),
  flush: lib.func('int XFlush(void *)'),
  sync: lib.func('int XSync(void *, int)'),
};

const OVERRIDE_REDIRECT = 1 << 9;

export interface TestWindow {
  readonly id: number;
  /** Fills a rectangle of the window and sends it. */
  fill(left: number, top: number, width: number, height: number, colour: number): void;
  resize(width: number, height: number): void;
  hide(): void;
  show(): void;
  /** A shape of X's cursor font. */
  setCursor(shape: number): void;
  destroy(): void;
}

export interface TestClient {
  /** A window no window manager touches, on top of what is there. */
  window(left: number, top: number, width: number, height: number, colour?: number): TestWindow;
  movePointer(left: number, top: number): void;
  close(): void;
}

export function openClient(display: string): TestClient {
  const connection: unknown = x.open(display);
  if (connection === null) throw new Error(`no X display ${display}`);
  const root = Number(x.root(connection));
  const sync = () => void x.sync(connection, 0);
  return {
    window(left, top, width, height, colour = 0xffffff) {
      const id = Number(x.createWindow(connection, root, left, top, width, height, 0, 0, colour));
      // XSetWindowAttributes: override_redirect is the int at offset 88 on 64-bit systems
      const attributes = Buffer.alloc(112);
      attributes.writeInt32LE(1, 88);
      x.attributes(connection, id, OVERRIDE_REDIRECT, attributes);
      x.map(connection, id);
      const gc: unknown = x.createGc(connection, id, 0, null);
      sync();
      return {
        id,
        fill(atX, atY, w, h, fillColour) {
          x.foreground(connection, gc, fillColour);
          x.fill(connection, id, gc, atX, atY, w, h);
          x.flush(connection);
        },
        resize: (w, h) => void [x.resize(connection, id, w, h), sync()],
        hide: () => void [x.unmap(connection, id), sync()],
        show: () => void [x.map(connection, id), sync()],
        setCursor: (shape) =>
          void [x.defineCursor(connection, id, Number(x.fontCursor(connection, shape))), sync()],
        destroy: () => void [x.destroy(connection, id), sync()],
      };
    },
    movePointer: (left, top) => void [x.warp(connection, 0, root, 0, 0, 0, 0, left, top), sync()],
    close: () => void x.close(connection),
  };
}
