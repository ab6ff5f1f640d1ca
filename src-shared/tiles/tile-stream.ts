import type { Clock } from '../clock.ts';
import type { FromCapture } from './capture-messages.ts';
import { MAX_PAYLOAD_BYTES, MIN_PAYLOAD_BYTES, type Encoded, type TileEncoder } from './codec.ts';
import { addDamage, clip, coverage, firstPixels } from './damage.ts';
import type { FlowMeter } from './flow-figures.ts';
import { messageBytes, pictureBytes, roomFor, type FlowEvent, type FlowWindow } from './flow-window.ts';
import type { FrameSource } from './frame-source.ts';
import { area, intersection, whole, type Rect } from './geometry.ts';
import type { LossyLane } from './lossy-lane.ts';
import { createMovingAreas, STILL_MS } from './moving-areas.ts';
import { apart } from './rects.ts';
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
  readonly meter: FlowMeter;
  readonly lossy: LossyLane;
  readonly clock: Clock;
  post(message: FromCapture): void;
}

/**
 * The pixels of one picture on their way to one viewer: collects damage while the window is full and sends the newest
 * pixels when it opens. A frame is what was damaged when it began; what is damaged meanwhile is the next one, so that
 * every frame ends. Areas that move as films do go as lossy pictures, and exactly once they are still.
 */
export interface TileStream {
  damage(rects: readonly Rect[]): void;
  /** Sends what may be sent now. */
  pump(): void;
  /** What time brings: areas that have become still. */
  tick(): void;
  /** Nothing is sent while held (the track carries the screen); letting go sends the whole picture again. */
  hold(on: boolean): void;
  /** Frames begin at least so far apart, ms: a busy machine is left some air. */
  spare(gapMs: number): void;
  /** Something waits to be sent, or will. */
  readonly active: boolean;
  /** Share of the screen that moves as films do. */
  readonly movingShare: number;
  close(): void;
}

/** Below this a message is cut by its pixels, because the codec makes none so short by itself. */
const CUT_BELOW_BYTES = 40_000;
/** What is refined goes in slices of together so many bytes under way, so that what happens next waits for no more. */
const REFINE_BYTES = 100_000;
/** Damage of a smaller share of what is being refined does not hold it up: a caret, a clock. */
const REFINE_HOLD_SHARE = 0.05;
/** Something small that never rests keeps the link busy: after so long refining goes between, ms. */
const REFINE_PATIENCE_MS = 2_000;
/** Of what the link carries in this time a lossy picture takes at most, if its quality can be made so low, ms. */
const LOSSY_PICTURE_MS = 100;
/** A frame cut up for a thin link lets damage of up to this share of the screen go first. */
const SMALL_SHARE = 0.05;

interface Waiting {
  /** Damage since the frame began, and the time of its first. */
  pending: readonly Rect[];
  pendingAt: number;
  /** What is left of the frame in work. */
  frame: readonly Rect[];
  frameAt: number;
  /** Still areas to be sent exactly, and when one last moved a little. */
  refine: readonly Rect[];
  refineAt: number;
  /** Since when they wait, and the numbers of their slices that were sent. */
  refineSince: number;
  readonly refineSeqs: Set<number>;
  /** The last message was small damage that had gone before the rest of a frame. */
  gaveWay: boolean;
  /** Parts of the frame in work were sent, its end not yet. */
  unended: boolean;
  /** When the pixels of the lossy picture in work were fetched. */
  lossyAt: number;
  /** `pending` has grown since the pixels of the frame in work were fetched. */
  dirty: boolean;
}

