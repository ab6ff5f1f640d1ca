import { useEffect, type RefObject } from 'react';

/** Moves what is larger than its frame by dragging; the wheel and the arrow keys are the browser's own scrolling. */
export function usePan(frame: RefObject<HTMLElement | null>, active: boolean): void {
  useEffect(() => {
    const target = frame.current;
    if (target === null || !active) return undefined;
    let from: { x: number; y: number; left: number; top: number } | null = null;
    const down = (event: PointerEvent) => {
      if (event.button !== 0 || (event.target !== event.currentTarget && !isPicture(event.target))) return;
      from = { x: event.clientX, y: event.clientY, left: target.scrollLeft, top: target.scrollTop };
      target.setPointerCapture(event.pointerId);
    };
    const move = (event: PointerEvent) => {
      if (from === null) return;
      target.scrollLeft = from.left - (event.clientX - from.x);
      target.scrollTop = from.top - (event.clientY - from.y);
    };
    const up = () => {
      from = null;
    };
    target.addEventListener('pointerdown', down);
    target.addEventListener('pointermove', move);
    target.addEventListener('pointerup', up);
    target.addEventListener('pointercancel', up);
    return () => {
      target.removeEventListener('pointerdown', down);
      target.removeEventListener('pointermove', move);
      target.removeEventListener('pointerup', up);
      target.removeEventListener('pointercancel', up);
    };
  }, [frame, active]);
}

function isPicture(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-picture]') !== null;
}
