import type { Desk } from '../../../stores/technician-store.ts';
import { useTechnician } from '../../../ui/app-context.tsx';

/** Selects from the desk. Only for components below the desk screen, which is there only while a desk is. */
export function useDesk<T>(select: (desk: Desk) => T): T {
  return useTechnician((state) => {
    if (state.desk === null) throw new Error('no desk');
    return select(state.desk);
  });
}

/** The same for what also depends on the time; select something that changes seldom, e.g. the finished text. */
export function useDeskNow<T>(select: (desk: Desk, now: number) => T): T {
  return useTechnician((state) => {
    if (state.desk === null) throw new Error('no desk');
    return select(state.desk, state.now);
  });
}
