import type { Clock } from '../../src-shared/clock.ts';
import type { PointerPlace, PointerShape } from '../../src-shared/tiles/frame-source.ts';
import type { Size } from '../../src-shared/tiles/geometry.ts';
import type { PictureMode, PictureReason } from '../../src-shared/tiles/picture-mode.ts';
import {
  decodeHostPicture,
  HELLO_EVERY_MS,
  PICTURE_PROTOCOL_VERSION,
  type HostPictureMessage,
  type ViewerPictureMessage,
} from '../../src-shared/tiles/wire.ts';
import type { PaintOrder } from '../workers/tile-painter.ts';
import type { TileAnswer, TileOrder } from '../workers/tile-messages.ts';
import type { TileCanvas } from './tile-canvas.ts';

/** The page's side of the tiles: hands pieces to the worker by transfer, and the viewer's word to the host. */
export interface TileViewer {
  /** One message of the picture channel; its buffer is given away. */
  take(piece: Uint8Array): void;
  /**
   * Whether anything may be drawn. When not, every pixel goes and what comes is thrown away; later the picture is
   * asked for anew where that is needed.
   */
  allow(on: boolean): void;
  /** Counted from the beginning. */
  readonly counted: TileCounters;
  close(): void;
}

export interface TileCounters {
  readonly frames: number;
  readonly bytes: number;
}

export interface TileViewerOptions {
  readonly clock: Clock;
  readonly canvas: TileCanvas;
  /** Opens the worker of tile-worker.ts. */
  openWorker(): Worker;
  say(message: ViewerPictureMessage): void;
  on: {
    /** The canvas shows this now; `whole` when it is the end of a frame. */
    drawn(size: Size, whole: boolean): void;
    mode(mode: PictureMode, reason: PictureReason): void;
    shape(shape: PointerShape): void;
    place(place: PointerPlace): void;
    /** By the host's clock: from a change on its screen to the answer that it was drawn here. */
    delay(ms: number): void;
    /** This browser cannot, or its worker died again and again; final. */
    cannot(why: string): void;
  };
}

/** Said as `hello` by a viewer that draws no tiles (any more). // PX-4 */
const NO_TILES = 0;
/** Workers that may die or hang before it is enough. */
const MAX_RESTARTS = 3;
/** After this long they are forgotten. */
const SOUND_AFTER_MS = 60_000;
const LOOK_EVERY_MS = 500;
/**
 * A worker that answers nothing from one look to the next, so often in a row, hangs: after 3 s at least. The largest
 * picture there may be (7680x4320, decoded and drawn whole) took up to 2 s between eight busy processes on two cores.
 * Looks are counted, not time: a page that hung or slept itself has not looked.
 */
const HANGS_AFTER_LOOKS = 7;
/** The same for one that opens: it has to be loaded and its codec compiled first. */
const OPENS_WITHIN_LOOKS = 12;
/** More than any honest window: a host that sends on without waiting is not let into this page's memory. */
const MAX_WAITING_BYTES = 32_000_000;
/** The same in messages: a window is 4 MB of at least 4 kB each, and a few words beside them. */
const MAX_WAITING = 4_000;
const REFRESH_EVERY_MS = 1_000;
/** A `refresh` without a new beginning is said again after this. */
const REFRESH_AGAIN_MS = 5_000;
const MAX_BEGINS_A_LOOK = 10;

interface Viewing {
  readonly options: TileViewerOptions;
  worker: Worker | null;
  ready: boolean;
  closed: boolean;
  restarts: number;
  startedAt: number;
  /** Bytes of every order that is not answered yet, in order. */
  waiting: number[];
  waitingBytes: number;
  /** Looks in a row at which something waited and nothing had been answered. */
  silentLooks: number;
  allowed: boolean;
  /** Something came while it was not. */
  missed: boolean;
  /** What comes now builds on a beginning that the worker has. */
  began: boolean;
  /** The undo of another greeting. */
  greetLater: (() => void) | null;
  refreshedAt: number;
  /** The undo of a refresh that is still to be said. */
  refreshLater: (() => void) | null;
  begins: number;
  frames: number;
  bytes: number;
}

