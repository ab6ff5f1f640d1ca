import { useMemo } from 'react';
import type { Snapshot } from '../../src-shared/diagnostics/snapshot.ts';
import { compareSnapshots, type Comparison } from '../../src-shared/findings/comparison.ts';

/** What changed between two looks, worked out once for each pair; null while one of them is missing. */
export function useComparison(before: Snapshot | null, after: Snapshot | null): Comparison | null {
  return useMemo(
    () => (before === null || after === null ? null : compareSnapshots(before, after)),
    [before, after],
  );
}
