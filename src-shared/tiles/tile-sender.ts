import type { Clock } from '../clock.ts';
import { assertNever } from '../result.ts';
import type { FromCapture, ToCapture } from './capture-messages.ts';
import type { TileCodec } from './codec.ts';
import { createFlowMeter } from './flow-figures.ts';
import { newFlow, shortestRoundTrip, stepFlow, type FlowWindow } from './flow-window.ts';
import { whole } from './geometry.ts';
import { createLossyLane } from './lossy-lane.ts';
import type { MaskedSource } from './masked-source.ts';
import { createModeKeeper } from './mode-keeper.ts';
import { createMotionMeter } from './motion-meter.ts';
import { isBusy, type PictureMeasures } from './picture-switch.ts';
import { createPointerPost } from './pointer-post.ts';
import { createTileStream, type FlowGauge, type TileStream } from './tile-stream.ts';
import {
  decodeViewerPicture,
  encodeHostPicture,
  PICTURE_PROTOCOL_VERSION,
  type ViewerPictureMessage,
} from './wire.ts';

export interface TileSenderParts {
  readonly source: MaskedSource;
  readonly codec: TileCodec;
  /** Never goes back, and finer than a millisecond where there is such a clock. */
  readonly clock: Clock;
  post(message: FromCapture): void;
}

export interface TileSender {
  take(message: ToCapture): void;
  close(): void;
}

/** A picture begins anew at most so often, ms: a hostile viewer must not keep this machine busy. */
const BEGIN_EVERY_MS = 500;
/**
 * Who could not draw is not believed before this that it can again, ms: each change back stops the track's capture, and
 * a hostile viewer must not have it started over and over.
 */
const CANNOT_FOR_MS = 10_000;
/** Messages that break a rule before nothing more is heard from that viewer. */
const BROKEN_LIMIT = 20;
const TICK_MS = 100;
/** After the last damage the motion of the second before it has to be forgotten, ms. */
const ACTIVE_MS = 1_500;
const FIGURES_EVERY_MS = 1_000;
/** Between frames on a busy machine that has no track to turn to, ms. */
const SPARE_MS = 40;

