import { areaData, type Snapshot } from '../diagnostics/snapshot.ts';
import type { Comparison } from '../findings/comparison.ts';
import type { Judgement } from '../findings/finding.ts';
import type { Capability } from '../session/capability.ts';

/** What a technician's side knows of a session at its end. Times are epoch ms of its own clock. */
export interface SessionFacts {
  /** 128 random bits, made when the session began; base64url. */
  readonly sessionId: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly endedBy: 'technician' | 'person' | 'refused' | 'link-lost' | 'failed';
  readonly technician: { readonly name: string; readonly client: 'app' | 'web' };
  readonly route: 'direct' | 'relayed' | null;
  /** What the person allowed, in order. */
  readonly grants: readonly SessionGrant[];
  readonly snapshot: Snapshot | null;
  readonly judgement: Judgement | null;
  readonly comparison: Comparison | null;
  readonly chat: readonly SessionChatLine[];
}

/** One stretch in which something was allowed; pauses and lost links stand in it. */
export interface SessionGrant {
  readonly capability: Capability;
  /** As the person's app named it: "Screen 1". */
  readonly what: string | null;
  readonly from: number;
  readonly to: number;
}

export interface SessionChatLine {
  readonly from: 'technician' | 'person';
  readonly text: string;
  readonly at: number;
}

/** What the device is, never whose it is: "HP ProBook 450 G8, Windows 11 Pro"; empty when nothing is known. */
export function deviceName(snapshot: Snapshot | null): string {
  if (snapshot === null) return '';
  const system = areaData(snapshot, 'system');
  const known = (part: string | null | undefined): part is string => part != null && part !== '';
  const device = [system?.manufacturer, system?.model].filter(known).join(' ');
  return [device, areaData(snapshot, 'os')?.name].filter(known).join(', ');
}
