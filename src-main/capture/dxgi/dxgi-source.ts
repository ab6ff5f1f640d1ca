import type { Clock } from '../../../src-shared/clock.ts';
import { appError, type AppError } from '../../../src-shared/errors.ts';
import { createListeners } from '../../../src-shared/listeners.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import type { PointerChange, PointerPlace, PointerShape } from '../../../src-shared/tiles/frame-source.ts';
import { contains, intersection, whole, type Rect, type Size } from '../../../src-shared/tiles/geometry.ts';
import { mergeRects } from '../../../src-shared/tiles/merge-rects.ts';
import type { Koffi } from '../koffi.ts';
import type { OpenedSource } from '../opened-source.ts';
import { openDuplication, type Duplication, type Frame } from './duplication.ts';

export interface DxgiOptions {
  readonly koffi: Koffi;
  readonly clock: Clock;
}

/** A duplication ends with every change of mode, and while Windows asks for a password nobody gets one. */
const AGAIN_MS = 500;
const MOST_ATTEMPTS = 240;

/**
 * A display of Windows by DXGI duplication: dirty and moved rectangles and the pointer come with every frame, and the
 * wait for it is Windows' own. Written against the documentation; it has not run yet (docs/not-verified.md).
 */
export function openDxgiDisplay({ koffi, clock }: DxgiOptions, place: Rect): Result<OpenedSource> {
  const first = openDuplication(koffi, place);
  if (!first.ok) return first;
  const heard = {
    damage: createListeners<readonly Rect[]>(),
    resize: createListeners<Size>(),
    pointer: createListeners<PointerChange>(),
    ended: createListeners<AppError>(),
  };
  const pointer = followPointer(heard.pointer.tell);
  const state = { rect: place, closed: false };
  let current: Duplication | null = first.value;
  let size = first.value.size;

  const renew = async (): Promise<void> => {
    for (let attempt = 0; attempt < MOST_ATTEMPTS && !state.closed; attempt += 1) {
      const again = openDuplication(koffi, state.rect);
      if (again.ok) {
        const resized = again.value.size.width !== size.width || again.value.size.height !== size.height;
        [current, size] = [again.value, again.value.size];
        if (resized) heard.resize.tell(size);
        return;
      }
      await new Promise<void>((resolve) => void clock.after(AGAIN_MS, resolve));
    }
    if (!state.closed)
      heard.ended.tell(appError('CAPTURE_UNAVAILABLE', 'the display cannot be captured any more'));
    state.closed = true;
  };
  /** One frame after the other until closed; nobody else touches the duplication while it waits. */
  const run = async (): Promise<void> => {
    while (!state.closed && current !== null) {
      const { rect } = state;
      const duplication: Duplication = current;
      const next = await duplication.next();
      const usable = next.ok && rect === state.rect && !state.closed;
      if (usable && next.value !== null) tellFrame(next.value);
      if (usable) continue;
      current = null;
      duplication.close();
      await renew();
    }
    current?.close();
    current = null;
  };
  const tellFrame = (frame: Frame): void => {
    pointer.take(frame, size);
    const rects = frame.rects.flatMap((rect) => intersection(rect, whole(size)) ?? []);
    if (rects.length > 0) heard.damage.tell(mergeRects(rects));
  };
  void run();

  return ok({
    get size() {
      return size;
    },
    onDamage: heard.damage.on,
    onResize: heard.resize.on,
    onPointer: heard.pointer.on,
    onEnded: heard.ended.on,
    grab: (rect, frame) => copyOut(current, rect, frame),
    pointer: pointer.now,
    retarget(target) {
      // the frame being waited for is the last one from the old place
      if (target.kind === 'dxgi-display' && !sameRect(target.rect, state.rect)) state.rect = target.rect;
    },
    close() {
      state.closed = true;
      Object.values(heard).forEach((listeners) => listeners.clear());
    },
  });
}

function copyOut(from: Duplication | null, rect: Rect, frame: Uint8Array): Result<null> {
  if (from === null || frame.length !== from.picture.length || !contains(whole(from.size), rect))
    return err(appError('CAPTURE_UNAVAILABLE', 'there are no pixels of this size now'));
  for (let y = rect.y; y < rect.y + rect.height; y += 1) {
    const at = (y * from.size.width + rect.x) * 4;
    frame.set(from.picture.subarray(at, at + rect.width * 4), at);
  }
  return ok(null);
}

function sameRect(a: Rect, b: Rect): boolean {
  return contains(a, b) && contains(b, a);
}

function followPointer(tell: (change: PointerChange) => void) {
  let shape: PointerShape | null = null;
  let place: PointerPlace | null = null;
  return {
    now: () => ({ shape, place }),
    take({ info, shape: next }: Frame, size: Size): void {
      if (next !== null) {
        shape = next;
        tell({ type: 'shape', shape });
      }
      if (!info.pointerMoved) return;
      // Windows tells where the shape's corner is
      const x = info.pointer.x + (shape?.hotX ?? 0);
      const y = info.pointer.y + (shape?.hotY ?? 0);
      const inside = x >= 0 && y >= 0 && x < size.width && y < size.height;
      place = { x, y, visible: info.pointer.visible && inside };
      tell({ type: 'place', place });
    },
  };
}
