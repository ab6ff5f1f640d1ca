import { createListeners } from '../../src-shared/listeners.ts';

/** Says "look again" to what is shown, while somebody can see the page. */
export interface Live {
  readonly on: (listener: () => void) => () => void;
  /** Something was changed from this page: whatever counts it looks again. */
  nudge(): void;
  close(): void;
}

export interface LiveOptions {
  readonly everyMs: number;
  readonly page: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;
}

/** By looking again at a steady pace, and at once when the page is seen again. */
export function createLive({ everyMs, page }: LiveOptions): Live {
  const listeners = createListeners<null>();
  const tell = () => {
    if (page.visibilityState === 'visible') listeners.tell(null);
  };
  const timer = setInterval(tell, everyMs);
  page.addEventListener('visibilitychange', tell);
  return {
    on: (listener) => listeners.on(listener),
    nudge: tell,
    close() {
      clearInterval(timer);
      page.removeEventListener('visibilitychange', tell);
      listeners.clear();
    },
  };
}
