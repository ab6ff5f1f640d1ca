import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import {
  events,
  requests,
  type EventName,
  type EventPayload,
  type RequestInput,
  type RequestName,
  type RequestOutput,
  type WindowRole,
} from '../../src-shared/bridge/contract.ts';
import type { Log } from '../services/log.ts';
import { APP_ORIGIN } from './app-protocol.ts';

/**
 * The one place where a renderer's request enters main: sender (top frame of a known window, our origin), role,
 * rate and schema are checked here; the session's state is checked by the service that answers. Refusals go back as
 * a code, never as a stack.
 */
export type Handlers = {
  readonly [N in RequestName]: (
    input: RequestInput<N>,
    from: WindowRole,
  ) => Promise<RequestOutput<N>> | RequestOutput<N>;
};

export interface IpcGate {
  /** Gives a window its role; it is forgotten when its contents are destroyed. */
  admit(contents: WebContents, role: WindowRole): void;
  /** Tells every window whose role the event names. Payloads are checked on the way out. */
  tell<N extends EventName>(name: N, payload: EventPayload<N>): void;
}

/** Requests a second for one window; the busiest honest use (code typed, toggles) stays far below. */
const RATE_PER_SECOND = 120;

/** What stops something is never refused for its rate: no flood may take these away from the person. */
const brakes: ReadonlySet<RequestName> = new Set([
  'session.end',
  'session.pause',
  'session.takeBack',
  'session.report',
  'network.stop',
  'capture.close',
  'window.closeHeard',
  'window.closeAnswer',
]);

export function createIpcGate(handlers: Handlers, log: Log): IpcGate {
  const roles = new Map<WebContents, WindowRole>();
  const spent = new Map<WebContents, { second: number; count: number }>();

  const roleOf = (event: IpcMainInvokeEvent): WindowRole | null => {
    const frame = event.senderFrame;
    // Node's URL gives a scheme of our own no origin, so it is compared by its parts.
    if (!frame || frame.parent !== null || !frame.url.startsWith(`${APP_ORIGIN}/`)) return null;
    return roles.get(event.sender) ?? null;
  };
  const withinRate = (contents: WebContents): boolean => {
    const second = Math.floor(performance.now() / 1000);
    const entry = spent.get(contents);
    if (!entry || entry.second !== second) {
      spent.set(contents, { second, count: 1 });
      return true;
    }
    entry.count += 1;
    return entry.count <= RATE_PER_SECOND;
  };

  for (const name of Object.keys(requests) as RequestName[]) {
    register(name, handlers[name] as (input: never, from: WindowRole) => unknown);
  }

  function register(name: RequestName, handler: (input: never, from: WindowRole) => unknown): void {
    const { roles: allowed, input, output } = requests[name];
    ipcMain.handle(`alongside:${name}`, async (event, raw: unknown) => {
      const role = roleOf(event);
      if (role === null || !(allowed as readonly WindowRole[]).includes(role)) return refuse(name, 'sender');
      if (!brakes.has(name) && !withinRate(event.sender)) return refuse(name, 'rate');
      const decoded = input.safeParse(raw ?? undefined);
      if (!decoded.success) return refuse(name, 'schema');
      const answer = await handler(decoded.data as never, role);
      const encoded = output.safeParse(answer ?? undefined);
      if (!encoded.success) {
        log.error('ipc.answer', {
          name,
          issues: encoded.error.issues.slice(0, 3).map((issue) => issue.path.join('.')),
        });
        return refuse(name, 'answer');
      }
      return encoded.data;
    });
  }

  function refuse(name: string, why: string): never {
    log.warn('ipc.refused', { name, why });
    throw new Error(`IPC_REFUSED ${why}`);
  }

  return {
    admit(contents, role) {
      roles.set(contents, role);
      contents.once('destroyed', () => {
        roles.delete(contents);
        spent.delete(contents);
      });
    },
    tell(name, payload) {
      const { roles: allowed, payload: schema } = events[name];
      const checked = schema.safeParse(payload);
      if (!checked.success) {
        log.error('ipc.event', {
          name,
          issues: checked.error.issues.slice(0, 3).map((issue) => issue.path.join('.')),
        });
        return;
      }
      for (const [contents, role] of roles) {
        if ((allowed as readonly WindowRole[]).includes(role) && !contents.isDestroyed()) {
          contents.send(`alongside:${name}`, checked.data);
        }
      }
    },
  };
}
