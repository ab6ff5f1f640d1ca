import type { OpenedSnapshot } from '../../../../src-shared/diagnostics/open-snapshot.ts';
import type { Snapshot } from '../../../../src-shared/diagnostics/snapshot.ts';

/** A snapshot that can be chosen as one side of a comparison. */
export interface CompareOption {
  readonly id: string;
  readonly kind: 'first' | 'look' | 'file';
  readonly name: string;
  readonly snapshot: Snapshot;
}

export interface OpenedFile {
  readonly name: string;
  readonly opened: OpenedSnapshot;
}

/** The looks of the session, oldest first, then files in the order in which they were opened. */
export function compareOptions(
  looks: readonly Snapshot[],
  files: readonly OpenedFile[],
): readonly CompareOption[] {
  return [
    ...looks.map((snapshot, i) => ({
      id: `look-${snapshot.takenAt}`,
      kind: i === 0 ? ('first' as const) : ('look' as const),
      name: '',
      snapshot,
    })),
    ...files.map(({ name, opened: { snapshot } }, i) => ({
      id: `file-${i}`,
      kind: 'file' as const,
      name,
      snapshot,
    })),
  ];
}

export interface Sides {
  readonly before: CompareOption | null;
  readonly after: CompareOption | null;
}

/** What was chosen; where nothing was (or it is gone), the oldest and the newest that there are. */
export function sidesOf(
  options: readonly CompareOption[],
  chosen: { readonly before: string | null; readonly after: string | null },
): Sides {
  const byTime = [...options].sort((a, b) => a.snapshot.takenAt - b.snapshot.takenAt);
  const find = (id: string | null) => options.find((option) => option.id === id) ?? null;
  const after = find(chosen.after) ?? (options.length < 2 ? null : (byTime.at(-1) ?? null));
  const before = find(chosen.before) ?? byTime.find(({ id }) => id !== after?.id) ?? null;
  return { before, after: after?.id === before?.id ? null : after };
}
