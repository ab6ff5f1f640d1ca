import type { AreaId } from '../../src-shared/diagnostics/area.ts';
import { mergePart, type Snapshot } from '../../src-shared/diagnostics/snapshot.ts';

/** The snapshot with what the collector answered. An answer that does not fit costs its own area and nothing else. */
export function mergeAnswer(snapshot: Snapshot, area: AreaId, answer: unknown, at: number): Snapshot {
  const unfit = { status: 'failed', reason: 'the answer does not fit', ms: 0, at, source: 'collector' };
  const merged = mergePart(snapshot, area, answer);
  const next = merged.ok ? merged : mergePart(snapshot, area, unfit);
  return next.ok ? next.value : snapshot;
}
