import { appError, type AppError } from '../../../src-shared/errors.ts';
import { createListeners } from '../../../src-shared/listeners.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import type { Address } from '../koffi.ts';
import { dataView, EVENT_BYTES } from './x-events.ts';
import type { XLibraries } from './xlib.ts';

/** One connection to an X server, whose events come through Node's own loop: no thread and no waiting. */
export interface XConnection {
  readonly libraries: XLibraries;
  readonly display: Address;
  readonly screen: number;
  readonly root: number;
  /** Every event; the view is only valid during the call. */
  readonly onEvent: (listener: (event: DataView) => void) => () => void;
  /** After all events that were there at this moment. */
  readonly onDrained: (listener: (at: null) => void) => () => void;
  readonly onBroken: (listener: (error: AppError) => void) => () => void;
  /** Sends requests, waits for the server and answers what it refused, in words; null when all went well. */
  attempt(run: () => void): string | null;
  /** Whoever waited for an answer says so: events may have come before it, and nothing else would wake us for them. */
  waited(): void;
  /** Takes events of this window and type, if any have come, before all others. */
  takeFirst(window: number, type: number): void;
  /** Takes what has come by now, at once. */
  catchUp(): void;
  close(): void;
}

/** Opens `name` (such as ":0"); CAPTURE_UNAVAILABLE when nobody answers there. */
export function openConnection(libraries: XLibraries, name: string): Result<XConnection> {
  const { xlib, koffi, errors } = libraries;
  const display = xlib.open(name);
  if (display === null) return err(appError('CAPTURE_UNAVAILABLE', `no X server answers at "${name}"`));
  const memory = errors.watch(display);
  const events = createListeners<DataView>();
  const drained = createListeners<null>();
  const broken = createListeners<AppError>();
  const bytes = new Uint8Array(EVENT_BYTES);
  const view = dataView(bytes);
  let closed = false;
  let later: NodeJS.Immediate | null = null;

  const more = (): boolean => !closed && !memory.broken && xlib.pending(display) > 0;
  const drain = (): void => {
    later = null;
    let some = false;
    while (more()) {
      xlib.next(display, bytes);
      some = true;
      events.tell(view);
    }
    if (closed) return;
    if (memory.broken) {
      poll.stop();
      broken.tell(appError('CAPTURE_UNAVAILABLE', 'the connection to the X server broke'));
    } else if (some) drained.tell(null);
  };
  const poll = koffi.node.poll(xlib.socket(display), { readable: true }, () => {
    try {
      drain();
    } catch (error) {
      // thrown in a native callback it would abort the process without a word
      setImmediate(() => {
        throw error;
      });
    }
  });
  const waited = (): void => {
    if (closed || later !== null) return;
    if (memory.broken || xlib.queued(display, 0) > 0) later = setImmediate(drain);
  };

  return ok({
    libraries,
    display,
    screen: xlib.screen(display),
    root: xlib.root(display, xlib.screen(display)),
    onEvent: events.on,
    onDrained: drained.on,
    onBroken: broken.on,
    waited,
    takeFirst(window, type) {
      const first = new Uint8Array(EVENT_BYTES); // in the middle of another event, perhaps
      const came = () => !closed && !memory.broken && xlib.checkTyped(display, window, type, first) !== 0;
      while (came()) events.tell(dataView(first));
    },
    catchUp: drain,
    attempt(run) {
      memory.last = null;
      run();
      xlib.sync(display, 0);
      waited();
      return memory.broken ? 'the connection broke' : memory.last;
    },
    close() {
      if (closed) return;
      closed = true;
      if (later !== null) clearImmediate(later);
      poll.close();
      xlib.close(display);
      errors.forget(display);
    },
  });
}
