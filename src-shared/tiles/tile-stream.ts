import type { TileEncoder } from './codec.ts';
import { addDamage, clip, firstPixels } from './damage.ts';
import { messageBytes, roomFor, type FlowEvent, type FlowWindow } from './flow-window.ts';
import type { FrameSource } from './frame-source.ts';
import { area, intersection, whole, type Rect } from './geometry.ts';
import { encodeHostPicture } from './wire.ts';

/** What is on its way to one viewer; lives longer than a picture, because the link does. */
export interface FlowGauge {
  readonly window: FlowWindow;
  step(event: FlowEvent): void;
  /** Sequence numbers never start again, so that a late answer means nothing wrong. */
  nextSeq(): number;
}

export interface TileStreamParts {
  readonly source: FrameSource;
  readonly encoder: TileEncoder;
  readonly flow: FlowGauge;
  readonly now: () => number;
  send(bytes: Uint8Array): void;
}

/**
 * The exact part of one picture: collects damage while the window is full and sends the newest pixels when it opens.
 * A frame is what was damaged when it began; what is damaged meanwhile is the next one, so that every frame ends.
 */
export interface TileStream {
  damage(rects: readonly Rect[]): void;
  /** Sends what may be sent now. */
  pump(): void;
  /** Something waits to be sent. */
  readonly waiting: boolean;
  close(): void;
}

/** Below this a message is cut by its pixels, because the codec makes none so short by itself. */
const CUT_BELOW_BYTES = 40_000;

export function createTileStream(parts: TileStreamParts): TileStream {
  const { source, encoder, flow } = parts;
  const bounds = whole(encoder.size);
  let pending: readonly Rect[] = [];
  let frame: readonly Rect[] = [];
  let closed = false;
  /** Bytes a pixel of damage has become of late. */
  let density = 0.1;

  /** The newest pixels of what is to be sent; false when they could not be had. */
  function fetch(rects: readonly Rect[]): boolean {
    return rects.every((rect) => source.grab(rect, encoder.frame).ok);
  }

  function begin(): boolean {
    const rects = pending;
    pending = [];
    if (fetch(rects)) {
      frame = rects;
      return true;
    }
    pending = addDamage(rects, pending);
    return false;
  }

  /** The rest of a frame is sent as it is now, not as it was when the frame began. */
  function renew(): boolean {
    const newer = pending.flatMap((rect) =>
      frame.flatMap((rest) => {
        const common = intersection(rect, rest);
        return common === null ? [] : [common];
      }),
    );
    return fetch(newer);
  }

  function sendOne(room: number): void {
    const wanted = messageBytes(flow.window);
    const cut = wanted < CUT_BELOW_BYTES ? firstPixels(frame, wanted / density) : { first: frame, left: [] };
    const encoded = encoder.encode(cut.first, room);
    frame = addDamage(encoded.rest, cut.left);
    if (encoded.payload === null) return;
    const pixels = Math.max(1, areaOf(cut.first) - areaOf(encoded.rest));
    density = Math.max(0.001, 0.7 * density + 0.3 * (encoded.payload.length / pixels));
    const seq = flow.nextSeq();
    const last = frame.length === 0;
    const bytes = encodeHostPicture({ type: 'tiles', seq, last, payload: encoded.payload });
    flow.step({ type: 'sent', seq, bytes: bytes.length, at: parts.now(), last });
    parts.send(bytes);
  }

  return {
    damage(rects) {
      pending = addDamage(pending, clip(rects, bounds));
    },
    pump() {
      if (closed) return;
      for (;;) {
        if (frame.length === 0 && pending.length === 0) return flow.step({ type: 'dry' });
        const room = roomFor(flow.window);
        if (room === 0) return;
        if (!(frame.length === 0 ? begin() : renew())) return;
        sendOne(room);
      }
    },
    get waiting() {
      return frame.length > 0 || pending.length > 0;
    },
    close() {
      closed = true;
      encoder.close();
    },
  };
}

function areaOf(rects: readonly Rect[]): number {
  return rects.reduce((sum, rect) => sum + area(rect), 0);
}
