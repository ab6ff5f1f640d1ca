import { useState } from 'react';
import { useDesk, useDeskNow } from '../desk/use-desk.ts';

/** Samples come once a second; after this long without one the figures are old, ms. */
const LATE_MS = 5000;

/**
 * When the vitals stopped, by this machine's clock; null while they come. Samples carry the host's clock, so their
 * arrival is what counts here.
 */
export function useStoppedAt(): number | null {
  const newest = useDesk((desk) => desk.vitals.at(-1)?.at ?? null);
  const arrivedNow = useDeskNow((_desk, now) => now);
  const [seen, setSeen] = useState({ newest, at: arrivedNow });
  if (seen.newest !== newest) setSeen({ newest, at: arrivedNow });
  const known = useDesk((desk) => {
    if (desk.ended !== null) return desk.ended.at;
    return desk.link.state === 'lost' ? desk.link.since : null;
  });
  if (known !== null) return known;
  return arrivedNow - seen.at > LATE_MS ? seen.at : null;
}
