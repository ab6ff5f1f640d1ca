import type { Clock } from '../../src-shared/clock.ts';
import { appError, type AppError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { HostSession } from '../../src-shared/session/host-session.ts';
import { isOn } from '../../src-shared/session/host-session-reducer.ts';
import type { CaptureNews, CaptureOrder } from '../../src-shared/tiles/capture-messages.ts';
import type { CaptureTarget } from '../../src-shared/tiles/frame-source.ts';
import type { Rect, Size } from '../../src-shared/tiles/geometry.ts';
import { captureNewsSchema } from './capture-news.ts';
import type { Log } from './log.ts';

/** The process that captures, however it was started. */
export interface CaptureChild {
  post(order: CaptureOrder): void;
  /** Sends `viewer` with one end of a new port, and the other end to the host's window. */
  connect(): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: () => void): void;
  /** Ends it at once, whatever it is doing. */
  kill(): void;
}

export interface CaptureServicePorts {
  readonly spawn: () => CaptureChild;
  /** False where no native capture is possible: nothing is started ahead of need then. */
  readonly possible: boolean;
  /** The chosen source as native capture takes it; the error says why it can't. */
  readonly target: () => Result<CaptureTarget>;
  /** Whether "screen" may be used at this very moment. */
  readonly mayUse: () => boolean;
  /** The process ended by itself; `again` when a new one has been started. */
  readonly gone: (news: { readonly error: AppError; readonly again: boolean }) => void;
  /** The shared window was closed or the display unplugged. */
  readonly ended: (error: AppError) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Owns the capture process. It lives only while "screen" is granted (a waiting one, which has opened nothing, from the
 * consent screen on) and is killed the moment it is not: a stop at the source that no window can delay.
 */
export interface CaptureService {
  /** Captures the chosen source. CONSENT_MISSING without a grant, CAPTURE_UNAVAILABLE where there is no way. */
  open(): Promise<Result<Size>>;
  close(): void;
  /** Regions that never leave this machine, from now on until others are set, in the picture's pixels. */
  mask(masks: readonly Rect[]): void;
  /** Something is masked, so the screen may go by no other way: see track-rule.ts. */
  readonly masked: boolean;
  /** Call on every change of the session. */
  sessionChanged(session: HostSession): void;
  /** Call when displays came, went, moved or changed their size. */
  displaysChanged(): void;
}

/** From the start of a process to `opened`. Forking takes about 0.2 s; a machine that starts its disk a second. */
const OPEN_LIMIT_MS = 3_000;
/** Asked so often whether it still answers, ms; given up after so many questions without an answer. */
const PING_EVERY_MS = 1_000;
const MAX_UNANSWERED = 5; // a machine that has no time for us for some seconds is no hanging process
/** So many processes that ended by themselves in so many ms, and the next is not started again. */
const MAX_RESTARTS = 5;
const RESTARTS_WITHIN_MS = 60_000;

/**
 * A window has so many processes started in so many ms, by asking or by a session that reaches consent: a person who
 * pauses and goes on as fast as they can press needs fewer, and a page in strange hands must not keep the machine busy.
 */
const MAX_ASKED = 8;
const ASKED_WITHIN_MS = 10_000;

interface Running {
  readonly child: CaptureChild;
  ready: boolean;
  opened: boolean;
  /** Cancels the limit for opening. */
  inTime: () => void;
  unanswered: number;
  /** Ends the asking. */
  unwatch: () => void;
}

export function createCaptureService(ports: CaptureServicePorts): CaptureService {
  const { clock, log } = ports;
  let running: Running | null = null;
  /** What is to be captured; null while a process only waits. */
  let wanted: CaptureTarget | null = null;
  /** Who asked for the capture and has not been answered. */
  let answer: ((result: Result<Size>) => void) | null = null;
  let masks: readonly Rect[] = [];
  let restarts: readonly number[] = [];
  /** When processes were started on a window's account. */
  let asked: readonly number[] = [];
  let phase: HostSession['phase'] = 'idle';
  /** `grantedAt` of the newest grant: another one may be for another source. */
  let grantedAt: number | null = null;

  const start = (): boolean => {
    let child: CaptureChild;
    try {
      child = ports.spawn();
    } catch (error) {
      log.warn('capture.not-started', { why: error instanceof Error ? error.message : 'unknown' });
      return false;
    }
    const started: Running = {
      ...{ child, ready: false, opened: false, unanswered: 0 },
      ...{ inTime: () => undefined, unwatch: () => undefined },
    };
    running = started;
    child.onMessage((raw) => {
      const news = captureNewsSchema.safeParse(raw);
      if (running === started && news.success) hear(started, news.data);
    });
    child.onExit(() => (running === started ? lost('it ended by itself') : undefined));
    return true;
  };
  /** Why there is none now, or null. */
  const startAsked = (): AppError | null => {
    const now = clock.now();
    asked = asked.filter((at) => now - at < ASKED_WITHIN_MS);
    if (asked.length >= MAX_ASKED) {
      log.warn('capture.not-started', { why: 'asked for too often' });
      return appError('CAPTURE_LOST', 'asked for too often: again in some seconds');
    }
    asked = [...asked, now];
    return start() ? null : appError('CAPTURE_LOST', 'the capture process could not be started');
  };
  const order = (current: Running) => {
    if (wanted === null || !current.ready) return;
    current.child.post({ type: 'open', target: wanted, masks });
  };
  const limitOpening = (current: Running) => {
    current.inTime = clock.after(OPEN_LIMIT_MS, () => {
      if (running === current) lost(`it did not open in ${OPEN_LIMIT_MS / 1000} s`);
    });
  };
  /** Questions are counted, not time: a machine that slept has asked none. */
  const watch = (current: Running) => {
    current.unwatch = clock.every(PING_EVERY_MS, () => {
      if (current.unanswered >= MAX_UNANSWERED) return lost('it does not answer');
      current.unanswered += 1;
      current.child.post({ type: 'ping' });
    });
  };
  const hear = (current: Running, news: CaptureNews) => {
    switch (news.type) {
      case 'ready':
        current.ready = true;
        return order(current);
      case 'pong':
        current.unanswered = 0;
        return undefined;
      case 'opened':
        if (wanted === null || current.opened) return undefined;
        current.opened = true;
        current.inTime();
        watch(current);
        current.child.connect();
        return tell(ok(news.size));
      case 'unavailable':
        return giveUp(news.error);
      case 'ended':
        stop(news.error);
        return ports.ended(news.error);
    }
  };
  /** Gone or hanging. A new one is started at once, unless they keep ending or the first answer is overdue. */
  const lost = (why: string) => {
    const error = appError('CAPTURE_LOST', `the capture process was lost: ${why}`);
    log.warn('capture.lost', { why });
    const waiting = answer !== null;
    kill();
    if (wanted === null) return;
    const now = clock.now();
    restarts = restarts.filter((at) => now - at < RESTARTS_WITHIN_MS);
    if (waiting || restarts.length >= MAX_RESTARTS) return giveUp(error);
    restarts = [...restarts, now];
    if (!start()) return giveUp(error);
    if (running !== null) limitOpening(running);
    ports.gone({ error, again: true });
  };
  const giveUp = (error: AppError) => {
    const waiting = answer !== null;
    const unused = wanted === null;
    stop(error);
    if (!waiting && !unused) ports.gone({ error, again: false });
  };
  const tell = (result: Result<Size>) => {
    const waiting = answer;
    answer = null;
    waiting?.(result);
  };
  const kill = () => {
    const gone = running;
    running = null;
    gone?.inTime();
    gone?.unwatch();
    gone?.child.kill();
  };
  const stop = (error: AppError) => {
    wanted = null;
    kill();
    tell(err(error));
  };

  return {
    async open() {
      if (!ports.mayUse()) return err(appError('CONSENT_MISSING', 'screen'));
      const target = ports.target();
      if (!target.ok) return target;
      if (wanted !== null) stop(appError('CAPTURE_UNAVAILABLE', 'asked for again'));
      if (running === null) {
        const refused = startAsked();
        if (refused !== null) return err(refused);
      }
      wanted = target.value;
      return new Promise((resolve) => {
        answer = resolve;
        if (running === null) return;
        limitOpening(running);
        order(running);
      });
    },
    close: () => stop(appError('CAPTURE_UNAVAILABLE', 'closed')),
    mask(next) {
      masks = next;
      if (wanted !== null && running?.ready === true) running.child.post({ type: 'masks', masks });
    },
    get masked() {
      return masks.length > 0;
    },
    sessionChanged(session) {
      const begins = session.phase === 'consent' && phase !== 'consent';
      phase = session.phase;
      const { screen } = session.capabilities;
      const before = grantedAt;
      grantedAt = screen.state === 'off' ? null : screen.grantedAt;
      const over = before !== grantedAt || !ports.mayUse();
      if (!isOn(session) || (wanted !== null && over)) stop(appError('CONSENT_MISSING', 'screen'));
      else if (begins && ports.possible && running === null) startAsked();
    },
    displaysChanged() {
      if (wanted === null) return;
      const target = ports.target();
      if (!target.ok) {
        stop(target.error);
        return ports.ended(target.error);
      }
      // told even when it is the same: while displays move, the process hands out nothing until it knows
      wanted = target.value;
      if (running?.ready === true) running.child.post({ type: 'target', target: wanted });
    },
  };
}
