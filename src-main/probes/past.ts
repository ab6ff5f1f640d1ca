import type { DiskTotals } from '../platform/sources.ts';

/** What probes keep of earlier looks, so that the next one can tell what happened since. */
export interface PastTopics {
  /** Bytes in use, by mount point. */
  readonly volumes: ReadonlyMap<string, number>;
  readonly disks: readonly DiskTotals[];
  /** Bytes moved from memory to disk since the start. */
  readonly swap: number;
  /** How often cores slowed down since the start. */
  readonly throttle: number;
  /** Processor seconds of each process, by "number name". */
  readonly processes: ReadonlyMap<string, number>;
}
export type PastTopic = keyof PastTopics;

export interface PastLook<T> {
  readonly value: T;
  readonly ageMs: number;
}

/** Lives in the collector's memory and goes with it: after a new start nothing is known of before. */
export interface Past {
  /** Keeps a look, unless the last one kept is less than a minute old. `at` is epoch ms. */
  remember<T extends PastTopic>(topic: T, at: number, value: PastTopics[T]): void;
  /** The look nearest to `wantedMs` ago among those no younger than `leastMs` and no older than `mostMs`. */
  recall<T extends PastTopic>(topic: T, at: number, ages: PastAges): PastLook<PastTopics[T]> | null;
}

export interface PastAges {
  readonly wantedMs: number;
  readonly leastMs: number;
  readonly mostMs: number;
}

const SPACING_MS = 60_000;
const LONGEST_MS = 2 * 3_600_000;
/** Two hours of looks a minute apart. */
const MOST = 120;

export function createPast(): Past {
  const looks = new Map<PastTopic, { at: number; value: unknown }[]>();
  return {
    remember(topic, at, value) {
      // a clock that was put back would make looks from the future
      const kept = (looks.get(topic) ?? []).filter((look) => look.at <= at && at - look.at <= LONGEST_MS);
      const last = kept.at(-1);
      if (!last || at - last.at >= SPACING_MS) kept.push({ at, value });
      looks.set(topic, kept.slice(-MOST));
    },
    recall<T extends PastTopic>(topic: T, at: number, { wantedMs, leastMs, mostMs }: PastAges) {
      const off = (look: { at: number }) => Math.abs(at - look.at - wantedMs);
      const [best] = (looks.get(topic) ?? [])
        .filter((look) => at - look.at >= leastMs && at - look.at <= mostMs)
        .sort((a, b) => off(a) - off(b));
      // remember() ties each topic to its kind of value
      return best ? { value: best.value as PastTopics[T], ageMs: at - best.at } : null;
    },
  };
}
