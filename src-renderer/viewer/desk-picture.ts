import type { Clock } from '../../src-shared/clock.ts';
import { createListeners } from '../../src-shared/listeners.ts';
import { createScope } from '../../src-shared/scope.ts';
import type { PictureMode, PictureReason } from '../../src-shared/tiles/picture-mode.ts';
import { encodeViewerPicture, type ViewerPictureMessage } from '../../src-shared/tiles/wire.ts';
import type { PictureSize, PictureSurface } from '../stores/picture.ts';
import { createPointerLayer } from './pointer-layer.ts';
import { nextShown, nothingShown, type ShownEvent, type ShownState } from './shown-picture.ts';
import { createTileCanvas } from './tile-canvas.ts';
import { createTileViewer, type TileCounters } from './tile-viewer.ts';

/** The channel of the tiles, as much of it as a viewer needs. */
export interface TileChannel {
  readonly open: boolean;
  send(piece: Uint8Array): boolean;
  onOpen(listener: () => void): () => void;
  onPiece(listener: (piece: Uint8Array) => void): () => void;
}

/** The host's screen by tiles and by the track, whichever the host has on; one surface for whoever shows it. */
export interface DeskPicture extends PictureSurface {
  /** How it travels and why, by the host's word; null with a host that knows no tiles. */
  readonly way: PictureWay | null;
  onWay(listener: (way: PictureWay) => void): () => void;
  readonly tiles: TileCounters;
  /** From a change on the host's screen until it was drawn here, by the host's clock; null while it does not say. */
  readonly delayMs: number | null;
  readonly shown: ShownState['shown'];
  /** Whether it may be shown. When not, every pixel goes, as when the person takes the screen back. */
  allow(on: boolean): void;
  close(): void;
}

export interface PictureWay {
  readonly mode: PictureMode;
  readonly reason: PictureReason;
}

export interface DeskPictureOptions {
  readonly clock: Clock;
  readonly channel: TileChannel;
  readonly track: PictureSurface | null;
  openWorker(): Worker;
}

/** The canvas's own way to the display is another than the page's: two frames, and both have arrived. */
const SETTLE_FRAMES = 2;
/** A window that nobody sees gets no frames. */
const SETTLE_MS = 250;