export function createTileViewer(options: TileViewerOptions): TileViewer {
  const { clock } = options;
  const viewing: Viewing = {
    options,
    worker: null,
    ready: false,
    closed: false,
    restarts: 0,
    startedAt: 0,
    waiting: [],
    waitingBytes: 0,
    silentLooks: 0,
    allowed: false,
    missed: false,
    began: false,
    greetLater: null,
    refreshedAt: Number.NEGATIVE_INFINITY,
    refreshLater: null,
    begins: 0,
    frames: 0,
    bytes: 0,
  };
  const stopLooking = clock.every(LOOK_EVERY_MS, () => look(viewing));
  start(viewing);
  return {
    take: (piece) => take(viewing, piece),
    allow: (on) => allow(viewing, on),
    get counted() {
      return { frames: viewing.frames, bytes: viewing.bytes };
    },
    close() {
      viewing.closed = true;
      stopLooking();
      stop(viewing);
    },
  };
}

function start(viewing: Viewing): void {
  const { canvas, openWorker, clock } = viewing.options;
  const offscreen = canvas.renew();
  const worker = openWorker();
  viewing.worker = worker;
  viewing.startedAt = clock.now();
  viewing.silentLooks = 0;
  worker.addEventListener('message', (event: MessageEvent<TileAnswer>) => {
    if (viewing.worker === worker) hear(viewing, event.data);
  });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    if (viewing.worker === worker) restart(viewing, 'the worker broke');
  });
  viewing.waiting = [0]; // `open` is answered too
  worker.postMessage({ type: 'open', canvas: offscreen } satisfies TileOrder, [offscreen]);
}

function stop(viewing: Viewing): void {
  viewing.worker?.terminate();
  viewing.worker = null;
  viewing.ready = false;
  viewing.waiting = [];
  viewing.waitingBytes = 0;
  viewing.began = false;
  viewing.refreshLater?.();
  viewing.refreshLater = null;
  greeted(viewing);
}

function allow(viewing: Viewing, on: boolean): void {
  if (viewing.allowed === on) return;
  viewing.allowed = on;
  const { missed } = viewing;
  viewing.missed = false;
  if (!on) {
    viewing.began = false;
    viewing.options.canvas.empty();
    if (viewing.ready) order(viewing, { type: 'clear' }, 0, []);
  } else if (viewing.ready && missed) refresh(viewing);
  else if (viewing.ready) greetAgain(viewing);
}

/** Until the host answers by `begin` or `mode`: the first greeting may come before it reads. */
function greet(viewing: Viewing): void {
  viewing.options.say({ type: 'hello', version: PICTURE_PROTOCOL_VERSION });
  greetAgain(viewing);
}

function greetAgain(viewing: Viewing): void {
  viewing.greetLater?.();
  viewing.greetLater = viewing.options.clock.after(HELLO_EVERY_MS, () => greet(viewing));
}

function greeted(viewing: Viewing): void {
  viewing.greetLater?.();
  viewing.greetLater = null;
}

function restart(viewing: Viewing, why: string): void {
  stop(viewing);
  viewing.restarts += 1;
  if (viewing.restarts > MAX_RESTARTS) giveUp(viewing, why);
  else start(viewing);
}

function giveUp(viewing: Viewing, why: string): void {
  stop(viewing);
  viewing.options.say({ type: 'hello', version: NO_TILES });
  viewing.options.on.cannot(why);
}

/** Does the worker still answer? */
function look(viewing: Viewing): void {
  viewing.begins = 0;
  if (viewing.restarts > 0 && viewing.options.clock.now() - viewing.startedAt > SOUND_AFTER_MS)
    viewing.restarts = 0;
  if (viewing.worker === null || viewing.waiting.length === 0) return;
  viewing.silentLooks += 1;
  const limit = viewing.ready ? HANGS_AFTER_LOOKS : OPENS_WITHIN_LOOKS;
  if (viewing.silentLooks >= limit) restart(viewing, 'the worker hangs');
}