/** The picture as it goes to one viewer, in the capture process. Ends with `close`; the source is not closed. */
export function createTileSender(parts: TileSenderParts): TileSender {
  const { source, codec, clock, post } = parts;
  const gauge = createGauge();
  const meter = createFlowMeter(clock);
  const lossy = createLossyLane();
  const send = (bytes: Uint8Array) => post({ type: 'send', bytes });
  const pointer = createPointerPost(clock, send);
  const keeper = createModeKeeper({ clock, post, onPhase: applyPhase });
  let motion = createMotionMeter(source.size, clock.now());
  let stream: TileStream | null = null;
  let cannot: PictureMeasures['cannot'] = null;
  let flows = false;
  let greeted = false;
  let believedFrom = Number.NEGATIVE_INFINITY;
  let broken = 0;
  let begunAt = Number.NEGATIVE_INFINITY;
  let cancelBegin: (() => void) | null = null;
  let damagedAt = Number.NEGATIVE_INFINITY;
  let figuresAt = Number.NEGATIVE_INFINITY;
  let cancelTick: (() => void) | null = null;

  function applyPhase(): void {
    const video = keeper.phase === 'video';
    stream?.hold(video);
    pointer.open(!video && stream !== null);
    if (keeper.phase === 'returning') pointer.again(source.pointer());
    stream?.pump();
    keepTicking();
  }

  function stop(): void {
    cancelBegin?.();
    cancelBegin = null;
    stream?.close();
    stream = null;
    pointer.open(false);
    meter.forget();
    gauge.step({ type: 'void' });
  }

  /** Everything anew, now or as soon as it may be. */
  function beginSoon(): void {
    stop();
    if (!flows || !greeted) return;
    const waitMs = begunAt + BEGIN_EVERY_MS - clock.now();
    if (waitMs <= 0) begin();
    else cancelBegin = clock.after(waitMs, begin);
  }

  function begin(): void {
    cancelBegin = null;
    begunAt = clock.now();
    const made = codec.createEncoder(source.size);
    cannot = made.ok ? null : 'no-native-capture';
    if (!made.ok) return keepTicking();
    const encoder = made.value;
    motion = createMotionMeter(encoder.size, clock.now());
    stream = createTileStream({ source, encoder, flow: gauge, meter, lossy, clock, post });
    post({ type: 'size', size: encoder.size });
    send(encodeHostPicture({ type: 'begin', size: encoder.size }));
    keeper.tell();
    pointer.again(source.pointer());
    stream.damage([whole(encoder.size)]);
    applyPhase();
  }

  function heard(message: ViewerPictureMessage): void {
    switch (message.type) {
      case 'hello':
        greeted = message.version === PICTURE_PROTOCOL_VERSION;
        cannot = greeted ? null : 'viewer-cannot';
        if (!greeted) believedFrom = clock.now() + CANNOT_FOR_MS;
        beginSoon();
        return keepTicking();
      case 'ack':
        gauge.step({ type: 'answered', seq: message.seq, at: clock.now() });
        meter.answered(message.seq);
        return stream?.pump();
      case 'refresh':
        if (greeted && cancelBegin === null) beginSoon();
        return;
      case 'shows':
        if (message.what === 'tiles') keeper.tilesShown();
        return;
      default:
        return assertNever(message);
    }
  }

  function hear(bytes: Uint8Array): void {
    if (broken >= BROKEN_LIMIT) return;
    const message = decodeViewerPicture(bytes);
    if (message.ok) heard(message.value);
    else broken += 1;
  }

  function measure(lateMs: number): PictureMeasures {
    const now = clock.now();
    const { blocked, lagMs, busy } = meter.read();
    const doubted = now < believedFrom ? 'viewer-cannot' : null;
    return {
      ...{ cannot: cannot ?? doubted, blocked, lagMs, busy, lateMs },
      trackWorks: keeper.trackWorks && !source.masked,
      movingShare: stream?.movingShare ?? 0,
      motion: motion.motion(now),
      changing: motion.changing(now),
      quietMs: motion.quietMs(now),
      roundTripMs: shortestRoundTrip(gauge.window),
    };
  }

  /** Time passes only while something goes on: an idle screen costs nothing. */
  function keepTicking(): void {
    if (cancelTick !== null || !flows) return;
    const dueAt = clock.now() + TICK_MS;
    cancelTick = clock.after(TICK_MS, () => {
      cancelTick = null;
      tick(clock.now() - dueAt);
    });
  }

  function tick(lateMs: number): void {
    const now = clock.now();
    const seen = measure(lateMs);
    keeper.choose(seen);
    stream?.spare(isBusy(seen) && !seen.trackWorks ? SPARE_MS : 0);
    stream?.tick();
    tellFigures(now);
    const waits = stream?.active === true || gauge.window.flights.length > 0 || cannot !== null;
    if (waits || keeper.phase !== 'tiles' || now - damagedAt < ACTIVE_MS) keepTicking();
  }

  function tellFigures(now: number): void {
    if (stream === null || now - figuresAt < FIGURES_EVERY_MS) return;
    const { ageMs, framesPerSecond } = meter.read();
    if (ageMs === null) return;
    figuresAt = now;
    send(encodeHostPicture({ type: 'figures', ageMs, framesPerSecond }));
  }

  function damaged(rects: Parameters<TileStream['damage']>[0]): void {
    if (stream === null) return;
    damagedAt = clock.now();
    motion.note(rects, damagedAt);
    stream.damage(rects);
    stream.pump();
    keepTicking();
  }

  function flow(on: boolean): void {
    if (flows === on) return;
    flows = on;
    broken = 0; // the next link may be another viewer's
    believedFrom = Number.NEGATIVE_INFINITY;
    cancelTick?.();
    cancelTick = null;
    beginSoon();
    keepTicking();
  }

  const offs = [
    source.onDamage(damaged),
    source.onResize(beginSoon),
    source.onPointer((change) => pointer.changed(change)),
    () => stop(),
    () => pointer.close(),
    () => cancelTick?.(),
  ];

  return {
    take(message) {
      switch (message.type) {
        case 'heard':
          return hear(message.bytes);
        case 'flows':
          return flow(message.on);
        case 'video':
          return keeper.track(message.on);
        default:
          return assertNever(message);
      }
    },
    close() {
      for (const off of offs.splice(0)) off();
    },
  };
}

function createGauge(): FlowGauge {
  let window: FlowWindow = newFlow;
  let seq = 0;
  return {
    get window() {
      return window;
    },
    step(event) {
      window = stepFlow(window, event);
    },
    nextSeq() {
      seq += 1;
      return seq;
    },
  };
}
