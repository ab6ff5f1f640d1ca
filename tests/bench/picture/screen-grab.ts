import koffi from 'koffi';

/** Whole pictures of displays, to compare them. */
const X = koffi.load('libX11.so.6');
const XOpenDisplay = X.func('void *XOpenDisplay(const char *name)');
const XDefaultRootWindow = X.func('unsigned long XDefaultRootWindow(void *d)');
const XGetImage = X.func(
  'void *XGetImage(void *d, unsigned long drawable, int x, int y, unsigned int w, unsigned int h, unsigned long planes, int format)',
);
const XDestroyImage = X.func('int XDestroyImage(void *image)');
const XCloseDisplay = X.func('int XCloseDisplay(void *d)');
const ALL_PLANES = 0xffffffff;
const Z_PIXMAP = 2;
const DATA_AT = 16; // of the pixels' address in XImage on 64-bit systems

export interface ScreenGrabber {
  /** Pixels of now, red, green and blue in the lower 24 bits. */
  grab(): Uint32Array;
  close(): void;
}

export function openScreenGrabber(display: string, width: number, height: number): ScreenGrabber {
  const d = XOpenDisplay(display) as unknown;
  if (d === null) throw new Error(`no X display ${display}`);
  const root = XDefaultRootWindow(d) as bigint;
  return {
    grab() {
      const image = XGetImage(d, root, 0, 0, width, height, ALL_PLANES, Z_PIXMAP) as unknown;
      if (image === null) throw new Error('XGetImage failed');
      const data = koffi.decode(image, DATA_AT, 'void *') as unknown;
      const copy = new Uint32Array(koffi.view(data, width * height * 4).slice(0));
      XDestroyImage(image);
      return copy;
    },
    close: () => void XCloseDisplay(d),
  };
}
