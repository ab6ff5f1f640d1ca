import type { Desk } from '../../../stores/technician-store.ts';

/** Why there are vitals or none. */
export function vitalsState(desk: Desk): 'some' | 'coming' | 'notAllowed' | 'refused' | 'over' {
  if (desk.vitals.length > 0) return 'some';
  if (desk.ended !== null) return 'over';
  if (desk.refused.includes('findings')) return 'refused';
  return desk.capabilities.findings.state === 'off' ? 'notAllowed' : 'coming';
}
