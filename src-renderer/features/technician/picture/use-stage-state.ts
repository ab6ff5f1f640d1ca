import { useState } from 'react';
import { leaseLeft } from '../desk/lease.ts';
import { useDesk, useDeskNow } from '../desk/use-desk.ts';
import { stageState, type ScreenPast, type StageState } from './stage-state.ts';

/** A grant that ends with less than this left has run out rather than been taken back, ms. */
const END_OF_LEASE_MS = 3000;

export function useStageState(): StageState {
  const granted = useDesk((desk) => desk.capabilities.screen.state !== 'off');
  const nearEnd = useDeskNow((desk, now) => granted && leaseLeft(desk, 'screen', now) <= END_OF_LEASE_MS);
  const [past, setPast] = useState<ScreenPast>({ granted, ranOut: nearEnd });
  // remembered while drawing, so that there is no frame with the wrong words
  if (granted && (!past.granted || past.ranOut !== nearEnd)) setPast({ granted: true, ranOut: nearEnd });
  return useDesk((desk) => stageState(desk, past));
}
