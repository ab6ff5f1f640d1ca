import type { Desk } from '../../../stores/technician-store.ts';

/** What the place of the picture shows. */
export type StageState =
  | 'live'
  | 'ended'
  | 'lost'
  | 'connecting'
  | 'waiting'
  | 'paused'
  | 'coming'
  | 'refused'
  | 'taken-back'
  | 'lease-over'
  | 'not-allowed';

/** What was true of the screen before now; the store says what is, not what was. */
export interface ScreenPast {
  readonly granted: boolean;
  /** The lease had (nearly) run out when it went. */
  readonly ranOut: boolean;
}

export function stageState(desk: Desk, past: ScreenPast): StageState {
  if (desk.ended !== null) return 'ended';
  if (desk.link.state === 'lost') return 'lost';
  if (desk.waiting) return 'waiting';
  if (desk.link.state === 'connecting') return 'connecting';
  if (desk.paused) return 'paused';
  const { state } = desk.capabilities.screen;
  if (state !== 'off') return desk.screenOn && desk.picture !== null ? 'live' : 'coming';
  if (desk.refused.includes('screen')) return 'refused';
  if (!past.granted) return 'not-allowed';
  return past.ranOut ? 'lease-over' : 'taken-back';
}
