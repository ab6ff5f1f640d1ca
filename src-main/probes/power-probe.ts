import { type Probe } from './probe.ts';

/** Power plan, mains, and backup power units. */
export const powerProbe: Probe<'power'> = {
  area: 'power',
  limitMs: 6000,
  cost: 2,
  collect: (tools) => tools.sources.power(tools),
};