function take(viewing: Viewing, piece: Uint8Array): void {
  if (!viewing.ready) return; // of a picture that began before this worker; `hello` asks for all of it
  const read = decodeHostPicture(piece);
  if (read.ok && (read.value.type === 'begin' || read.value.type === 'mode')) greeted(viewing);
  if (!viewing.allowed && !(read.ok && read.value.type === 'mode')) return void (viewing.missed = true);
  viewing.bytes += piece.length;
  if (!read.ok) {
    viewing.began = false;
    order(viewing, { type: 'break' }, 0, []); // what follows builds on what is missing now
    return refresh(viewing);
  }
  const message = read.value;
  switch (message.type) {
    case 'shape':
      return viewing.options.on.shape(message.shape);
    case 'place':
      return viewing.options.on.place(message.place);
    case 'figures':
      return viewing.options.on.delay(message.ageMs);
    case 'begin':
      viewing.begins += 1;
      if (viewing.begins > MAX_BEGINS_A_LOOK) return restart(viewing, 'the picture begins again and again');
      viewing.began = true;
      return order(viewing, message, 0, []);
    case 'mode':
      return order(viewing, message, 0, []);
    case 'tiles':
    case 'lossy':
      if (!viewing.began) return refreshAgain(viewing);
      return order(viewing, message, piece.length, bufferOf(message));
  }
}

type Pixels = Extract<HostPictureMessage, { type: 'tiles' | 'lossy' }>;

/** Given away, not copied: nobody else reads the message. */
function bufferOf(message: Pixels): Transferable[] {
  const { buffer } = message.type === 'tiles' ? message.payload : message.jpeg;
  return buffer instanceof ArrayBuffer ? [buffer] : [];
}

function order(viewing: Viewing, what: PaintOrder, bytes: number, transfer: Transferable[]): void {
  if (viewing.worker === null) return;
  if (viewing.waiting.length === 0) viewing.silentLooks = 0;
  viewing.waiting.push(bytes);
  viewing.waitingBytes += bytes;
  if (viewing.waitingBytes > MAX_WAITING_BYTES || viewing.waiting.length > MAX_WAITING)
    return restart(viewing, 'more than it can draw');
  viewing.worker.postMessage(what satisfies TileOrder, transfer);
}

function hear(viewing: Viewing, answer: TileAnswer): void {
  const { options } = viewing;
  if (answer.type === 'shown') return drawn(viewing, answer.shows, false);
  viewing.waitingBytes -= viewing.waiting.shift() ?? 0;
  viewing.silentLooks = 0;
  switch (answer.type) {
    case 'ready':
      viewing.ready = true;
      viewing.missed = false;
      return greet(viewing);
    case 'cannot':
      return giveUp(viewing, answer.why);
    case 'drawn':
      options.say({ type: 'ack', seq: answer.seq });
      if (answer.last) viewing.frames += 1;
      return drawn(viewing, answer.shows, answer.last);
    case 'taken':
      return;
    case 'mode':
      return options.on.mode(answer.mode, answer.reason);
    case 'broken':
      viewing.began = false;
      return refresh(viewing);
  }
}

function drawn({ options }: Viewing, shows: Size | null, wholeFrame: boolean): void {
  if (shows === null) return;
  options.canvas.fresh();
  options.on.drawn(shows, wholeFrame);
}

/** At most once a second, so that a broken host is not asked for more and more; the last one is never left out. */
function refresh(viewing: Viewing): void {
  const { clock, say } = viewing.options;
  if (viewing.refreshLater !== null) return;
  const due = viewing.refreshedAt + REFRESH_EVERY_MS - clock.now();
  const now = () => {
    viewing.refreshLater = null;
    viewing.refreshedAt = clock.now();
    say({ type: 'refresh' });
  };
  if (due <= 0) now();
  else viewing.refreshLater = clock.after(due, now);
}

/** Pixels came that build on nothing: it has been asked for anew, or the asking got lost. */
function refreshAgain(viewing: Viewing): void {
  if (viewing.options.clock.now() - viewing.refreshedAt > REFRESH_AGAIN_MS) refresh(viewing);
}
