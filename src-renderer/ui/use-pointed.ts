import { useEffect, useState, type PointerEvent } from 'react';

/** A pointer that rests this long points at nothing any more, ms. */
const RESTS_MS = 4000;
/** Moves in between say nothing new, ms. */
const OFTEN_MS = 500;

/**
 * Whether somebody points at the list or has the focus in it. A pointer that only lies there, because the desk opened
 * under it, does not count: it would hold the order of the findings for ever.
 */
export function usePointed() {
  const [focused, setFocused] = useState(false);
  const [movedAt, setMovedAt] = useState<number | null>(null);
  useEffect(() => {
    if (movedAt === null) return undefined;
    const timer = setTimeout(() => setMovedAt(null), RESTS_MS);
    return () => clearTimeout(timer);
  }, [movedAt]);
  const over = {
    onPointerMove: ({ movementX, movementY, timeStamp }: PointerEvent) => {
      // a page that moves under a resting pointer sends events without movement
      if (movementX === 0 && movementY === 0) return;
      setMovedAt((old) => (old !== null && timeStamp - old < OFTEN_MS ? old : timeStamp));
    },
    onPointerLeave: () => setMovedAt(null),
    onFocus: () => setFocused(true),
    onBlur: () => setFocused(false),
  };
  return { pointed: focused || movedAt !== null, over };
}
