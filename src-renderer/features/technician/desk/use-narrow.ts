import { useSyncExternalStore } from 'react';

/** Up to this width the findings, vitals and chat share one tabbed panel. */
const query = '(max-width: 1100px)';

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}

function subscribe(changed: () => void): () => void {
  const list = window.matchMedia(query);
  list.addEventListener('change', changed);
  return () => list.removeEventListener('change', changed);
}
