import { join } from 'node:path';
import { loadKoffi, nativeFiles } from '../../../src-main/capture/koffi.ts';
import { monotonicClock } from '../../../src-main/platform/clocks.ts';
import type { OpenedSource } from '../../../src-main/capture/opened-source.ts';
import type { XOptions } from '../../../src-main/capture/x11/open-x-source.ts';
import { bindLibraries, type XLibraries } from '../../../src-main/capture/x11/xlib.ts';
import type { Result } from '../../../src-shared/result.ts';
import { contains, whole, type Rect } from '../../../src-shared/tiles/geometry.ts';

const here = join(import.meta.dirname, '../../../src-main/capture');

/** The real libraries of this machine. Bound once: Xlib has one error handler for the whole process. */
const libraries = bound();

function bound(): XLibraries {
  const koffi = loadKoffi(nativeFiles(here, { platform: process.platform, arch: process.arch }));
  if (!koffi.ok) throw new Error(koffi.error.detail);
  const made = bindLibraries(koffi.value);
  if (!made.ok) throw new Error(made.error.detail);
  return made.value;
}

export function xOptions(display: string, more: Partial<XOptions> = {}): XOptions {
  return { libraries, clock: monotonicClock, env: { DISPLAY: display }, ...more };
}

export function must(opened: Result<OpenedSource>): OpenedSource {
  if (!opened.ok) throw new Error(opened.error.detail);
  return opened.value;
}

/** All pixels now, as 0xrrggbb by place. */
export function picture(source: OpenedSource): { colour(x: number, y: number): number } {
  const frame = new Uint8Array(source.size.width * source.size.height * 4);
  const { width } = source.size;
  const grabbed = source.grab(whole(source.size), frame);
  if (!grabbed.ok) throw new Error(grabbed.error.detail);
  return {
    colour(x, y) {
      const at = (y * width + x) * 4;
      return new DataView(frame.buffer).getUint32(at, true) & 0xff_ffff;
    },
  };
}

/** Until damage is told that covers `rect`, in however many rectangles. */
export function damaged(source: OpenedSource, rect: Rect): Promise<readonly Rect[]> {
  return new Promise((resolve) => {
    const stop = source.onDamage((rects) => {
      if (!rects.some((told) => contains(told, rect))) return;
      stop();
      resolve(rects);
    });
  });
}

/** Until `check` holds, looked at again and again; the test's own limit ends it. */
export async function until(check: () => boolean): Promise<void> {
  while (!check()) await new Promise((resolve) => setTimeout(resolve, 5));
}
