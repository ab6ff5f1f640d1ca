import { uptime } from 'node:os';
import { facts } from '../platform/answer.ts';
import { countOf } from '../platform/clean.ts';
import { USUAL_LIMIT_MS, type Probe } from './probe.ts';

/** How long since the last start; Windows with Fast Startup counts through a shutdown. */
export const uptimeProbe: Probe<'uptime'> = {
  area: 'uptime',
  limitMs: USUAL_LIMIT_MS,
  cost: 1,
  collect: async () => facts('os.uptime()', { seconds: countOf(uptime()) }),
};
