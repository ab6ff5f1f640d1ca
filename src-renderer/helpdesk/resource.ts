import { createStore } from 'zustand/vanilla';
import type { ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { Result } from '../../src-shared/result.ts';

/** Something of the server's, as this page knows it: an old value stays while a newer one is asked for. */
export interface ResourceState<T> {
  readonly value: T | null;
  readonly loading: boolean;
  /** Why the last try failed; `value` is then an older one, or null. */
  readonly error: ApiError | null;
}

export type Resource<T> = ReturnType<typeof createResource<T>>;

export function createResource<T>(load: () => Promise<Result<T, ApiError>>) {
  const store = createStore<ResourceState<T>>(() => ({ value: null, loading: false, error: null }));
  let last = 0;
  return {
    ...store,
    /** Asks anew. Of several answers the last asked for counts. */
    async refetch(): Promise<void> {
      const mine = (last += 1);
      store.setState({ loading: true });
      const answer = await load();
      if (mine !== last) return;
      store.setState(
        answer.ok
          ? { value: answer.value, loading: false, error: null }
          : { loading: false, error: answer.error },
      );
    },
    forget(): void {
      last += 1;
      store.setState({ value: null, loading: false, error: null });
    },
  };
}
