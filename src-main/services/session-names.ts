import type { SessionService } from './session-service.ts';

/** Calls `renew` whenever a new session begins: what is hidden gets new names, so that nothing links two sessions. */
export function renewNamesEachSession(session: SessionService, renew: () => void): void {
  let before = session.current().phase;
  session.onChange(({ phase }) => {
    const begins = phase === 'invite' && (before === 'idle' || before === 'ended');
    before = phase;
    if (begins) renew();
  });
}
