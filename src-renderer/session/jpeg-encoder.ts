import type { Clock } from '../../src-shared/clock.ts';
import { LOSSY_HEAD_BYTES, MAX_PICTURE_MESSAGE_BYTES } from '../../src-shared/tiles/wire.ts';
import type { JpegAnswer, JpegOrder } from '../workers/jpeg-messages.ts';

/** Makes JPEGs away from the page's own thread. Answers come in the order of the questions. */
export interface JpegEncoder {
  /** Null when there is none: the encoder failed, or not even its lowest quality fits into one message. */
  encode(width: number, height: number, rgba: Uint8Array): Promise<Uint8Array | null>;
  close(): void;
}

/** As much of a worker as is needed. */
export type JpegWorker = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

const MAX_BYTES = MAX_PICTURE_MESSAGE_BYTES - LOSSY_HEAD_BYTES;

/** One takes 5 to 60 ms. All that comes after it waits for it, so a worker that hangs is not waited for, ms. */
const ANSWER_WITHIN_MS = 5_000;

/**
 * The worker is started with the first picture, and again after an error or when it hangs. Where there are none, no
 * JPEG is made.
 */
export function createJpegEncoder(open: (() => JpegWorker) | null, clock: Clock): JpegEncoder {
  const waiting = new Map<number, (jpeg: Uint8Array | null) => void>();
  let worker: JpegWorker | null = null;
  let count = 0;

  const answer = (id: number, jpeg: Uint8Array | null) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    asked?.(jpeg);
  };
  const close = () => {
    worker?.terminate();
    worker = null;
    for (const id of [...waiting.keys()]) answer(id, null);
  };
  const start = (opener: () => JpegWorker) => {
    const started = opener();
    started.addEventListener('message', (event: MessageEvent<JpegAnswer>) =>
      answer(event.data.id, event.data.jpeg),
    );
    started.addEventListener('error', () => (worker === started ? close() : undefined));
    return started;
  };

  return {
    encode(width, height, rgba) {
      if (open === null) return Promise.resolve(null);
      worker ??= start(open);
      const id = (count += 1);
      const pixels = owned(rgba);
      const order: JpegOrder = { id, width, height, rgba: pixels, maxBytes: MAX_BYTES };
      worker.postMessage(order, [pixels.buffer]);
      const stopWaiting = clock.after(ANSWER_WITHIN_MS, close);
      return new Promise((resolve) =>
        waiting.set(id, (jpeg) => {
          stopWaiting();
          resolve(jpeg);
        }),
      );
    },
    close,
  };
}

/** The pixels are given away, so they must be alone in their buffer; those off a port are. */
function owned(rgba: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = rgba;
  const alone = buffer instanceof ArrayBuffer && buffer.byteLength === rgba.byteLength;
  return alone ? new Uint8Array(buffer) : new Uint8Array(rgba);
}
