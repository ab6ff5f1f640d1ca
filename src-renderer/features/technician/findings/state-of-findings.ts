import type { Desk } from '../../../stores/technician-store.ts';

export type FindingsStateName = 'waiting' | 'notAllowed' | 'refused' | 'looking' | 'failed' | 'none' | 'over';

/** Why the list is as it is. */
export function findingsState(desk: Desk): FindingsStateName {
  if (desk.snapshotState === 'failed') return 'failed';
  if (desk.ended !== null) return desk.judgement === null ? 'over' : 'none';
  if (desk.snapshotState === 'asked' || desk.snapshotState === 'arriving') {
    return desk.capabilities.findings.state === 'off' && desk.snapshot === null ? whyNot(desk) : 'looking';
  }
  return desk.judgement === null ? whyNot(desk) : 'none';
}

function whyNot(desk: Desk): FindingsStateName {
  if (desk.refused.includes('findings')) return 'refused';
  if (desk.waiting || desk.link.state === 'connecting') return 'waiting';
  return desk.capabilities.findings.state === 'off' ? 'notAllowed' : 'looking';
}
