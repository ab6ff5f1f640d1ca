import type { Bridge } from '../../src-shared/bridge/contract.ts';
import type { AppError } from '../../src-shared/errors.ts';
import type { HostMessage } from '../../src-shared/protocol/peer-messages.ts';
import type { Result } from '../../src-shared/result.ts';
import type { CapabilityState } from '../../src-shared/session/capability.ts';
import type { Scope } from '../../src-shared/scope.ts';
import type { Clock } from '../../src-shared/clock.ts';
import type { CapturedScreen, CaptureScreen } from '../peer/capture.ts';
import type { PeerChannel, PeerLink } from '../peer/ports.ts';
import { nameToTell } from './session-messages.ts';
import { createTileShare, type TileFigures, type TileShare } from './tile-share.ts';

export interface ScreenShareOptions {
  readonly bridge: Bridge;
  readonly clock: Clock;
  readonly capture: CaptureScreen;
  send(message: HostMessage): void;
  /** The shared window was closed, or the system took the picture back. */
  onEnded(): void;
  onFailed(error: AppError): void;
}

/** What the picture may go over. */
export interface PictureWay {
  readonly link: PeerLink;
  readonly tiles: PeerChannel | null;
}

/**
 * Captures what is granted and puts it on the link, as tiles or by the video track, and takes it off again: nothing of
 * it leaves without a grant.
 */
export interface ScreenShare {
  /** Brings capture and link in step with the session. `way` is null while there is none that may be used. */
  sync(grant: CapabilityState, way: PictureWay | null): void;
  /** Whether the newest grant could be captured; waits until that is known. */
  captured(): Promise<boolean>;
  readonly figures: TileFigures;
}

/** How often the captured size is looked at: a display that changes is told within this time. */
const SIZE_EVERY_MS = 500;

interface Share {
  readonly options: ScreenShareOptions;
  readonly scope: Scope;
  readonly tiles: TileShare;
  /** `grantedAt` of the grant that is captured, or being captured. */
  grantedAt: number | null;
  /** Held, and native capture ended for that long. */
  resting: boolean;
  capturing: Promise<boolean>;
  /** The track's capture, if it runs or is about to. */
  track: TrackCapture | null;
  what: string | undefined;
  /** Where the picture may be now. */
  link: PeerLink | null;
  /** Whether there is somebody to tell. */
  present: boolean;
  shownOn: PeerLink | null;
  told: string;
}

interface TrackCapture {
  screen: CapturedScreen | null;
  /** Whether there is something to capture, once that is known. */
  readonly known: Promise<boolean>;
}

export function createScreenShare(scope: Scope, options: ScreenShareOptions): ScreenShare {
  const { bridge, clock } = options;
  const tiles = createTileShare(scope, { bridge, clock, onChange: () => put(share) });
  const share: Share = {
    options,
    scope,
    tiles,
    grantedAt: null,
    resting: false,
    capturing: Promise.resolve(false),
    track: null,
    what: undefined,
    link: null,
    present: false,
    shownOn: null,
    told: '',
  };
  scope.add(() => drop(share));
  scope.add(clock.every(SIZE_EVERY_MS, () => tellState(share)));
  return {
    sync(grant, way) {
      if (scope.closed) return;
      if (grant.state === 'off' || share.grantedAt !== grant.grantedAt) drop(share);
      if (grant.state === 'held') rest(share);
      share.link = grant.state === 'granted' ? (way?.link ?? null) : null;
      share.present = way !== null;
      if (grant.state === 'granted' && (share.grantedAt === null || share.resting))
        begin(share, grant.grantedAt, nameToTell(grant));
      share.tiles.carry(way?.tiles ?? null); // heard before a grant, too: the viewer says early that it can draw
      put(share);
    },
    captured: () => share.capturing,
    get figures() {
      return tiles.figures;
    },
  };
}

function begin(share: Share, grantedAt: number, what: string | undefined): void {
  share.grantedAt = grantedAt;
  share.what = what;
  share.resting = false;
  // getDisplayMedia waits for the answer: Chromium's own capturer polls, and would be started for nothing.
  const opened = share.tiles.open();
  share.capturing = opened.then((native) => {
    const stale = share.scope.closed || share.grantedAt !== grantedAt || share.resting;
    return stale ? false : native || captureTrack(share);
  });
}

/** Held by a pause or a lost link: native capture ends with main's process; a track stays warm, off the link. */
function rest(share: Share): void {
  if (!share.tiles.on) return;
  share.resting = true;
  share.tiles.close();
  stopTrack(share);
}

/** Captures for the track, if that has not begun; answers whether there is something to capture. */
function captureTrack(share: Share): Promise<boolean> {
  if (share.track !== null) return share.track.known;
  const known = share.options.capture().then((captured) => takeCaptured(share, track, captured));
  const track: TrackCapture = { screen: null, known };
  share.track = track;
  return known;
}

function takeCaptured(share: Share, track: TrackCapture, captured: Result<CapturedScreen>): boolean {
  if (share.track !== track) {
    if (captured.ok) captured.value.stop();
    return false;
  }
  if (!captured.ok) {
    share.track = null;
    if (share.tiles.on && !share.tiles.needsTrack) share.tiles.trackSends(false);
    else share.options.onFailed(captured.error);
    return false;
  }
  const screen = captured.value;
  track.screen = screen;
  screen.onEnded(() => share.track?.screen === screen && share.options.onEnded());
  put(share);
  return true;
}

/** Puts the track on the link it may be on, and off every other; starts and stops its capture as it is wanted. */
function put(share: Share): void {
  if (share.grantedAt === null || share.resting) return tellState(share);
  if (share.tiles.wantsTrack) void captureTrack(share);
  else stopTrack(share);
  const screen = share.track?.screen ?? null;
  const target = screen === null ? null : share.link;
  if (share.shownOn !== target) {
    void share.shownOn?.show(null);
    if (target !== null)
      void target.show(screen).then(() => share.shownOn === target && sends(share, screen));
    share.shownOn = target;
  }
  if (!share.present) share.told = ''; // a new link starts by being told
  tellState(share);
}

function sends(share: Share, screen: CapturedScreen | null): void {
  if (screen !== null && share.track?.screen === screen) share.tiles.trackSends(true);
}

function stopTrack(share: Share): void {
  void share.shownOn?.show(null);
  share.shownOn = null;
  share.track?.screen?.stop();
  share.track = null;
}

function tellState(share: Share): void {
  if (!share.present) return;
  const screen = share.track?.screen ?? null;
  const byTiles = share.tiles.size !== null && share.link !== null && !share.resting;
  const on = byTiles || (share.shownOn !== null && screen !== null);
  const size = on ? (share.tiles.size ?? screen?.size() ?? {}) : {};
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
  share.resting = false;
  share.tiles.close();
  stopTrack(share);
}
