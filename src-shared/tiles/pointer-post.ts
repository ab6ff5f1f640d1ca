import type { Clock } from '../clock.ts';
import {
  MAX_POINTER_SIDE,
  type PointerChange,
  type PointerPlace,
  type PointerShape,
} from './frame-source.ts';
import { encodeHostPicture } from './wire.ts';

/**
 * The pointer beside the pixels: the newest shape once, the newest place at most {@link PLACES_A_SECOND} times. Outside
 * what is shown it says that it is outside, and nothing else: where and over what is nobody's business.
 */
export interface PointerPost {
  changed(change: PointerChange): void;
  /** All of it again, as for a viewer who begins. */
  again(pointer: { readonly shape: PointerShape | null; readonly place: PointerPlace | null }): void;
  /** Held back while false, as in video mode, where the track shows it; the newest is kept. */
  open(on: boolean): void;
  close(): void;
}

const PLACES_A_SECOND = 120;
const OUTSIDE: PointerPlace = { x: 0, y: 0, visible: false };

export function createPointerPost(clock: Clock, send: (bytes: Uint8Array) => void): PointerPost {
  let shape: PointerShape | null = null;
  let place: PointerPlace | null = null;
  let inside = false;
  let on = false;
  let sentAt = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | null = null;

  function flush(): void {
    if (!on || cancel !== null) return;
    if (place === null && (shape === null || !inside)) return;
    const waitMs = sentAt + 1_000 / PLACES_A_SECOND - clock.now();
    if (waitMs > 0) {
      cancel = clock.after(waitMs, () => {
        cancel = null;
        flush();
      });
      return;
    }
    sentAt = clock.now();
    if (shape !== null && inside) {
      send(encodeHostPicture({ type: 'shape', shape }));
      shape = null;
    }
    if (place !== null) send(encodeHostPicture({ type: 'place', place }));
    place = null;
  }

  function put(next: PointerPlace | null): void {
    inside = next?.visible === true;
    place = next === null || inside ? next : OUTSIDE;
  }

  return {
    changed(change) {
      if (change.type === 'shape') shape = fits(change.shape) ? change.shape : shape;
      else if (inside || change.place.visible) put(change.place);
      flush();
    },
    again(pointer) {
      shape = pointer.shape !== null && fits(pointer.shape) ? pointer.shape : null;
      put(pointer.place);
      flush();
    },
    open(next) {
      on = next;
      flush();
    },
    close() {
      on = false;
      cancel?.();
      cancel = null;
    },
  };
}

function fits(shape: PointerShape): boolean {
  const { width, height, hotX, hotY } = shape;
  if (width < 1 || height < 1 || width > MAX_POINTER_SIDE || height > MAX_POINTER_SIDE) return false;
  return hotX <= width && hotY <= height && shape.rgba.length === width * height * 4;
}
