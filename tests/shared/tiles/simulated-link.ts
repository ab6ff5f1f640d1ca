import type { SimulatedClock } from './simulated-clock.ts';

export interface LinkShape {
  /** There and back without load, ms. */
  readonly roundTripMs: number;
  /** Towards the viewer. */
  readonly megabits: number;
  /** Share of messages that come a resend later, and hold up those behind them. */
  readonly loss?: number;
}

/** One ordered channel: a bottleneck with an endless queue, then the distance. Answers have the way to themselves. */
export interface SimulatedLink {
  down(bytes: Uint8Array): void;
  up(bytes: Uint8Array): void;
  change(shape: LinkShape): void;
  /** Everything under way is lost, as with a new channel. */
  cut(): void;
  /** How long a message given now would wait, ms; and the longest so far. */
  readonly queueMs: number;
  longestQueueMs: number;
  readonly bytes: number;
}

/** What the lower layers add to every message, bytes. */
const OVERHEAD_BYTES = 60;

export function createSimulatedLink(
  clock: SimulatedClock,
  first: LinkShape,
  ends: { readonly viewer: (bytes: Uint8Array) => void; readonly host: (bytes: Uint8Array) => void },
): SimulatedLink {
  let shape = first;
  let freeAt = 0;
  let arrivedAt = 0;
  let bytes = 0;
  let seed = 7;
  let life = 0;
  const chance = () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) / 2 ** 24;
  };
  const after = (ms: number, run: () => void) => {
    const born = life;
    clock.after(ms, () => {
      if (born === life) run();
    });
  };
  return {
    down(message) {
      const now = clock.now();
      this.longestQueueMs = Math.max(this.longestQueueMs, freeAt - now);
      bytes += message.length;
      freeAt = Math.max(now, freeAt) + ((message.length + OVERHEAD_BYTES) * 8) / (shape.megabits * 1_000);
      const resend = chance() < (shape.loss ?? 0) ? shape.roundTripMs + 50 : 0;
      arrivedAt = Math.max(arrivedAt, freeAt + shape.roundTripMs / 2 + resend);
      after(arrivedAt - now, () => ends.viewer(message));
    },
    up(message) {
      after(shape.roundTripMs / 2, () => ends.host(message));
    },
    change(next) {
      shape = next;
    },
    cut() {
      life += 1;
      freeAt = clock.now();
      arrivedAt = freeAt;
    },
    get queueMs() {
      return Math.max(0, freeAt - clock.now());
    },
    longestQueueMs: 0,
    get bytes() {
      return bytes;
    },
  };
}
