import {
  EVENTS_PATH,
  EVENTS_SUBPROTOCOL,
  eventFrameSchema,
  LOGIN_ENDED,
  type EventFrame,
  type PageFrame,
} from '../../src-shared/helpdesk/api/event-frames.ts';
import type { NewsSource } from './live.ts';

export interface EventSocketOptions {
  /** Of the page, with ws: or wss:. */
  readonly origin: string;
  readonly open: (url: string, subprotocol: string) => WebSocket;
  readonly hear: (frame: EventFrame) => void;
  readonly onLoginEnded: () => void;
}

export interface EventSocket extends NewsSource {
  /** Only members are told anything: connects for them, and hangs up for nobody. */
  wanted(isWanted: boolean): void;
}

const FIRST_TRY_MS = 1_000;
const LONGEST_TRY_MS = 30_000;

/** News of the help desk, for as long as somebody is signed in; a lost connection is made anew. */
export function createEventSocket({ origin, open, hear, onLoginEnded }: EventSocketOptions): EventSocket {
  let socket: WebSocket | null = null;
  let isWanted = false;
  let isUp = false;
  let waitMs = FIRST_TRY_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let at: PageFrame | null = null;
  const send = () => {
    if (isUp && at !== null) socket?.send(JSON.stringify(at));
  };
  const connect = () => {
    if (!isWanted || socket !== null) return;
    const own = open(`${origin}${EVENTS_PATH}`, EVENTS_SUBPROTOCOL);
    socket = own;
    own.addEventListener('message', ({ data }) => {
      const frame = decode(data);
      if (frame === null) return;
      if (frame.type === 'hello') {
        isUp = true;
        waitMs = FIRST_TRY_MS;
        send();
      }
      hear(frame);
    });
    own.addEventListener('close', ({ code }) => {
      if (socket !== own) return;
      socket = null;
      isUp = false;
      if (code === LOGIN_ENDED) onLoginEnded();
      timer = setTimeout(connect, waitMs);
      waitMs = Math.min(LONGEST_TRY_MS, waitMs * 2);
    });
  };
  const hangUp = () => {
    clearTimeout(timer);
    const own = socket;
    socket = null;
    isUp = false;
    own?.close();
  };
  return {
    isUp: () => isUp,
    wanted(now) {
      if (now === isWanted) return;
      isWanted = now;
      if (now) connect();
      else hangUp();
    },
    say(frame) {
      at = frame;
      send();
    },
    close() {
      isWanted = false;
      hangUp();
    },
  };
}

function decode(data: unknown): EventFrame | null {
  try {
    return eventFrameSchema.safeParse(JSON.parse(String(data))).data ?? null;
  } catch {
    return null;
  }
}
