import type { Clock } from '../../src-shared/clock.ts';
import type { Scope } from '../../src-shared/scope.ts';
import type { AnyMessage } from './any-message.ts';

const PIECE_CHARS = 32_768;
/** Pieces on their way at a time: few at first, so that a slow line is not filled for seconds; then a megabyte. */
const FIRST_WINDOW = 2;
const WINDOW = 32;
/** Quicker than this is quick enough to know: 20 MB. */
const MOST_PIECES = 640;
/** How long answers may take after the last piece was sent. */
const DRAIN_MS = 4_000;

const data = 'x'.repeat(PIECE_CHARS);

/** What was carried, and in how long. */
export interface Load {
  readonly bytes: number;
  readonly ms: number;
}

export interface SpeedTestOptions {
  readonly clock: Clock;
  readonly send: (message: AnyMessage) => boolean;
}

/** One end of a measurement of the session's speed: sends loads when told to, and answers those it expects. // PM-12 */
export interface SpeedTest {
  /** Sends for so long; null when nothing arrived. One at a time. */
  push(ms: number): Promise<Load | null>;
  /** Sends no more: what it was sending counts as nothing. */
  stop(): void;
  /** From now on loads are counted and answered; the answer ends it and says what came. */
  expect(): () => Load | null;
  hear(message: AnyMessage): void;
}

export function createSpeedTest(scope: Scope, { clock, send }: SpeedTestOptions): SpeedTest {
  let onAnswer: ((n: number) => void) | null = null;
  let stopPush = () => {};
  let counting: { bytes: number; first: number | null; last: number } | null = null;

  const push = (ms: number) =>
    new Promise<Load | null>((resolve) => {
      const began = clock.now();
      let sent = 0;
      let arrived = 0;
      let last = began;
      const own = scope.child();
      const close = (load: Load | null) => {
        onAnswer = null;
        resolve(load);
        own.close();
      };
      const end = () =>
        close(arrived === 0 ? null : { bytes: arrived * PIECE_CHARS, ms: Math.max(1, last - began) });
      stopPush = () => close(null);
      own.add(() => resolve(null)); // whoever waits is not left waiting when the link ends
      const isOver = () => clock.now() - began >= ms || sent >= MOST_PIECES;
      const fill = () => {
        const window = Math.min(WINDOW, FIRST_WINDOW + arrived);
        while (!isOver() && sent - arrived < window && send({ type: 'net.load', n: sent, data })) sent += 1;
        if (sent === arrived) end();
      };
      onAnswer = (n) => {
        if (n !== arrived) return; // in order, each once
        arrived += 1;
        last = clock.now();
        fill();
      };
      own.add(clock.after(ms + DRAIN_MS, end));
      fill();
    });

  return {
    push: (ms) => (onAnswer === null ? push(ms) : Promise.resolve(null)),
    stop: () => stopPush(),
    expect() {
      const mine = { bytes: 0, first: null as number | null, last: 0 };
      counting = mine;
      return () => {
        if (counting === mine) counting = null;
        return mine.first === null ? null : { bytes: mine.bytes, ms: Math.max(1, mine.last - mine.first) };
      };
    },
    hear(message) {
      if (message.type === 'net.loaded') return onAnswer?.(message.n);
      if (message.type !== 'net.load' || counting === null) return undefined;
      // The first piece only starts the watch: when it was sent is not known here.
      if (counting.first === null) counting.first = clock.now();
      else counting.bytes += message.data.length;
      counting.last = clock.now();
      return void send({ type: 'net.loaded', n: message.n });
    },
  };
}

/** Megabits a second; null for nothing. */
export function megabits(load: Load | null): number | null {
  return load === null || load.bytes === 0 ? null : Math.round((load.bytes * 8) / load.ms / 100) / 10;
}
