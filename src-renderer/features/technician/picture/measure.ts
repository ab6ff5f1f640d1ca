import { useCallback, useEffect, useState, useSyncExternalStore, type RefObject } from 'react';
import type { PictureSize, PictureSurface } from '../../../stores/picture.ts';

/** Size of an element's inside in CSS px, as it changes; null before it is in the page. */
export function useBox(element: RefObject<HTMLElement | null>): PictureSize | null {
  const [box, setBox] = useState<PictureSize | null>(null);
  useEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = target;
      setBox((old) => (old?.width === width && old.height === height ? old : { width, height }));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    measure();
    return () => observer.disconnect();
  }, [element]);
  return box;
}

/** Size of the picture in its own pixels; null before the first frame. */
export function usePictureSize(picture: PictureSurface | null): PictureSize | null {
  const subscribe = useCallback(
    (changed: () => void) => picture?.onSize(changed) ?? (() => undefined),
    [picture],
  );
  // as text, because a surface may make a new object at every call
  const text = useSyncExternalStore(subscribe, () => sizeText(picture?.size() ?? null));
  return text === null ? null : sizeOf(text);
}

function sizeText(size: PictureSize | null): string | null {
  return size === null ? null : `${size.width}x${size.height}`;
}

function sizeOf(text: string): PictureSize {
  const [width = 1, height = 1] = text.split('x').map(Number);
  return { width, height };
}

/** Device pixels for each CSS pixel; changes when the window moves to another display or the page is zoomed. */
export function useDevicePixelRatio(): number {
  return useSyncExternalStore(
    (changed) => {
      window.addEventListener('resize', changed);
      return () => window.removeEventListener('resize', changed);
    },
    () => window.devicePixelRatio || 1,
  );
}
