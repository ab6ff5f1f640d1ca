import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { root } from '../../scripts/lib/paths.mjs';
import { MAX_PAYLOAD_BYTES, type TileCodec } from '../../src-shared/tiles/codec.ts';
import { whole, type Rect, type Size } from '../../src-shared/tiles/geometry.ts';
import { BEST_QUALITY } from '../../src-shared/tiles/lossy-lane.ts';
import { loadCodec, pairOf, type CodecPair } from '../shared/tiles/load-codec.ts';
import { scroll } from '../shared/tiles/pictures.ts';
import { median, type Bench, type Row } from './row.ts';

const RUNS = 30;
const size: Size = { width: 1280, height: 720 };
const all = whole(size);

/** The tile codec beside zlib at level 1 over the same changed pixels (blue, green, red) in the same run. */
export const bench: Bench = { name: 'codec', run };

interface Scene {
  readonly name: string;
  readonly rect: Rect;
  /** Makes the next picture; what it painted must lie in `rect`. */
  next(pair: CodecPair, run: number): void;
}

interface Taken {
  encodeMs: number;
  decodeMs: number;
  bytes: number;
}

async function run(): Promise<Row[]> {
  const codec = await loadCodec();
  const [dark, smooth] = [textImage('#101418', '#d8d8d8', false), textImage('#fdf6e3', '#203040', true)];
  const photo = magick(['-size', '1280x720', '-seed', '7', 'plasma:fractal', '-blur', '0x1']);
  const place = { x: 320, y: 180, width: 640, height: 360 };
  const window = { x: 0, y: 0, width: 1280, height: 568 };
  const whenForgotten = (image: Buffer, rect: Rect) => (pair: CodecPair) => {
    copy(image, pair.encoder.frame, rect, 0);
    pair.encoder.forget(rect);
  };
  const scenes: readonly Scene[] = [
    { name: 'terminal 1280x720', rect: all, next: whenForgotten(dark, all) },
    { name: 'smoothed text 1280x720', rect: all, next: whenForgotten(smooth, all) },
    {
      name: 'typing 64x32',
      rect: { x: 512, y: 352, width: 64, height: 32 },
      next: (pair, index) =>
        copy(dark, pair.encoder.frame, { x: 512, y: 352, width: 64, height: 32 }, (index % 2) * 64),
    },
    {
      name: 'scrolling 727 kpx',
      rect: window,
      next: (pair, index) => {
        scroll(pair.encoder.frame, size, window, 16);
        copy(dark, pair.encoder.frame, { x: 0, y: 552, width: 1280, height: 16 }, -(index % 20) * 16);
      },
    },
    { name: 'photo 640x360', rect: place, next: whenForgotten(photo, place) },
  ];
  return [...scenes.flatMap((scene) => measure(codec, scene, dark)), ...lossy(codec, photo, place)];
}

/** One moving area as a lossy picture, in one piece. */
function lossy(codec: TileCodec, photo: Buffer, place: Rect): readonly Row[] {
  const { encoder } = pairOf(codec, size);
  const taken = Array.from({ length: RUNS }, (_, index) => {
    copy(photo, encoder.frame, place, index);
    const began = performance.now();
    const jpeg = encoder.jpeg(place, BEST_QUALITY, MAX_PAYLOAD_BYTES);
    return { ms: performance.now() - began, bytes: jpeg?.length ?? 0 };
  });
  const of = (what: 'ms' | 'bytes') => median(taken.map((one) => one[what]));
  const scene = 'photo 640x360, JPEG';
  return [
    { scene, metric: 'encode', value: of('ms'), unit: 'ms' },
    { scene, metric: 'size', value: of('bytes'), unit: 'bytes' },
  ];
}

function measure(codec: TileCodec, scene: Scene, first: Buffer): readonly Row[] {
  const pair = pairOf(codec, size);
  copy(first, pair.encoder.frame, all, 0);
  transfer(pair, all);
  const runs: Taken[] = [];
  const zlib: Taken[] = [];
  for (let index = 0; index < RUNS; index += 1) {
    scene.next(pair, index);
    runs.push(transfer(pair, scene.rect));
    if (index % 5 === 0) zlib.push(deflated(pair.encoder.frame, scene.rect));
  }
  const of = (list: readonly Taken[], what: keyof Taken) => median(list.map((taken) => taken[what]));
  const row = (metric: string, value: number, unit: string): Row => ({
    scene: scene.name,
    metric,
    value,
    unit,
  });
  return [
    row('encode', of(runs, 'encodeMs'), 'ms'),
    row('decode', of(runs, 'decodeMs'), 'ms'),
    row('size', of(runs, 'bytes'), 'bytes'),
    row('encode / zlib 1', of(runs, 'encodeMs') / of(zlib, 'encodeMs'), 'x'),
    row('decode / zlib 1', of(runs, 'decodeMs') / of(zlib, 'decodeMs'), 'x'),
    row('size / zlib 1', of(runs, 'bytes') / of(zlib, 'bytes'), 'x'),
  ];
}

function transfer({ encoder, decoder }: CodecPair, rect: Rect): Taken {
  const taken: Taken = { encodeMs: 0, decodeMs: 0, bytes: 0 };
  for (let rest: readonly Rect[] = [rect]; rest.length > 0;) {
    const began = performance.now();
    const encoded = encoder.encode(rest, MAX_PAYLOAD_BYTES);
    const between = performance.now();
    taken.encodeMs += between - began;
    rest = encoded.rest;
    if (encoded.payload === null) continue;
    taken.bytes += encoded.payload.length;
    if (!decoder.decode(encoded.payload).ok) throw new Error('a payload of our own was refused');
    taken.decodeMs += performance.now() - between;
  }
  return taken;
}

function deflated(frame: Uint8Array, rect: Rect): Taken {
  const colours = new Uint8Array(rect.width * rect.height * 3);
  let at = 0;
  for (let y = rect.y; y < rect.y + rect.height; y += 1)
    for (let x = rect.x; x < rect.x + rect.width; x += 1, at += 3)
      colours.set(frame.subarray((y * size.width + x) * 4, (y * size.width + x) * 4 + 3), at);
  const began = performance.now();
  const bytes = deflateRawSync(colours, { level: 1 });
  const between = performance.now();
  inflateRawSync(bytes);
  return { encodeMs: between - began, decodeMs: performance.now() - between, bytes: bytes.length };
}

/** Copies a rectangle out of an image of the same size, from `lower` rows further down (around the end). */
function copy(image: Buffer, frame: Uint8Array, rect: Rect, lower: number): void {
  for (let y = rect.y; y < rect.y + rect.height; y += 1) {
    const from = (y + lower + size.height) % size.height;
    const start = (from * size.width + rect.x) * 4;
    frame.set(image.subarray(start, start + rect.width * 4), (y * size.width + rect.x) * 4);
  }
}

/** A screen full of this project's own words, drawn with a real font. */
function textImage(ground: string, ink: string, smoothed: boolean): Buffer {
  const words = readFileSync(join(root, 'docs/protocol.md'), 'utf8').split('\n').slice(60, 105).join('\n');
  const smoothing = smoothed ? [] : ['+antialias'];
  const text = ['-font', 'DejaVu-Sans-Mono', '-pointsize', '13', ...smoothing, '-fill', ink];
  return magick([
    '-size',
    '1280x720',
    `xc:${ground}`,
    ...text,
    '-annotate',
    '+4+14',
    words.replaceAll('%', '%%'),
  ]);
}

function magick(args: readonly string[]): Buffer {
  return execFileSync('convert', [...args, '-depth', '8', 'bgra:-'], { maxBuffer: 1 << 26 });
}
