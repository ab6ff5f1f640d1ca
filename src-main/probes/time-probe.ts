import { facts } from '../platform/answer.ts';
import { USUAL_LIMIT_MS, type Probe } from './probe.ts';

/** The clock. `offsetMs` is filled in by who can ask a trusted clock: the app, with its server's answer. */
export const timeProbe: Probe<'time'> = {
  area: 'time',
  limitMs: USUAL_LIMIT_MS,
  cost: 2,
  collect: async (tools) => {
    const clock = await tools.sources.clock(tools);
    const state = clock.status === 'ok' ? clock.data : { synchronised: null, serviceActive: null };
    return facts(clock.source, {
      ...state,
      zoneOffsetMinutes: 0 - new Date(tools.now()).getTimezoneOffset(),
      offsetMs: null,
      appBuiltAt: tools.appBuiltAt,
    });
  },
};
