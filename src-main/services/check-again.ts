import type { Clock } from '../../src-shared/clock.ts';
import type { SessionService } from './session-service.ts';

/** Until the goodbye has left: looking takes the whole processor for a moment, and the other side comes first. ms. */
export const AFTER_GOODBYE_MS = 600;

/**
 * Looks at the computer again when a session is over in which somebody was allowed something: the person sees what got
 * better. Nothing of it leaves, since nobody is allowed anything any more. Not when the window goes with the session.
 * Answers how to stop waiting.
 */
export function checkAgainAtEnd(session: SessionService, clock: Clock, look: () => void): () => void {
  let before = session.current().phase;
  let stop = () => {};
  const unsubscribe = session.onChange(({ phase, endReason }) => {
    const over = before === 'live' && phase === 'ended' && endReason !== 'window-closed';
    before = phase;
    if (!over) return;
    stop();
    stop = clock.after(AFTER_GOODBYE_MS, look);
  });
  return () => {
    unsubscribe();
    stop();
  };
}
