import type { Clock } from '../../src-shared/clock.ts';
import { area, contains, whole, type Rect, type Size } from '../../src-shared/tiles/geometry.ts';
import type { TileDecoder } from '../../src-shared/tiles/codec.ts';
import type { Result } from '../../src-shared/result.ts';
import { jpegSize } from './jpeg-size.ts';
import { MAX_PICTURE_PIXELS, type TileAnswer, type TileOrder } from './tile-messages.ts';

/** Where the painter paints; in the worker an OffscreenCanvas. */
export interface PaintSurface<B> {
  resize(size: Size): void;
  /** Copies these places of the picture, whose rows are `size.width * 4` bytes. */
  put(pixels: Uint8ClampedArray<ArrayBuffer>, size: Size, rects: readonly Rect[]): void;
  draw(bitmap: B, rect: Rect): void;
}

export interface Bitmap {
  readonly width: number;
  readonly height: number;
  close(): void;
}

export interface TilePainterOptions<B extends Bitmap> {
  readonly surface: PaintSurface<B>;
  createDecoder(size: Size): Result<TileDecoder>;
  /** Rejects on whatever is no picture. */
  decodeJpeg(jpeg: Uint8Array): Promise<B>;
  answer(answer: TileAnswer): void;
  after: Clock['after'];
}

export type PaintOrder = Exclude<TileOrder, { type: 'open' }>;

/**
 * Turns orders into pixels, strictly in order. A frame of several messages appears at once, with its last one; a
 * picture that begins anew replaces the old one when it is whole, so that nobody sees it being filled.
 */
export interface TilePainter {
  take(order: PaintOrder): void;
}

type Step<B> =
  | { readonly type: 'rects'; readonly rects: readonly Rect[] }
  | { readonly type: 'bitmap'; readonly bitmap: B; readonly rect: Rect };

interface Painting {
  readonly size: Size;
  readonly decoder: TileDecoder;
  /** The canvas still has the picture before this one. */
  held: boolean;
  /** Bytes that came while it was held. */
  heldBytes: number;
}

/** A first picture larger than this is shown while it fills: on a thin link that is better than nothing. */
const MAX_HELD_BYTES = 1_000_000;
/** Lossy pictures in decoding or decoded ahead of their turn: those of a frame that comes in strips. */
const MAX_DECODING = 8;
/** A frame of more steps than this is shown in parts. */
const MAX_STEPS = 64;
/** A frame whose rest does not come within this is shown as it is, ms: the rest may have been nothing new. */
const REST_WITHIN_MS = 50;
const FIRST_WITHIN_MS = 1_000;

interface Painter<B extends Bitmap> {
  readonly options: TilePainterOptions<B>;
  painting: Painting | null;
  shows: Size | null;
  steps: Step<B>[];
  /** Of the bitmaps among the steps. */
  stepPixels: number;
  /** Stops waiting for the rest of a frame. */
  rested: () => void;
  readonly waiting: Waiting<B>[];
  /** Waiting lossy pictures whose decoding has begun. */
  readonly decoding: { count: number; pixels: number };
  /** The first that waits is a lossy picture that is not decoded yet. */
  busy: boolean;
}

interface Waiting<B> {
  readonly order: PaintOrder;
  /** Of a lossy picture: what it becomes, or why it cannot be used; null until its decoding begins. */
  picture: Promise<B | string> | null;
}

export function createTilePainter<B extends Bitmap>(options: TilePainterOptions<B>): TilePainter {
  const painter: Painter<B> = {
    options,
    painting: null,
    shows: null,
    steps: [],
    stepPixels: 0,
    rested: () => undefined,
    waiting: [],
    decoding: { count: 0, pixels: 0 },
    busy: false,
  };
  return {
    take(order) {
      painter.waiting.push({ order, picture: null });
      decodeAhead(painter);
      if (!painter.busy) work(painter);
    },
  };
}

/**
 * What waits is decoded while what is before it is; drawn it is in its turn. No further than the picture there is now,
 * and no more at once than this has pixels.
 */
function decodeAhead<B extends Bitmap>(painter: Painter<B>): void {
  const { painting, decoding } = painter;
  const most = painting === null ? 0 : area(painting.size);
  for (const one of painter.waiting) {
    const { order } = one;
    if (order.type === 'begin' || order.type === 'break' || order.type === 'clear') return;
    if (order.type !== 'lossy' || one.picture !== null) continue;
    const pixels = area(order.rect);
    const full = decoding.count >= MAX_DECODING || decoding.pixels + pixels > most;
    if (decoding.count > 0 && full) return;
    decoding.count += 1;
    decoding.pixels += pixels;
    one.picture = decodeLossy(painter, painting, order);
  }
}

/** As far as it goes at once; a lossy picture is waited for, and all that came meanwhile follows it. */
function work<B extends Bitmap>(painter: Painter<B>): void {
  while (!painter.busy) {
    const [first] = painter.waiting;
    if (first === undefined) return;
    const { order } = first;
    if (order.type === 'lossy') {
      if (first.picture === null) decodeAhead(painter);
      if (first.picture !== null) void workOnLossy(painter, order, first.picture);
      return;
    }
    painter.waiting.shift();
    painter.options.answer(paint(painter, order));
  }
}

async function workOnLossy<B extends Bitmap>(
  painter: Painter<B>,
  order: LossyOrder,
  picture: Promise<B | string>,
): Promise<void> {
  painter.busy = true;
  const decoded = await picture;
  painter.waiting.shift();
  painter.decoding.count -= 1;
  painter.decoding.pixels -= area(order.rect);
  decodeAhead(painter);
  painter.options.answer(takeLossy(painter, order, decoded));
  painter.busy = false;
  work(painter);
}

