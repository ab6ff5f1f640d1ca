import type { AppError } from '../../src-shared/errors.ts';
import type { HostMessage } from '../../src-shared/protocol/peer-messages.ts';
import type { CapabilityState } from '../../src-shared/session/capability.ts';
import type { Scope } from '../../src-shared/scope.ts';
import type { Clock } from '../../src-shared/clock.ts';
import type { CapturedScreen, CaptureScreen } from '../peer/capture.ts';
import type { PeerLink } from '../peer/ports.ts';
import { nameToTell } from './session-messages.ts';

export interface ScreenShareOptions {
  readonly clock: Clock;
  readonly capture: CaptureScreen;
  send(message: HostMessage): void;
  /** The shared window was closed, or the system took the picture back. */
  onEnded(): void;
  onFailed(error: AppError): void;
}

/** Captures what is granted and puts it on the link, and takes it off again: nothing of it leaves without a grant. */
export interface ScreenShare {
  /** Brings capture and link in step with the session. `link` is null while there is none that may be used. */
  sync(grant: CapabilityState, link: PeerLink | null): void;
  /** Whether the newest grant could be captured; waits until that is known. */
  captured(): Promise<boolean>;
}

/** How often the captured size is looked at: a display that changes is told within this time. */
const SIZE_EVERY_MS = 500;

interface Share {
  readonly options: ScreenShareOptions;
  readonly scope: Scope;
  /** `grantedAt` of the grant that is captured, or being captured. */
  grantedAt: number | null;
  capturing: Promise<CapturedScreen | null>;
  screen: CapturedScreen | null;
  what: string | undefined;
  /** Where the picture may be now. */
  link: PeerLink | null;
  /** Whether there is somebody to tell. */
  present: boolean;
  shownOn: PeerLink | null;
  told: string;
}

export function createScreenShare(scope: Scope, options: ScreenShareOptions): ScreenShare {
  const share: Share = {
    options,
    scope,
    grantedAt: null,
    capturing: Promise.resolve(null),
    screen: null,
    what: undefined,
    link: null,
    present: false,
    shownOn: null,
    told: '',
  };
  scope.add(() => drop(share));
  scope.add(options.clock.every(SIZE_EVERY_MS, () => tellState(share)));
  return {
    sync(grant, link) {
      if (scope.closed) return;
      if (grant.state === 'off' || share.grantedAt !== grant.grantedAt) drop(share);
      if (grant.state === 'granted' && share.grantedAt === null)
        begin(share, grant.grantedAt, nameToTell(grant));
      // Held: the capture stays warm, but nothing of it is on the link.
      share.link = grant.state === 'granted' ? link : null;
      share.present = link !== null;
      put(share);
    },
    captured: async () => (await share.capturing) !== null,
  };
}

function begin(share: Share, grantedAt: number, what: string | undefined): void {
  share.grantedAt = grantedAt;
  share.what = what;
  share.capturing = share.options.capture().then((captured) => {
    const stale = share.scope.closed || share.grantedAt !== grantedAt;
    if (!captured.ok) {
      if (!stale) share.options.onFailed(captured.error);
      return null;
    }
    if (stale) {
      captured.value.stop();
      return null;
    }
    share.screen = captured.value;
    captured.value.onEnded(() => share.screen === captured.value && share.options.onEnded());
    put(share);
    return captured.value;
  });
}

/** Puts the picture on the link it may be on, and off every other. */
function put(share: Share): void {
  const target = share.screen === null ? null : share.link;
  if (share.shownOn !== target) {
    void share.shownOn?.show(null);
    if (target !== null) void target.show(share.screen);
    share.shownOn = target;
  }
  if (!share.present) share.told = ''; // a new link starts by being told
  tellState(share);
}

function tellState(share: Share): void {
  if (!share.present) return;
  const on = share.shownOn !== null && share.screen !== null;
  const size = on ? (share.screen?.size() ?? {}) : {};
  const what = on && share.what !== undefined ? { what: share.what } : {};
  const message: HostMessage = { type: 'screen.state', on, ...what, ...rounded(size) };
  const text = JSON.stringify(message);
  if (text === share.told) return;
  share.told = text;
  share.options.send(message);
}

function rounded(size: { readonly width?: number; readonly height?: number }) {
  if (size.width === undefined || size.height === undefined) return {};
  return { width: Math.round(size.width), height: Math.round(size.height) };
}

function drop(share: Share): void {
  share.grantedAt = null;
  void share.shownOn?.show(null);
  share.shownOn = null;
  share.screen?.stop();
  share.screen = null;
}
