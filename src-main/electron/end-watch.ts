import type { WebContents } from 'electron';
import type { HostSession } from '../../src-shared/session/host-session.ts';
import type { Log } from '../services/log.ts';

/**
 * After the end nothing may flow, even when the host's renderer hangs. The renderer reports "link-closed" when every
 * channel and track is closed; without that report in time its process is ended, and the picture with it.
 */
const CLOSE_LIMIT_MS = 500;

export interface EndWatch {
  changed(session: HostSession): void;
  linkClosed(): void;
  /** Resolves when the other side has been told and all is closed, or the time for it is over. */
  closed(): Promise<void>;
}

export function createEndWatch(contents: () => WebContents | null, log: Log): EndWatch {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let live = false;
  let waiting: (() => void)[] = [];
  const release = () => {
    for (const resolve of waiting) resolve();
    waiting = [];
  };
  return {
    changed(session) {
      if (session.phase === 'consent' || session.phase === 'live') live = true;
      if (session.phase !== 'ended' || !live) return;
      live = false;
      timer = setTimeout(() => {
        timer = null;
        release();
        const target = contents();
        if (!target || target.isDestroyed()) return;
        log.warn('renderer.killed', { why: 'link not closed in time' });
        target.forcefullyCrashRenderer();
        target.reload();
      }, CLOSE_LIMIT_MS);
    },
    linkClosed() {
      if (timer) clearTimeout(timer);
      timer = null;
      release();
    },
    closed: () => (timer ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()),
  };
}
