import type { SessionService } from './session-service.ts';

/**
 * Looks at the computer again when a session is over in which somebody was allowed something: the person sees what got
 * better. Nothing of it leaves, since nobody is allowed anything any more. Not when the window goes with the session.
 */
export function checkAgainAtEnd(session: SessionService, look: () => void): void {
  let before = session.current().phase;
  session.onChange(({ phase, endReason }) => {
    const over = before === 'live' && phase === 'ended' && endReason !== 'window-closed';
    before = phase;
    if (over) look();
  });
}
