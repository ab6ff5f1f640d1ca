import { useCallback, useMemo, useState } from 'react';
import type { Id } from '../../../../src-shared/helpdesk/id.ts';

/** The tickets that are chosen for something to be done to all of them. */
export interface Selection {
  readonly ids: ReadonlySet<Id>;
  toggle(id: Id): void;
  keep(ids: readonly Id[]): void;
  clear(): void;
}

export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<Id>>(() => new Set());
  const clear = useCallback(() => setIds((old) => (old.size === 0 ? old : new Set())), []);
  return useMemo(
    () => ({
      ids,
      toggle: (id) =>
        setIds((old) => {
          const next = new Set(old);
          if (!next.delete(id)) next.add(id);
          return next;
        }),
      keep: (kept) => setIds(new Set(kept)),
      clear,
    }),
    [ids, clear],
  );
}
