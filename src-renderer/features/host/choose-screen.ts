import type { HostSession } from '../../../src-shared/session/host-session.ts';
import type { Invite } from '../../stores/host-store.ts';

/** Where the person is, as far as only this window knows. */
export interface LocalPlace {
  /** Before there is an invitation. */
  readonly step: 'welcome' | 'findings' | 'devices' | 'privacy' | 'contact' | 'scam';
  /** A page opened from consent or from the live view. */
  readonly panel: 'none' | 'preview' | 'screens';
  /** "Go on without my screen". */
  readonly wentOn: boolean;
}
export const startPlace: LocalPlace = { step: 'welcome', panel: 'none', wentOn: false };

/** Lets a screen move the person within this window; everything else happens through actions. */
export type Go = (change: Partial<LocalPlace>) => void;

export type HostScreen =
  | 'starting'
  | 'welcome'
  | 'findings'
  | 'devices'
  | 'privacy'
  | 'contact'
  | 'scam'
  | 'code'
  | 'closed'
  | 'server'
  | 'card'
  | 'consent'
  | 'preview'
  | 'screens'
  | 'live'
  | 'end';

/** The one screen for what main, the invitation and this window say. Main's session comes first. */
export function chooseScreen(session: HostSession | null, invite: Invite, place: LocalPlace): HostScreen {
  if (session === null) return 'starting';
  switch (session.phase) {
    case 'ended':
      return 'end';
    case 'consent':
    case 'live':
      return inSession(session, place);
    case 'pairing':
      return invite.state === 'closed' ? closedScreen(invite) : 'code';
    default:
      return inviting(invite, place);
  }
}

function inSession(session: HostSession, place: LocalPlace): HostScreen {
  if (!session.letIn) return 'card';
  if (place.panel !== 'none') return place.panel;
  return session.phase === 'live' && (place.wentOn || hasShownScreen(session)) ? 'live' : 'consent';
}

/** Once the screen was shown the session has its live view, also after it was taken back. */
function hasShownScreen(session: HostSession): boolean {
  return session.events.some(({ what, capability }) => what === 'granted' && capability === 'screen');
}

function inviting(invite: Invite, place: LocalPlace): HostScreen {
  switch (invite.state) {
    case 'asking':
    case 'ready':
      return 'code';
    case 'unreachable':
      return 'server';
    case 'closed':
      return closedScreen(invite);
    default:
      return place.step;
  }
}

/** A server of another version closes the room too, but it is not about the code. */
function closedScreen({ error }: Extract<Invite, { state: 'closed' }>): 'closed' | 'server' {
  return error.code === 'SERVER_VERSION' ? 'server' : 'closed';
}
