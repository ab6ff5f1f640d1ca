import type { Snapshot } from '../../src-shared/diagnostics/snapshot.ts';
import { compareSnapshots, type Comparison } from '../../src-shared/findings/comparison.ts';

/**
 * Keeps the look at the machine that later ones are compared with: the first whole one, or the newest when a session
 * began. It holds the raw snapshot, so that both sides are hidden in the same way whenever they are compared.
 */
export interface BeforeAfter {
  /** A look is whole. */
  looked(raw: Snapshot): void;
  /** From here on "before" means now: the newest look, or the next one where there is none yet. */
  mark(): void;
  /** What changed since "before"; null while there is nothing later to compare with. */
  comparison(hide: (raw: Snapshot) => Snapshot): Comparison | null;
}

export function createBeforeAfter(): BeforeAfter {
  let before: Snapshot | null = null;
  let newest: Snapshot | null = null;
  return {
    looked(raw) {
      newest = raw;
      before ??= raw;
    },
    mark() {
      before = newest;
    },
    comparison: (hide) =>
      before === null || newest === null || before === newest
        ? null
        : compareSnapshots(hide(before), hide(newest)),
  };
}
