import { USUAL_LIMIT_MS, type Probe } from './probe.ts';

/** Speakers and microphones. */
export const audioProbe: Probe<'audio'> = {
  area: 'audio',
  limitMs: USUAL_LIMIT_MS,
  cost: 1,
  collect: (tools) => tools.sources.audio(tools),
};
