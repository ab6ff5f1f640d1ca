import type { Bridge, BridgePort } from '../../src-shared/bridge/contract.ts';
import type { Clock } from '../../src-shared/clock.ts';
import type { Scope } from '../../src-shared/scope.ts';
import type { Size } from '../../src-shared/tiles/geometry.ts';
import type { PictureMode, PictureReason } from '../../src-shared/tiles/picture-mode.ts';
import { decodeViewerPicture, encodeHostPicture } from '../../src-shared/tiles/wire.ts';
import type { PeerChannel } from '../peer/ports.ts';
import { createTilePipe, type TilePipe } from './tile-pipe.ts';
import { createViewerGate } from './viewer-gate.ts';

export interface TileShareOptions {
  readonly bridge: Bridge;
  readonly clock: Clock;
  /** `wantsTrack`, `on` or `size` changed. */
  onChange(): void;
}

/** How the picture goes, and how much of it has gone over the picture channel. */
export interface TileFigures {
  readonly mode: PictureMode;
  readonly reason: PictureReason;
  /** Bytes on the picture channel since the grant. */
  readonly bytes: number;
}

/** The picture as exact tiles: main's capture process on one side, the picture channel on the other. */
export interface TileShare {
  /** Asks for native capture. False: there is none, and the video track is wanted from the start. */
  open(): Promise<boolean>;
  /** Nothing leaves any more, at once; main is told, and ends the process by itself if it has not yet. */
  close(): void;
  /** Where pieces may go now. */
  carry(channel: PeerChannel | null): void;
  /** Native capture runs or is about to. */
  readonly on: boolean;
  /** The screen is to go by the video track now, beside native capture or instead of it. */
  readonly wantsTrack: boolean;
  /** The viewer has not said that it draws tiles: it sees the track or nothing. */
  readonly needsTrack: boolean;
  /** The track that was wanted sends now, or can't be had. */
  trackSends(on: boolean): void;
  /** The captured size in pixels; null while there is none. */
  readonly size: Size | null;
  readonly figures: TileFigures;
}

/** A viewer that draws tiles says so within this time: it starts its worker ahead of need. */
const HELLO_WITHIN_MS = 2_000;

/** A machine too busy to start the capture gets so long before the next try, ms; the track goes on meanwhile. */
const AGAIN_AFTER_MS = 10_000;

const exact = { mode: 'exact', reason: 'still-or-text' } as const;

