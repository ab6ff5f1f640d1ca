import { USUAL_LIMIT_MS, type Probe } from './probe.ts';

/** What sharing and calls need, as far as it is known without a window and without asking anybody. */
export const mediaProbe: Probe<'media'> = {
  area: 'media',
  limitMs: USUAL_LIMIT_MS,
  cost: 2,
  collect: (tools) => tools.sources.media(tools),
};
