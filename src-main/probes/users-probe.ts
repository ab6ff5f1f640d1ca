import { USUAL_LIMIT_MS, type Probe } from './probe.ts';

/** How many people are signed in, and whether the screen locks. */
export const usersProbe: Probe<'users'> = {
  area: 'users',
  limitMs: USUAL_LIMIT_MS,
  cost: 2,
  collect: (tools) => tools.sources.users(tools),
};
