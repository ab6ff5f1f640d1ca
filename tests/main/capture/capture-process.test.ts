import { once } from 'node:events';
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ensureCodec } from '../../../scripts/codec.mjs';
import { startDisplay, type Display } from '../../../scripts/lib/display.mjs';
import type { CaptureNews, CaptureOrder, FromCapture } from '../../../src-shared/tiles/capture-messages.ts';
import type { TileCodec, TileDecoder } from '../../../src-shared/tiles/codec.ts';
import { MASK_COLOUR } from '../../../src-shared/tiles/masked-source.ts';
import { decodeHostPicture, encodeViewerPicture } from '../../../src-shared/tiles/wire.ts';
import { loadCodec } from '../../shared/tiles/load-codec.ts';
import { until } from './open-source.ts';
import { openClient, type TestClient } from './x-painter.ts';

const script = new URL('../../../src-main/capture/capture-process.ts', import.meta.url);
const rect = { x: 0, y: 0, width: 320, height: 240 };
const open: CaptureOrder = { type: 'open', target: { kind: 'x11-display', rect }, masks: [] };
const GREEN = 0x00ff00;

interface Running {
  readonly news: CaptureNews[];
  readonly viewer: () => MessagePort;
  order(order: unknown): void;
  stop(): Promise<void>;
}

/** The real script with the real codec and the real libraries, as a worker with the messages of Electron. */
async function run(env: Record<string, string>): Promise<Running> {
  const worker = new Worker(script, { env });
  const news: CaptureNews[] = [];
  worker.on('message', (told: CaptureNews) => news.push(told));
  await until(() => news.length > 0);
  return {
    news,
    order: (order) => worker.postMessage({ data: order, ports: [] }),
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

/** A viewer as the host's window would carry its bytes: decodes, acknowledges, and keeps the picture. */
function view(port: MessagePort, codec: TileCodec) {
  let decoder: TileDecoder | null = null;
  const heard = (bytes: Uint8Array) => port.postMessage({ type: 'heard', bytes });
  port.on('message', (message: FromCapture) => {
    if (message.type !== 'send') return;
    const decoded = decodeHostPicture(message.bytes);
    if (!decoded.ok) throw new Error(decoded.error.detail);
    const told = decoded.value;
    if (told.type === 'begin') {
      const made = codec.createDecoder(told.size);
      if (made.ok) decoder = made.value;
    }
    if (told.type !== 'tiles') return;
    expect(decoder?.decode(told.payload)).toMatchObject({ ok: true });
    heard(encodeViewerPicture({ type: 'ack', seq: told.seq }));
  });
  port.postMessage({ type: 'flows', on: true });
  heard(encodeViewerPicture({ type: 'hello', version: 1 }));
  return {
    colour(x: number, y: number): number | null {
      if (decoder === null) return null;
      const at = (y * decoder.size.width + x) * 4;
      const [red = 0, green = 0, blue = 0] = decoder.pixels.subarray(at, at + 3);
      return (red << 16) | (green << 8) | blue;
    },
    close: () => port.close(),
  };
}

describe('the capture process', () => {
  let display: Display;
  let client: TestClient;
  let codec: TileCodec;
  let process: Running | null = null;
  beforeAll(async () => {
    await ensureCodec();
    codec = await loadCodec();
    display = await startDisplay({ width: 320, height: 240, windowManager: false });
    client = openClient(display.name);
  });
  afterEach(() => process?.stop());
  afterAll(async () => {
    client.close();
    await display.stop();
  });

  test('shows what is painted to every viewer, also to one that comes later or again', async () => {
    process = await run({ DISPLAY: display.name });
    const running = process;
    running.order(open);
    await until(() => running.news.length > 1);
    expect(running.news).toEqual([{ type: 'ready' }, { type: 'opened', size: { width: 320, height: 240 } }]);
    const first = view(running.viewer(), codec);
    const window = client.window(20, 20, 100, 100);
    window.fill(0, 0, 50, 50, GREEN);
    await until(() => first.colour(30, 30) === GREEN && first.colour(100, 100) === 0xffffff);
    const second = view(running.viewer(), codec);
    await until(() => second.colour(30, 30) === GREEN);
    first.close();
    window.fill(0, 0, 50, 50, 0x123456);
    await until(() => second.colour(69, 69) === 0x123456);
    expect(first.colour(30, 30)).toBe(GREEN);
    window.destroy();
  });

  test('a mask is there before the first pixel leaves, and follows orders', async () => {
    process = await run({ DISPLAY: display.name });
    const window = client.window(0, 0, 320, 240, GREEN);
    process.order({ ...open, masks: [{ x: 10, y: 10, width: 30, height: 30 }] });
    const viewer = view(process.viewer(), codec);
    const [blue, green, red] = MASK_COLOUR;
    const grey = (red << 16) | (green << 8) | blue;
    await until(() => viewer.colour(5, 5) === GREEN);
    expect(viewer.colour(15, 15)).toBe(grey);
    process.order({ type: 'masks', masks: [{ x: 100, y: 100, width: 30, height: 30 }] });
    await until(() => viewer.colour(15, 15) === GREEN && viewer.colour(129, 129) === grey);
    window.destroy();
  });

  test('says why it cannot capture', async () => {
    process = await run({});
    const running = process;
    running.order(open);
    await until(() => running.news.length > 1);
    expect(running.news[1]).toMatchObject({ type: 'unavailable', error: { code: 'CAPTURE_UNAVAILABLE' } });
  });

  test('passes over what is no order, and closes a port that came with nothing to see', async () => {
    process = await run({ DISPLAY: display.name });
    const running = process;
    running.order({ type: 'open', target: { kind: 'file', path: '/etc/passwd' }, masks: [] });
    running.order(null);
    const early = running.viewer();
    await once(early, 'close');
    running.order(open);
    await until(() => running.news.length > 1);
    expect(running.news[1]).toMatchObject({ type: 'opened' });
    const viewer = running.viewer();
    for (const odd of [null, 7, { type: 'heard', bytes: 'x' }, { type: 'flows', on: 1 }, { type: 'x' }])
      viewer.postMessage(odd);
    const shown = view(viewer, codec);
    await until(() => shown.colour(0, 0) !== null);
    viewer.close();
  });

  test('a closed window ends it', async () => {
    process = await run({ DISPLAY: display.name });
    const running = process;
    const window = client.window(50, 50, 60, 40, GREEN);
    running.order({ type: 'open', target: { kind: 'x11-window', window: window.id }, masks: [] });
    const viewer = view(running.viewer(), codec);
    await until(() => viewer.colour(10, 10) === GREEN);
    window.destroy();
    await until(() => running.news.length > 2);
    expect(running.news[2]).toMatchObject({ type: 'ended', error: { code: 'CAPTURE_UNAVAILABLE' } });
  });
});
