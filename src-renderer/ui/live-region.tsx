import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';

export type Urgency = 'polite' | 'assertive';
export type Announce = (text: string, urgency?: Urgency) => void;

const AnnounceContext = createContext<Announce>(() => undefined);

/** Says something to screen readers. Findings and waiting are polite; requests, loss and end are assertive. */
export function useAnnounce(): Announce {
  return useContext(AnnounceContext);
}

/**
 * Owns the two live regions of a window. They stay in the page all the time, because a region that appears together
 * with its words is often not read.
 */
export function Announcer({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState<Readonly<Record<Urgency, string>>>({ polite: '', assertive: '' });
  const announce = useCallback<Announce>((text, urgency = 'polite') => {
    // a no-break space makes the same words news again
    setSaid((old) => ({ ...old, [urgency]: old[urgency] === text ? `${text}\u00a0` : text }));
  }, []);
  const regions = useMemo(
    () => (
      <>
        <LiveRegion urgency="polite">{said.polite}</LiveRegion>
        <LiveRegion urgency="assertive">{said.assertive}</LiveRegion>
      </>
    ),
    [said],
  );
  return (
    <AnnounceContext.Provider value={announce}>
      {children}
      {regions}
    </AnnounceContext.Provider>
  );
}

interface LiveRegionProps {
  readonly urgency?: Urgency | undefined;
  readonly children: ReactNode;
}

/** A hidden region whose changing words are read out. */
export function LiveRegion({ urgency = 'polite', children }: LiveRegionProps) {
  return (
    <div
      className="visually-hidden"
      role={urgency === 'polite' ? 'status' : 'alert'}
      aria-live={urgency}
      aria-atomic="true"
    >
      {children}
    </div>
  );
}
