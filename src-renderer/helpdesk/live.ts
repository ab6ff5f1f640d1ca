import { createStore } from 'zustand/vanilla';
import type { EventFrame, PageFrame, Present } from '../../src-shared/helpdesk/api/event-frames.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';

type Changed = Extract<EventFrame, { readonly byId: unknown }>;
/** Which news a listener is for; without one it hears of all. */
export type About = (news: Changed) => boolean;

/** Says "look again" to what is shown, while somebody can see the page. */
export interface Live {
  readonly on: (listener: () => void, about?: About) => () => void;
  /** Something was changed from this page: whatever counts it looks again. */
  nudge(): void;
  /** Tells the others which ticket this page shows, and whether somebody writes there. */
  at(ticketId: Id | null, writing: boolean): void;
  /** Who else has the ticket open that this page shows. */
  readonly present: PresentStore;
  close(): void;
}

export type PresentStore = ReturnType<typeof createPresent>;

export function createPresent() {
  return createStore<{ readonly ticketId: Id | null; readonly people: readonly Present[] }>(() => ({
    ticketId: null,
    people: [],
  }));
}

/** Where news comes from; it says when it is there, so that nobody has to look for it. */
export interface NewsSource {
  readonly isUp: () => boolean;
  say(frame: PageFrame): void;
  close(): void;
}

export interface LiveOptions {
  /** How often is looked while no news come, in ms. */
  readonly everyMs: number;
  readonly page: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;
  readonly connect?: (hear: (frame: EventFrame) => void) => NewsSource;
}

/** News in quick succession are one, in ms. */
const TOGETHER_MS = 400;

interface Listener {
  readonly tell: () => void;
  readonly about: About;
}

/** By news from the server, and by looking again at a steady pace while there are none. */
export function createLive({ everyMs, page, connect }: LiveOptions): Live {
  const listeners = new Set<Listener>();
  const present = createPresent();
  let isMissed = false;
  const tell = (news: Changed | null) => {
    if (page.visibilityState !== 'visible') isMissed = true;
    else for (const { tell, about } of [...listeners]) if (news === null || about(news)) tell();
  };
  const seen = () => {
    if (isMissed && page.visibilityState === 'visible') tell(null);
    isMissed = page.visibilityState !== 'visible' && isMissed;
  };
  const source = connect?.((frame) => {
    if (frame.type === 'present') present.setState({ ticketId: frame.ticketId, people: frame.people });
    else tell(frame.type === 'hello' ? null : frame);
  });
  const timer = setInterval(() => {
    if (source?.isUp() !== true) tell(null);
  }, everyMs);
  page.addEventListener('visibilitychange', seen);
  return {
    present,
    on(listener, about = () => true) {
      const own: Listener = { tell: together(listener, () => listeners.has(own)), about };
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    nudge: () => tell(null),
    at(ticketId, writing) {
      if (present.getState().ticketId !== ticketId) present.setState({ ticketId, people: [] });
      source?.say({ type: 'at', ticketId, writing });
    },
    close() {
      clearInterval(timer);
      page.removeEventListener('visibilitychange', seen);
      source?.close();
      listeners.clear();
    },
  };
}

/** The first at once, and one more at the end for all that came meanwhile. */
function together(listener: () => void, isWanted: () => boolean): () => void {
  let waiting = false;
  let again = false;
  const call = () => {
    waiting = true;
    listener();
    setTimeout(() => {
      waiting = false;
      if (!again || !isWanted()) return;
      again = false;
      call();
    }, TOGETHER_MS);
  };
  return () => {
    if (waiting) again = true;
    else call();
  };
}
