import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useWords } from '../../words/i18n.ts';
import { hashOf, routeIn, type Route } from './route.ts';

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return useMemo(() => routeIn(hash), [hash]);
}

export function go(route: Route): void {
  const hash = hashOf(route);
  if (location.hash !== hash) location.hash = hash;
}

/** Without a step in the history: for filters that change while somebody types, and for used tokens. */
export function goInstead(route: Route): void {
  history.replaceState(history.state, '', hashOf(route));
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

/** The window's title, for as long as the page is there. */
export function useTitle(page: string): void {
  const { t } = useWords('console');
  const title = t('titleOf', { page });
  useEffect(() => {
    const before = document.title;
    document.title = title;
    return () => {
      document.title = before;
    };
  }, [title]);
}