type LossyOrder = Extract<PaintOrder, { type: 'lossy' }>;

function paint<B extends Bitmap>(painter: Painter<B>, order: Exclude<PaintOrder, LossyOrder>): TileAnswer {
  switch (order.type) {
    case 'begin':
      return begin(painter, order.size);
    case 'tiles': {
      const { painting } = painter;
      if (painting === null) return { type: 'taken' };
      const decoded = painting.decoder.decode(order.payload);
      if (!decoded.ok) return broken(painter, decoded.error.detail ?? decoded.error.code);
      painting.heldBytes += order.payload.length;
      if (decoded.value.length > 0) painter.steps.push({ type: 'rects', rects: decoded.value });
      return stepped(painter, painting, order);
    }
    case 'mode':
      return { type: 'mode', mode: order.mode, reason: order.reason };
    case 'break':
      forget(painter);
      return { type: 'taken' };
    case 'clear':
      forget(painter);
      painter.options.surface.resize({ width: 1, height: 1 });
      painter.shows = null;
      return { type: 'taken' };
  }
}

function begin<B extends Bitmap>(painter: Painter<B>, size: Size): TileAnswer {
  forget(painter);
  if (area(size) > MAX_PICTURE_PIXELS) return broken(painter, 'a picture of too many pixels');
  const made = painter.options.createDecoder(size);
  if (!made.ok) return broken(painter, made.error.detail ?? made.error.code);
  const painting = { size, decoder: made.value, held: true, heldBytes: 0 };
  painter.painting = painting;
  awaitRest(painter, painting);
  return { type: 'taken' };
}

/** What it may be is looked at before it is decoded: a few bytes could otherwise ask for gigabytes. */
async function decodeLossy<B extends Bitmap>(
  painter: Painter<B>,
  painting: Painting | null,
  { rect, jpeg }: LossyOrder,
): Promise<B | string> {
  if (painting === null || !contains(whole(painting.size), rect))
    return 'a lossy picture outside the picture';
  const said = jpegSize(jpeg);
  if (said?.width !== rect.width || said.height !== rect.height) return 'a lossy picture of another size';
  const bitmap = await painter.options.decodeJpeg(jpeg).catch(() => null);
  if (bitmap === null) return 'a lossy picture that is none';
  if (bitmap.width === rect.width && bitmap.height === rect.height) return bitmap;
  bitmap.close();
  return 'a lossy picture of another size';
}

function takeLossy<B extends Bitmap>(
  painter: Painter<B>,
  order: LossyOrder,
  picture: B | string,
): TileAnswer {
  const { painting } = painter;
  const { rect, jpeg } = order;
  if (painting === null) {
    if (typeof picture !== 'string') picture.close();
    return { type: 'taken' };
  }
  if (typeof picture === 'string') return broken(painter, picture);
  painting.heldBytes += jpeg.length;
  painter.steps.push({ type: 'bitmap', bitmap: picture, rect });
  painter.stepPixels += area(rect);
  return stepped(painter, painting, order);
}

function stepped<B extends Bitmap>(
  painter: Painter<B>,
  painting: Painting,
  { seq, last }: { readonly seq: number; readonly last: boolean },
): TileAnswer {
  const tooMany = painter.steps.length >= MAX_STEPS || painter.stepPixels > area(painting.size);
  if (last || tooMany || (painting.held && painting.heldBytes > MAX_HELD_BYTES)) show(painter, painting);
  else awaitRest(painter, painting);
  return { type: 'drawn', seq, last, shows: painting.held ? null : painter.shows };
}

function awaitRest<B extends Bitmap>(painter: Painter<B>, painting: Painting): void {
  const { after, answer } = painter.options;
  painter.rested();
  painter.rested = after(painting.held ? FIRST_WITHIN_MS : REST_WITHIN_MS, () => {
    show(painter, painting);
    answer({ type: 'shown', shows: painting.size });
  });
}

function show<B extends Bitmap>(painter: Painter<B>, painting: Painting): void {
  const { surface } = painter.options;
  const { size, decoder } = painting;
  painter.rested();
  if (painting.held) {
    painting.held = false;
    if (painter.shows?.width !== size.width || painter.shows.height !== size.height) surface.resize(size);
    painter.shows = size;
    // All of it: what is black in both pictures never came, and the canvas may still show something else there.
    surface.put(decoder.pixels, size, [whole(size)]);
    const lossy = painter.steps.findIndex((step) => step.type === 'bitmap');
    painter.steps.splice(0, lossy === -1 ? painter.steps.length : lossy);
  }
  for (const step of painter.steps)
    if (step.type === 'rects') surface.put(decoder.pixels, size, step.rects);
    else surface.draw(step.bitmap, step.rect);
  dropSteps(painter);
}

function broken<B extends Bitmap>(painter: Painter<B>, why: string): TileAnswer {
  forget(painter);
  return { type: 'broken', why };
}

function forget<B extends Bitmap>(painter: Painter<B>): void {
  painter.rested();
  dropSteps(painter);
  painter.painting?.decoder.close();
  painter.painting = null;
}

function dropSteps<B extends Bitmap>(painter: Painter<B>): void {
  for (const step of painter.steps) if (step.type === 'bitmap') step.bitmap.close();
  painter.steps = [];
  painter.stepPixels = 0;
}