export function createTileShare(scope: Scope, options: TileShareOptions): TileShare {
  const { bridge, clock, onChange } = options;
  let state: 'closed' | 'opening' | 'native' | 'track' = 'closed';
  let round = 0;
  let pipe: TilePipe | null = null;
  let size: Size | null = null;
  let now: { readonly mode: PictureMode; readonly reason: PictureReason } = exact;
  let wantsTrack = false;
  let trackOn = false;
  /** The process itself asked for the track, and says when it is no longer needed. */
  let asked = false;
  let bytes = 0;
  let channel: PeerChannel | null = null;
  let gate = createViewerGate();
  let leaveChannel = () => {};
  let noHello = () => {};
  let cancelAgain = () => {};
  /** Each channel's viewer says it once: a process that comes later has to hear it too. */
  const greetings = new WeakMap<PeerChannel, Uint8Array>();

  const change = (mode: PictureMode, reason: PictureReason, track: boolean) => {
    now = { mode, reason };
    wantsTrack = track;
    if (!track) trackOn = false;
    onChange();
  };
  /** There are no tiles to be had: the track instead, and the viewer is told why. */
  const trackInstead = (reason: PictureReason) => {
    closePipe();
    state = 'track';
    size = null;
    tellMode(reason);
    change('video', reason, true);
  };
  const tellMode = (reason: PictureReason) => {
    if (channel?.open === true) channel.send(encodeHostPicture({ type: 'mode', mode: 'video', reason }));
  };
  const closePipe = () => {
    noHello();
    pipe?.close();
    pipe = null;
  };
  const flow = () => {
    const usable = channel?.open === true ? channel : null;
    if (state === 'track' && usable !== null) tellMode(now.reason);
    pipe?.carry(usable);
    noHello();
    if (usable === null || pipe === null || greetings.has(usable)) return;
    noHello = clock.after(HELLO_WITHIN_MS, () => {
      if (state === 'native' && !wantsTrack) change('video', 'viewer-cannot', true);
    });
  };
  const hear = (piece: Uint8Array) => {
    if (!gate.lets(piece, clock.now())) return;
    const message = decodeViewerPicture(piece);
    if (message.ok && message.value.type === 'hello') {
      if (channel !== null) greetings.set(channel, piece);
      noHello();
      if (state === 'track') tellMode(now.reason);
    }
    pipe?.hear(piece);
    // A viewer that was late, or a new process that took over from the track: what is shown is what counts.
    const tilesShown = message.ok && message.value.type === 'shows' && message.value.what === 'tiles';
    if (tilesShown && state === 'native' && wantsTrack && !asked) change(exact.mode, exact.reason, false);
  };
  const takePort = (port: BridgePort) => {
    if (state !== 'opening' && state !== 'native') return port.close();
    pipe?.close();
    pipe = createTilePipe({
      port,
      onMode({ mode, reason }) {
        const done = asked && mode !== 'video'; // said once the viewer shows tiles again
        asked = mode === 'video';
        change(mode, reason, asked || (wantsTrack && !done));
        if (asked && trackOn) pipe?.video(true);
      },
      onSize(message) {
        ({ size } = message);
        onChange();
      },
      onSent(length) {
        bytes += length;
        gate.sent();
      },
    });
    asked = false; // a new process begins with tiles; a track goes on until those are shown
    flow();
    const greeting = channel === null ? undefined : greetings.get(channel);
    if (greeting !== undefined) pipe.hear(greeting);
  };
  scope.add(bridge.onCapturePort(takePort));
  scope.add(
    bridge.on('capture.gone', ({ again }) => {
      if (state !== 'native') return;
      pipe?.close();
      pipe = null;
      if (again) return;
      trackInstead('capture-broke');
      tryAgain();
    }),
  );
  const tryAgain = () => {
    cancelAgain();
    cancelAgain = clock.after(AGAIN_AFTER_MS, () => void openAgain());
  };
  /** Beside the track, which goes on until the viewer shows tiles. */
  const openAgain = async () => {
    const mine = round;
    state = 'opening';
    const opened = await bridge.request('capture.open', undefined).catch(() => null);
    if (mine !== round) return;
    state = opened?.ok === true ? 'native' : 'track';
    if (opened?.ok === true) size ??= opened.value;
    else closePipe();
    if (opened?.ok === false && opened.error.recovery === 'retry') tryAgain();
    onChange();
  };

  const close = () => {
    const open = state === 'opening' || state === 'native';
    round += 1;
    cancelAgain();
    state = 'closed';
    closePipe();
    size = null;
    wantsTrack = false;
    trackOn = false;
    asked = false;
    now = exact;
    if (open) bridge.request('capture.close', undefined).catch(() => undefined); // main ends it by itself, too
  };
  scope.add(close);
  scope.add(() => leaveChannel());

  return {
    async open() {
      if (state !== 'closed') close();
      const mine = round;
      state = 'opening';
      bytes = 0;
      const opened = await bridge.request('capture.open', undefined).catch(() => null);
      if (mine !== round) return false;
      if (opened?.ok !== true) {
        trackInstead('no-native-capture');
        if (opened?.ok === false && opened.error.recovery === 'retry') tryAgain();
        return false;
      }
      state = 'native';
      size ??= opened.value;
      onChange();
      return true;
    },
    close,
    carry(next) {
      if (channel === next) return;
      leaveChannel();
      channel = next;
      gate = createViewerGate();
      const undo = next === null ? [] : [next.onOpen(flow), next.onPiece(hear)];
      leaveChannel = () => undo.forEach((off) => off());
      flow();
    },
    get on() {
      return state === 'opening' || state === 'native';
    },
    get wantsTrack() {
      return wantsTrack;
    },
    get needsTrack() {
      return wantsTrack && !asked && now.reason === 'viewer-cannot';
    },
    trackSends(on) {
      if (state !== 'native') return;
      trackOn = on;
      if (!on) wantsTrack = false;
      if (asked) pipe?.video(on);
    },
    get size() {
      return size;
    },
    get figures() {
      return { ...now, bytes };
    },
  };
}
