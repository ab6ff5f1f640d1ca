import { areaData } from '../../src-shared/diagnostics/snapshot.ts';
import type { Desk, DeskEnd, RecentSession } from '../stores/technician-store.ts';

/** What stays of an ended session in this window. The device is named by what it is, never by whose it is. */
export function recentOf(id: string, desk: Desk, endedAt: number, ended: DeskEnd): RecentSession {
  const { snapshot, judgement, startedAt } = desk;
  const os = snapshot === null ? undefined : areaData(snapshot, 'os');
  const system = snapshot === null ? undefined : areaData(snapshot, 'system');
  const device = [system?.manufacturer, system?.model]
    .filter((part) => part != null && part !== '')
    .join(' ');
  const name = [device, os?.name].filter((part) => part != null && part !== '').join(', ');
  return { id, device: name, startedAt, endedAt, findings: judgement?.findings.length ?? null, ended };
}