export function createDeskPicture({ clock, channel, track, openWorker }: DeskPictureOptions): DeskPicture {
  const scope = createScope();
  const sizes = createListeners<PictureSize>();
  const frames = createListeners<number>();
  const ways = createListeners<PictureWay>();
  const canvas = createTileCanvas();
  const pointer = createPointerLayer();
  const stack = createStack(canvas.element, pointer.element, track);
  let state = nothingShown;
  let way: PictureWay | null = null;
  let delayMs: number | null = null;
  let tilesSize: PictureSize | null = null;
  let told = '';
  let settling = false;
  let stopSettling = () => {};
  scope.add(() => stopSettling());
  let allowed = false;

  const size = () => (state.shown === 'tiles' ? tilesSize : state.shown === 'video' ? trackSize() : null);
  const trackSize = () => track?.size() ?? null;
  const tellSize = () => {
    const now = size();
    const text = now === null ? '' : `${now.width}x${now.height}`;
    if (text === told) return;
    told = text;
    if (now !== null) sizes.tell(now);
  };
  const say = (message: ViewerPictureMessage) => void channel.send(encodeViewerPicture(message));
  const take = (event: ShownEvent) => {
    const before = state.shown;
    state = nextShown(state, event);
    if (state.shown !== before) {
      stack.bringForward(state.shown);
      pointer.show(state.shown === 'tiles');
      if (state.shown !== 'none') say({ type: 'shows', what: state.shown });
    }
    tellSize();
  };
  const tilesFrame = () => {
    if (settling || state.shown === 'tiles' || state.mode === 'video') return;
    if (state.shown === 'none') return take({ type: 'tiles-frame' }); // there is nothing to flash in front of
    settling = true;
    stopSettling = afterFrames(clock, () => {
      settling = false;
      if (!scope.closed && allowed && tilesSize !== null) take({ type: 'tiles-frame' });
    });
  };
  const openOnce = () => {
    const viewer = createTileViewer({
      clock,
      canvas,
      openWorker,
      say,
      on: {
        drawn(drawnSize, whole) {
          if (!allowed) return;
          tilesSize = drawnSize;
          pointer.resize(drawnSize);
          if (!whole) return take({ type: 'tiles-part' });
          if (state.shown === 'tiles') tellSize();
          tilesFrame();
          if (state.shown === 'tiles') frames.tell(performance.now());
        },
        mode(mode, reason) {
          way = { mode, reason };
          take({ type: 'mode', mode });
          ways.tell(way);
        },
        shape: pointer.shape,
        place: pointer.place,
        delay: (ms) => void (delayMs = ms),
        cannot() {
          way = null;
          take({ type: 'tiles-gone' });
        },
      },
    });
    viewer.allow(allowed);
    scope.add(viewer.close);
    scope.add(channel.onPiece(viewer.take));
    return viewer;
  };
  let viewer = channel.open ? openOnce() : null;
  scope.add(channel.onOpen(() => (viewer ??= openOnce())));
  if (track !== null) {
    scope.add(
      track.onFrame((at) => {
        if (!allowed) return;
        take({ type: 'video-frame' });
        if (state.shown === 'video') frames.tell(at);
      }),
    );
    scope.add(track.onSize(tellSize));
  }

  return {
    size,
    onSize: sizes.on,
    onFrame: frames.on,
    get way() {
      return way;
    },
    onWay: ways.on,
    get tiles() {
      return viewer?.counted ?? { frames: 0, bytes: 0 };
    },
    get delayMs() {
      return delayMs;
    },
    get shown() {
      return state.shown;
    },
    mount: stack.mount,
    draw(context, width, height) {
      if (state.shown === 'video') return track?.draw(context, width, height) ?? false;
      const source = canvas.source();
      if (state.shown !== 'tiles' || source === null || tilesSize === null) return false;
      context.drawImage(source, 0, 0, width, height);
      pointer.draw(context, width / tilesSize.width, height / tilesSize.height);
      return true;
    },
    allow(on) {
      if (allowed === on) return;
      allowed = on;
      viewer?.allow(on);
      if (on) return;
      tilesSize = null;
      delayMs = null;
      way = null;
      pointer.resize(null);
      take({ type: 'reset' });
    },
    close() {
      scope.close();
      stack.close();
      pointer.close();
      canvas.empty();
    },
  };
}

interface Stack {
  readonly mount: PictureSurface['mount'];
  bringForward(what: ShownState['shown']): void;
  close(): void;
}

/**
 * Both pictures in one place, one in front of the other. The one behind stays in the page: a canvas that is taken out
 * or hidden gets no pixels, and would come back with an old picture.
 */
function createStack(canvas: HTMLElement, pointer: HTMLElement, track: PictureSurface | null): Stack {
  const stack = document.createElement('div');
  const tiles = document.createElement('div');
  const video = document.createElement('div');
  Object.assign(stack.style, { position: 'relative', width: '100%', height: '100%', isolation: 'isolate' });
  for (const side of [tiles, video]) Object.assign(side.style, { position: 'absolute', inset: '0' });
  tiles.append(canvas, pointer);
  stack.append(tiles, video);
  const bringForward = (what: ShownState['shown']) => {
    stack.dataset['shows'] = what;
    stack.style.visibility = what === 'none' ? 'hidden' : 'inherit';
    tiles.style.zIndex = what === 'tiles' ? '1' : '0';
    video.style.zIndex = what === 'tiles' ? '0' : '1';
  };
  bringForward('none');
  const unmountTrack = track?.mount(video);
  return {
    mount(host) {
      host.append(stack);
      track?.mount(video); // moving a video pauses it: this plays it again
      return () => {
        if (stack.parentElement === host) stack.remove();
      };
    },
    bringForward,
    close() {
      unmountTrack?.();
      stack.remove();
    },
  };
}

function afterFrames(clock: Clock, run: () => void): () => void {
  let left = SETTLE_FRAMES;
  let asked = 0;
  const stop = () => {
    cancelAnimationFrame(asked);
    stopClock();
  };
  const done = () => {
    stop();
    run();
  };
  const frame = () => {
    left -= 1;
    if (left <= 0) done();
    else asked = requestAnimationFrame(frame);
  };
  const stopClock = clock.after(SETTLE_MS, done);
  asked = requestAnimationFrame(frame);
  return stop;
}
