import type { Clock } from '../clock.ts';
import { assertNever } from '../result.ts';
import type { FromCapture, ToCapture } from './capture-messages.ts';
import type { TileCodec } from './codec.ts';
import { newFlow, stepFlow, type FlowWindow } from './flow-window.ts';
import type { FrameSource } from './frame-source.ts';
import { whole } from './geometry.ts';
import type { PictureMode, PictureReason } from './picture-mode.ts';
import { createPointerPost } from './pointer-post.ts';
import { createTileStream, type FlowGauge, type TileStream } from './tile-stream.ts';
import {
  decodeViewerPicture,
  encodeHostPicture,
  PICTURE_PROTOCOL_VERSION,
  type ViewerPictureMessage,
} from './wire.ts';

export interface TileSenderParts {
  readonly source: FrameSource;
  readonly codec: TileCodec;
  /** Finer than a millisecond where there is such a clock. */
  readonly clock: Clock;
  post(message: FromCapture): void;
}

export interface TileSender {
  take(message: ToCapture): void;
  close(): void;
}

/** A picture begins anew at most so often, ms: a hostile viewer must not keep this machine busy. */
const BEGIN_EVERY_MS = 500;
/** Messages that break a rule before nothing more is heard from that viewer. */
const BROKEN_LIMIT = 20;

/** The picture as it goes to one viewer, in the capture process. Ends with `close`; the source is not closed. */
export function createTileSender(parts: TileSenderParts): TileSender {
  const { source, codec, clock, post } = parts;
  const gauge = createGauge();
  const send = (bytes: Uint8Array) => post({ type: 'send', bytes });
  const pointer = createPointerPost(clock, send);
  const mode: { mode: PictureMode; reason: PictureReason } = { mode: 'exact', reason: 'still-or-text' };
  let stream: TileStream | null = null;
  let flows = false;
  let greeted = false;
  let broken = 0;
  let begunAt = Number.NEGATIVE_INFINITY;
  let cancelBegin: (() => void) | null = null;

  function stop(): void {
    cancelBegin?.();
    cancelBegin = null;
    stream?.close();
    stream = null;
    pointer.open(false);
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
    if (!made.ok) return post({ type: 'mode', mode: 'video', reason: 'no-native-capture' });
    const encoder = made.value;
    stream = createTileStream({ source, encoder, flow: gauge, now: () => clock.now(), send });
    post({ type: 'size', size: encoder.size });
    send(encodeHostPicture({ type: 'begin', size: encoder.size }));
    send(encodeHostPicture({ type: 'mode', ...mode }));
    pointer.again(source.pointer());
    pointer.open(true);
    stream.damage([whole(encoder.size)]);
    stream.pump();
  }

  function heard(message: ViewerPictureMessage): void {
    switch (message.type) {
      case 'hello':
        if (message.version !== PICTURE_PROTOCOL_VERSION)
          return post({ type: 'mode', mode: 'video', reason: 'viewer-cannot' });
        greeted = true;
        return beginSoon();
      case 'ack':
        gauge.step({ type: 'answered', seq: message.seq, at: clock.now() });
        return stream?.pump();
      case 'refresh':
        if (greeted && cancelBegin === null) beginSoon();
        return;
      case 'shows':
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

  const offs = [
    source.onDamage((rects) => {
      stream?.damage(rects);
      stream?.pump();
    }),
    source.onResize(() => beginSoon()),
    source.onPointer((change) => pointer.changed(change)),
    () => stop(),
    () => pointer.close(),
  ];

  return {
    take(message) {
      switch (message.type) {
        case 'heard':
          return hear(message.bytes);
        case 'flows':
          if (flows === message.on) return;
          flows = message.on;
          return beginSoon();
        case 'lossy-sent':
        case 'video':
          return;
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
