import type { HostSession, SessionEvent } from '../../../src-shared/session/host-session.ts';

/** What was seen and for how long, read from the session's events. */
export interface Seen {
  /** Each window or screen with the ms it was shown; pauses and lost links do not count. */
  readonly screens: readonly { readonly what: string; readonly ms: number }[];
  readonly findingsAllowed: boolean;
  readonly findingsSentAt: number | null;
}

interface Showing {
  readonly what: string;
  readonly ms: number;
}

export function seenOf({ events, endedAt }: HostSession): Seen {
  const end = endedAt ?? events.at(-1)?.at ?? 0;
  return {
    screens: showings(events, end),
    findingsAllowed: events.some(({ what, capability }) => what === 'granted' && capability === 'findings'),
    findingsSentAt: events.find(({ what }) => what === 'snapshot-sent')?.at ?? null,
  };
}

/** Walks through the events with the one screen that is on, and whether it flows. */
function showings(events: readonly SessionEvent[], end: number): readonly Showing[] {
  const shown = new Map<string, number>();
  let what: string | null = null;
  let since: number | null = null;
  const stand = (at: number) => {
    if (what !== null) shown.set(what, (shown.get(what) ?? 0) + (since === null ? 0 : at - since));
    since = null;
  };
  for (const event of events) {
    if (event.what === 'granted' && event.capability === 'screen') {
      stand(event.at);
      what = event.detail ?? '';
      since = event.at;
    } else if (
      (event.what === 'taken-back' || event.what === 'lease-ended') &&
      event.capability === 'screen'
    ) {
      stand(event.at);
      what = null;
    } else if (event.what === 'paused' || event.what === 'link-lost') {
      stand(event.at);
    } else if ((event.what === 'resumed' || event.what === 'link-back') && what !== null) {
      since = event.at;
    }
  }
  stand(end);
  return [...shown].map(([screen, ms]) => ({ what: screen, ms }));
}
