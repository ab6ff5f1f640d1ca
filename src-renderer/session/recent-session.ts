import { deviceName } from '../../src-shared/helpdesk/session-facts.ts';
import type { Desk, DeskEnd, RecentSession } from '../stores/technician-store.ts';

/** What stays of an ended session in this window. The device is named by what it is, never by whose it is. */
export function recentOf(id: string, desk: Desk, endedAt: number, ended: DeskEnd): RecentSession {
  const { snapshot, judgement, startedAt } = desk;
  return {
    id,
    device: deviceName(snapshot),
    startedAt,
    endedAt,
    findings: judgement?.findings.length ?? null,
    ended,
  };
}