export function createTileStream(parts: TileStreamParts): TileStream {
  const { source, encoder, flow, meter, lossy, clock } = parts;
  const bounds = whole(encoder.size);
  const moving = createMovingAreas(encoder.size);
  const now = clock.now();
  const waiting: Waiting = {
    pending: [],
    pendingAt: now,
    frame: [],
    frameAt: now,
    refine: [],
    refineAt: now,
    refineSince: now,
    refineSeqs: new Set(),
    gaveWay: false,
    unended: false,
    lossyAt: now,
    dirty: false,
  };
  let held = false;
  let closed = false;
  let gapMs = 0;
  let begunAt = Number.NEGATIVE_INFINITY;
  let cancelGap: (() => void) | null = null;
  /** Bytes a pixel of damage has become of late. */
  let density = 0.1;

  /** The newest pixels of what is to be sent; false when they could not be had. */
  function fetch(rects: readonly Rect[]): boolean {
    return rects.every((rect) => source.grab(rect, encoder.frame).ok);
  }

  /** Encodes and sends what fits into one message; answers what is left. */
  function sendPart(rects: readonly Rect[], room: number, damagedAt: number, ends: boolean): readonly Rect[] {
    const wanted = messageBytes(flow.window);
    const cut = wanted < CUT_BELOW_BYTES ? firstPixels(rects, wanted / density) : { first: rects, left: [] };
    const encoded = encodeSome(cut.first, room);
    const { payload } = encoded;
    if (payload !== null) learnDensity(payload.length, areaOf(cut.first) - areaOf(encoded.rest));
    startMoving(moving.changed(encoded.photoTiles, clock.now()));
    const left = apart([...encoded.rest, ...cut.left], moving.areas);
    const last = ends && left.length === 0;
    if (payload !== null) sendPayload(payload, damagedAt, last);
    else if (last && waiting.unended) sendEnd(rects, damagedAt);
    if (ends) waiting.unended = !last && (waiting.unended || payload !== null);
    return left;
  }

  /** At least one tile: a codec that got none into a short message gets a long one, and what still is left is dropped. */
  function encodeSome(rects: readonly Rect[], room: number): Encoded {
    const leaveOut = moving.areas;
    const encoded = encoder.encode(rects, room, { leaveOut });
    if (encoded.payload !== null || encoded.rest.length === 0) return encoded;
    const longer = encoder.encode(rects, MAX_PAYLOAD_BYTES, { leaveOut });
    return longer.payload === null ? { ...longer, rest: [] } : longer;
  }

  /** The rest of a frame was not different any more, yet the viewer waits for its end: one pixel again. */
  function sendEnd(rects: readonly Rect[], damagedAt: number): void {
    const [place] = apart(rects, moving.areas);
    if (place === undefined) return;
    const pixel = { ...place, width: 1, height: 1 };
    encoder.forget(pixel);
    const { payload } = encoder.encode([pixel], MIN_PAYLOAD_BYTES, { leaveOut: moving.areas });
    if (payload !== null) sendPayload(payload, damagedAt, true);
  }

  function learnDensity(bytes: number, pixels: number): void {
    density = Math.max(0.001, 0.7 * density + 0.3 * (bytes / Math.max(1, pixels)));
  }

  function sendPayload(payload: Uint8Array, damagedAt: number, last: boolean): void {
    const seq = flow.nextSeq();
    const at = clock.now();
    const bytes = encodeHostPicture({ type: 'tiles', seq, last, payload });
    flow.step({ type: 'sent', seq, bytes: bytes.length, at, last });
    meter.sent({ seq, damagedAt, fetchedAt: at, last });
    parts.post({ type: 'send', bytes });
  }

  function startMoving(areas: readonly Rect[]): void {
    if (areas.length === 0) return;
    lossy.keep(moving.areas);
    for (const rect of areas) lossy.dirty(rect);
    for (const lane of ['pending', 'frame', 'refine'] as const)
      waiting[lane] = addDamage([], apart(waiting[lane], moving.areas));
  }

  /** True when something was sent or taken off the list; false when nothing more can be done now. */
  /** What was damaged since the last grab; not at every part of a frame the same again. */
  function fetchAgain(): boolean {
    const had = waiting.dirty && !fetch(common(waiting.pending, waiting.frame));
    waiting.dirty = waiting.dirty && had;
    return !had;
  }

  function sendFrame(room: number): boolean {
    const begins = waiting.frame.length === 0;
    if (begins) {
      if (waiting.pending.length === 0 || !mayBegin()) return false;
      if (!fetch(waiting.pending)) return false;
      waiting.frame = waiting.pending;
      waiting.frameAt = waiting.pendingAt;
      waiting.pending = [];
    } else if (goesFirst()) {
      if (!fetch(waiting.pending)) return false;
      waiting.gaveWay = true;
      waiting.pending = sendPart(waiting.pending, room, waiting.pendingAt, false);
      return true;
      // the rest of a frame is sent as it is now, not as it was when the frame began
    } else if (!fetchAgain()) return false;
    waiting.gaveWay = false;
    waiting.frame = sendPart(waiting.frame, room, waiting.frameAt, true);
    return true;
  }

  /** Typing does not wait for the rest of a page that a thin link takes a second for; the two take turns. */
  function goesFirst(): boolean {
    const pixels = areaOf(waiting.pending);
    return !waiting.gaveWay && pixels > 0 && pixels <= SMALL_SHARE * area(bounds);
  }

  function mayBegin(): boolean {
    const waitMs = begunAt + gapMs - clock.now();
    if (waitMs <= 0) begunAt = clock.now();
    else
      cancelGap ??= clock.after(waitMs, () => {
        cancelGap = null;
        pump();
      });
    return waitMs <= 0;
  }

  /** One strip, so that small exact things go between two of them. */
  function sendLossy(): boolean {
    const strip = lossy.next();
    if (strip === null) return false;
    if (strip.first) {
      waiting.lossyAt = clock.now();
      if (!fetch([strip.area])) {
        lossy.failed();
        return false;
      }
    }
    const { rect, last } = strip;
    const bytes = lossyMessage(rect, last);
    if (bytes !== null) parts.post({ type: 'send', bytes });
    lossy.sent(bytes?.length ?? 0, pictureBytes(flow.window, LOSSY_PICTURE_MS));
    return true;
  }

  /** Null when not even the poorest fits into a message, which no strip needs: then what was there stays there. */
  function lossyMessage(rect: Rect, last: boolean): Uint8Array | null {
    const jpeg =
      encoder.jpeg(rect, lossy.quality, MAX_PAYLOAD_BYTES) ?? encoder.jpeg(rect, 1, MAX_PAYLOAD_BYTES);
    if (jpeg === null) return null;
    encoder.forget(rect);
    const seq = flow.nextSeq();
    const at = clock.now();
    const bytes = encodeHostPicture({ type: 'lossy', seq, last, rect, jpeg });
    flow.step({ type: 'sent', seq, bytes: bytes.length, at, last });
    meter.sent({ seq, damagedAt: waiting.lossyAt, fetchedAt: waiting.lossyAt, last });
    return bytes;
  }

  /** Only when nothing else is under way, or nothing but small things for long. */
  function sendRefined(room: number): boolean {
    const at = clock.now();
    if (waiting.refine.length === 0 || lossy.busy || at - waiting.refineAt < STILL_MS) return false;
    const { slices, bytes, others } = refining();
    const patient = at - waiting.refineSince < REFINE_PATIENCE_MS;
    const left = REFINE_BYTES - bytes;
    if (left < MIN_PAYLOAD_BYTES || (patient ? others : slices > 0)) return false;
    if (!fetch(waiting.refine)) return false;
    waiting.refine = sendPart(waiting.refine, Math.min(room, left), at, true);
    const last = flow.window.flights.at(-1);
    if (last !== undefined) waiting.refineSeqs.add(last.seq);
    return true;
  }

  /** What is under way: slices that refine, and anything else. */
  function refining(): { readonly slices: number; readonly bytes: number; readonly others: boolean } {
    const { flights } = flow.window;
    const slices = flights.filter(({ seq }) => waiting.refineSeqs.has(seq));
    if (slices.length === 0) waiting.refineSeqs.clear();
    const bytes = slices.reduce((sum, slice) => sum + slice.bytes, 0);
    return { slices: slices.length, bytes, others: flights.length > slices.length };
  }

  function pump(): void {
    if (closed || held) return;
    for (;;) {
      const room = roomFor(flow.window);
      const wanting = waiting.frame.length > 0 || waiting.pending.length > 0 || lossy.waiting;
      meter.waits(room === 0 && wanting);
      if (room === 0 && lossy.waiting) lossy.held();
      if (room === 0) return;
      if (!meter.work(() => sendFrame(room) || sendLossy() || sendRefined(room))) break;
    }
    flow.step({ type: 'dry' });
  }

  function damage(rects: readonly Rect[]): void {
    if (held) return;
    const at = clock.now();
    const inside = clip(rects, bounds);
    startMoving(moving.damaged(inside, at));
    for (const rect of moving.areas) if (coverage(inside, rect) > 0) lossy.dirty(rect);
    if (waiting.refine.some((rect) => coverage(inside, rect) > REFINE_HOLD_SHARE)) waiting.refineAt = at;
    if (waiting.pending.length === 0) waiting.pendingAt = at;
    waiting.dirty = true;
    waiting.pending = addDamage(waiting.pending, apart(inside, moving.areas));
  }

  return {
    damage,
    pump,
    tick() {
      if (held) return;
      const still = moving.stilled(clock.now());
      for (const rect of still) encoder.forget(rect);
      lossy.keep(moving.areas);
      if (waiting.refine.length === 0) waiting.refineSince = clock.now();
      waiting.refine = addDamage(waiting.refine, still);
      pump();
    },
    hold(on) {
      if (held === on) return;
      held = on;
      waiting.unended = false;
      moving.end();
      lossy.forget();
      meter.waits(false);
      waiting.frame = waiting.refine = [];
      waiting.pending = on ? [] : [bounds];
      waiting.pendingAt = clock.now();
      encoder.forget(bounds);
    },
    spare(ms) {
      gapMs = ms;
    },
    get active() {
      const { pending, frame, refine } = waiting;
      return pending.length + frame.length + refine.length + moving.areas.length > 0;
    },
    get movingShare() {
      return moving.share;
    },
    close() {
      closed = true;
      cancelGap?.();
      meter.waits(false);
      lossy.forget();
      encoder.close();
    },
  };
}

function common(a: readonly Rect[], b: readonly Rect[]): readonly Rect[] {
  return a.flatMap((one) =>
    b.flatMap((other) => {
      const both = intersection(one, other);
      return both === null ? [] : [both];
    }),
  );
}

function areaOf(rects: readonly Rect[]): number {
  return rects.reduce((sum, rect) => sum + area(rect), 0);
}
