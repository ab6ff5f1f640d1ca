import { type Probe } from './probe.ts';

/** Traces of backups: the time of the last one, never what is in it. */
export const backupProbe: Probe<'backup'> = {
  area: 'backup',
  limitMs: 8000,
  cost: 1,
  collect: (tools) => tools.sources.backup(tools),
};
