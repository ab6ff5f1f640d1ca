import { fieldsByPath } from '../diagnostics/fields.ts';
import type { Snapshot } from '../diagnostics/snapshot.ts';
import { visitLeaves } from '../redaction/visit-leaves.ts';

/** Fields of an area that hold nothing anywhere in it: only these can have been left out. */
export function maybeLeftOut(snapshot: Snapshot, area: string): readonly string[] {
  const empty = new Set<string>();
  const filled = new Set<string>();
  const here = Object.fromEntries(Object.entries(snapshot.areas).filter(([id]) => id === area));
  visitLeaves(here, fieldsByPath, (field, value) => {
    if (field) (value === null ? empty : filled).add(field.path);
  });
  return [...empty].filter((path) => !filled.has(path));
}
