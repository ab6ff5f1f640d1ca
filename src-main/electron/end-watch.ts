import type { WebContents } from 'electron';
import type { HostSession } from '../../src-shared/session/host-session.ts';
import type { Log } from '../services/log.ts';

/**
 * After the end nothing may flow, even when the host's renderer hangs. The renderer says "flow-stopped" as soon as
 * nothing leaves any more; without that in time its process is ended, and the picture with it.
 */
const STOP_LIMIT_MS = 500;
/** The same for a pause and for a screen that was taken back: more patient, since the session goes on after it. */
const PAUSE_LIMIT_MS = 1000;
/** How long a window that closes waits for its goodbye to leave. */
const CLOSE_LIMIT_MS = 1000;

export interface EndWatch {
  changed(session: HostSession): void;
  flowStopped(): void;
  linkClosed(): void;
  /** Resolves when the other side has been told and all is closed, or the time for it is over. */
  closed(): Promise<void>;
}

export interface EndWatchPorts {
  readonly contents: () => WebContents | null;
  readonly log: Log;
  /** The renderer had to be ended although the session was not over. */
  readonly fail: () => void;
}

export function createEndWatch({ contents, log, fail }: EndWatchPorts): EndWatch {
  let kill: ReturnType<typeof setTimeout> | null = null;
  let showing = false;
  let live = false;
  let closing = false;
  let waiting: (() => void)[] = [];
  const release = () => {
    closing = false;
    for (const resolve of waiting) resolve();
    waiting = [];
  };
  const flowStopped = () => {
    if (kill) clearTimeout(kill);
    kill = null;
  };
  const arm = (limitMs: number) => {
    flowStopped();
    kill = setTimeout(endRenderer, limitMs);
  };
  const endRenderer = () => {
    fail();
    flowStopped(); // ending the session has armed it anew
    const target = contents();
    if (!target || target.isDestroyed()) return;
    log.warn('renderer.killed', { why: 'the flow did not stop in time' });
    target.once('render-process-gone', () => target.isDestroyed() || target.reload());
    target.forcefullyCrashRenderer();
  };
  return {
    changed(session) {
      if (session.phase === 'consent' || session.phase === 'live') live = true;
      const wasShowing = showing;
      showing = session.capabilities.screen.state === 'granted';
      // A lost link is the renderer's own news; whatever else ends the picture must end it within the limit.
      const hidden = wasShowing && !showing && session.phase === 'live' && session.link !== 'lost';
      if (hidden) arm(PAUSE_LIMIT_MS);
      if (session.phase !== 'ended' || !live) return;
      live = false;
      closing = true;
      arm(STOP_LIMIT_MS);
      setTimeout(release, CLOSE_LIMIT_MS);
    },
    flowStopped,
    linkClosed() {
      flowStopped();
      release();
    },
    closed: () => (closing ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()),
  };
}
