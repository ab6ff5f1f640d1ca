/**
 * One direction of a poor connection, as a pure model: a way of a fixed length, a queue of bounded length in front of
 * a line of a given rate, and a share of packets that get lost. It decides; who moves the packets is impair.ts.
 */
export interface LinkShape {
  /** Time under way, ms, after the packet has left the queue. */
  readonly delayMs: number;
  /** Share of packets lost, 0 to 1. */
  readonly loss: number;
  /** Bytes a second; null for no limit. */
  readonly bytesPerSecond: number | null;
  /** What may wait in front of the line, bytes; a packet that does not fit is lost. */
  readonly queueBytes: number;
}

export type Fate =
  | { readonly type: 'arrives'; readonly at: number }
  | { readonly type: 'lost'; readonly why: 'chance' | 'full' };

export interface LinkModel {
  /** What becomes of a packet that is offered at `now` (ms). Packets that arrive, arrive in the order offered. */
  offer(bytes: number, now: number): Fate;
  /** Bytes that wait in front of the line at `now`. */
  waiting(now: number): number;
}

/** `random` answers numbers from 0 up to 1. */
export function createLinkModel(shape: LinkShape, random: () => number): LinkModel {
  const perMs = shape.bytesPerSecond === null ? null : shape.bytesPerSecond / 1000;
  let lineFreeAt = 0;
  const waiting = (now: number) => (perMs === null ? 0 : Math.max(0, lineFreeAt - now) * perMs);
  return {
    waiting,
    offer(bytes, now) {
      if (perMs !== null && waiting(now) + bytes > shape.queueBytes) return { type: 'lost', why: 'full' };
      const leaves = perMs === null ? now : Math.max(now, lineFreeAt) + bytes / perMs;
      lineFreeAt = leaves;
      // A packet that gets lost on the way has used the line all the same.
      if (random() < shape.loss) return { type: 'lost', why: 'chance' };
      return { type: 'arrives', at: leaves + shape.delayMs };
    },
  };
}

/** Small seeded generator (mulberry32), so that a run can be repeated. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A usual line of today: 100 Mbit/s. Without any rate a burst arrives all at once, which no real line does. */
const wide = { loss: 0, bytesPerSecond: 12_500_000, queueBytes: 3_125_000 } as const;

/**
 * Named connections of the bench; `none` is without any proxy, `clear` with one that does nothing, to compare with.
 * A queue holds a quarter of a second of its line, as a small router's does.
 */
export const linkShapes = {
  none: { delayMs: 0, loss: 0, bytesPerSecond: null, queueBytes: 0 },
  clear: { delayMs: 0, loss: 0, bytesPerSecond: null, queueBytes: 0 },
  rtt5: { ...wide, delayMs: 2.5 },
  rtt50: { ...wide, delayMs: 25 },
  rtt150: { ...wide, delayMs: 75 },
  loss1: { ...wide, delayMs: 10, loss: 0.01 },
  rate2m: { delayMs: 10, loss: 0, bytesPerSecond: 250_000, queueBytes: 62_500 },
} as const satisfies Record<string, LinkShape>;
export type LinkName = keyof typeof linkShapes;

export function isLinkName(name: string): name is LinkName {
  return Object.hasOwn(linkShapes, name);
}
