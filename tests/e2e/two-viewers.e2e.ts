import { once } from 'node:events';
import { join } from 'node:path';
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { startDisplay } from '../../scripts/lib/display.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import type { CaptureNews, CaptureOrder, FromCapture } from '../../src-shared/tiles/capture-messages.ts';
import type { TileCodec, TileDecoder } from '../../src-shared/tiles/codec.ts';
import { decodeHostPicture, encodeViewerPicture } from '../../src-shared/tiles/wire.ts';
import { openScreenGrabber } from '../bench/picture/screen-grab.ts';
import { openCanvas } from '../bench/picture/x-canvas.ts';
import { loadCodec } from '../shared/tiles/load-codec.ts';

/* The product lets one technician in; the capture process already serves several. The built script, two real ports. */

const WIDTH = 640;
const HEIGHT = 360;
const SOON = { timeout: 10_000, interval: 5 };

interface Capture {
  viewer(): MessagePort;
  stop(): Promise<void>;
}

async function startCapture(display: string): Promise<Capture> {
  const worker = new Worker(join(root, 'out/main/capture.cjs'), { env: { DISPLAY: display } });
  const news: CaptureNews[] = [];
  worker.on('message', (told: CaptureNews) => news.push(told));
  const rect = { x: 0, y: 0, width: WIDTH, height: HEIGHT };
  const open: CaptureOrder = { type: 'open', target: { kind: 'x11-display', rect }, masks: [] };
  await expect.poll(() => news.at(-1)?.type, SOON).toBe('ready');
  worker.postMessage({ data: open, ports: [] });
  await expect.poll(() => news.at(-1)?.type, SOON).toBe('opened');
  return {
    viewer() {
      const { port1, port2 } = new MessageChannel();
      worker.postMessage({ data: { type: 'viewer' }, ports: [port1] }, [port1]);
      return port2;
    },
    async stop() {
      const ended = once(worker, 'exit');
      worker.postMessage(null);
      await ended;
    },
  };
}

interface Viewer {
  /** Sequence numbers of what came, in order. */
  readonly came: readonly number[];
  /** What was broken in it. */
  readonly trouble: readonly string[];
  /** Why the video track was wanted for this viewer. */
  readonly asked: readonly string[];
  /** From now on answers come so late, ms; null: none at all, until a later call. */
  answersAfter(ms: number | null): void;
  pixels(): Uint32Array | null;
  close(): void;
}

/** Decodes what comes and answers it, sooner or later. */
function openViewer(port: MessagePort, codec: TileCodec): Viewer {
  const [came, unanswered]: [number[], number[]] = [[], []];
  const [trouble, asked]: [string[], string[]] = [[], []];
  let decoder: TileDecoder | null = null;
  let lateMs: number | null = 0;
  const heard = (bytes: Uint8Array) => port.postMessage({ type: 'heard', bytes });
  const answer = () => {
    for (const seq of unanswered.splice(0)) heard(encodeViewerPicture({ type: 'ack', seq }));
  };
  const later = () => {
    if (lateMs === 0) answer();
    else if (lateMs !== null) setTimeout(answer, lateMs);
  };
  port.on('message', (message: FromCapture) => {
    if (message.type === 'mode' && message.mode === 'video') {
      asked.push(message.reason);
      port.postMessage({ type: 'video', on: false }); // this window has no track: it has to go on without
    }
    if (message.type !== 'send') return;
    const decoded = decodeHostPicture(message.bytes);
    if (!decoded.ok) return void trouble.push(decoded.error.detail ?? decoded.error.code);
    const told = decoded.value;
    if (told.type === 'begin') {
      const made = codec.createDecoder(told.size);
      if (made.ok) decoder = made.value;
    }
    if (told.type !== 'tiles') return;
    if (decoder?.decode(told.payload).ok !== true) trouble.push('not decoded');
    came.push(told.seq);
    unanswered.push(told.seq);
    later();
  });
  port.postMessage({ type: 'flows', on: true });
  heard(encodeViewerPicture({ type: 'hello', version: 1 }));
  return {
    came,
    trouble,
    asked,
    answersAfter(ms) {
      lateMs = ms;
      later();
    },
    pixels() {
      if (decoder === null) return null;
      const { buffer, byteOffset, length } = new Uint8Array(decoder.pixels);
      return new Uint32Array(buffer, byteOffset, length / 4).map(
        (pixel) => ((pixel & 0xff) << 16) | (pixel & 0xff00) | ((pixel >> 16) & 0xff),
      );
    },
    close: () => port.close(),
  };
}

it('of two viewers, one that does not answer or answers late holds the other not back, and both end exact', async () => {
  const display = await startDisplay({ width: WIDTH, height: HEIGHT, windowManager: false });
  const canvas = openCanvas(display.name);
  const window = canvas.window({ x: 0, y: 0, width: WIDTH, height: HEIGHT });
  const grabber = openScreenGrabber(display.name, WIDTH, HEIGHT);
  const capture = await startCapture(display.name);
  const codec = await loadCodec();
  const [fast, slow] = [openViewer(capture.viewer(), codec), openViewer(capture.viewer(), codec)];
  const isExact = (viewer: Viewer) => {
    const now = grabber.grab();
    return viewer.pixels()?.every((pixel, at) => pixel === ((now[at] ?? 0) & 0xffffff)) === true;
  };
  const paint = (word: string) => {
    for (let line = 0; line < 20; line += 1)
      canvas.text(window, 8, line * 17, `${word} ${line}`, 0xffffff, 0x204060);
    canvas.sync();
  };
  /** Each change is waited for at the fast one: were it held back, it would never come. */
  const showsEach = async (word: string) => {
    for (let count = 0; count < 20; count += 1) {
      paint(`${word} ${count}`);
      await expect.poll(() => isExact(fast), SOON).toBe(true);
    }
  };
  try {
    paint('first');
    for (const viewer of [fast, slow]) await expect.poll(() => isExact(viewer), SOON).toBe(true);
    slow.answersAfter(null);
    const before = [fast.came.length, slow.came.length];
    await showsEach('unanswered');
    const came = [fast.came.length - (before[0] ?? 0), slow.came.length - (before[1] ?? 0)];
    expect(came[0]).toBeGreaterThanOrEqual(20);
    expect(came[1]).toBeLessThan(20); // its window is full: nothing is piled up for it
    expect(isExact(slow)).toBe(false);
    slow.answersAfter(100);
    await showsEach('answered late');
    for (const viewer of [fast, slow]) await expect.poll(() => isExact(viewer), SOON).toBe(true);
    expect([fast.trouble, slow.trouble]).toEqual([[], []]);
    expect(fast.asked).toEqual([]); // each has a mode of its own
  } finally {
    fast.close();
    slow.close();
    await capture.stop();
    grabber.close();
    await display.stop();
  }
});
