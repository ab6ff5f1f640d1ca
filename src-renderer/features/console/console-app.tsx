import './console.css';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Settings } from '../../../src-shared/bridge/contract.ts';
import type { HelpDesk } from '../../helpdesk/help-desk.ts';
import { UiRoot } from '../../ui/ui-root.tsx';
import { AppSignInPage } from './app-sign-in-page.tsx';
import { HelpDeskContext, IdentityContext } from './console-context.tsx';
import { InvitationPage, SetUpPage, SignInPage } from './gate-pages.tsx';
import type { Route } from './route.ts';
import { Shell } from './shell.tsx';
import { useRoute } from './use-route.ts';

interface Props {
  readonly desk: HelpDesk;
  readonly settings: Pick<Settings, 'theme' | 'textSize'>;
  /** The technician's own window: the code, then the session. `rail` stands at its left instead of its own. */
  readonly renderJoinScreen: (rail: ReactNode | null) => ReactNode;
  /** A session is going on in this window. */
  readonly inSession: boolean;
  readonly onTheme: (theme: Settings['theme']) => void;
}

/** The help desk in a browser. Without a login it is the screen where a code is typed, as ever. */
export function ConsoleApp(props: Props) {
  const { desk, settings, renderJoinScreen, inSession } = props;
  const route = useRoute();
  const identity = useStore(desk.session, (state) => state.identity);
  const view = viewOf(route, identity !== null, inSession);
  if (view === 'join-screen') return renderJoinScreen(null);
  return (
    <HelpDeskContext value={desk}>
      <UiRoot settings={settings}>
        {view === 'gate' || identity === null ? (
          <GatePage route={route} name={identity?.member.name ?? null} />
        ) : (
          <IdentityContext value={identity}>
            <Shell {...props} route={route} />
          </IdentityContext>
        )}
      </UiRoot>
    </HelpDeskContext>
  );
}

function viewOf(route: Route, signedIn: boolean, inSession: boolean): 'join-screen' | 'gate' | 'shell' {
  if (route.page === 'set-up' || route.page === 'invitation') return 'gate';
  if (signedIn) return inSession && route.page === 'desk' ? 'join-screen' : isGate(route) ? 'gate' : 'shell';
  // somebody who joins by a code needs no login, and a session that goes on outlives it
  return route.page === 'home' || route.page === 'desk' || route.page === 'lost' ? 'join-screen' : 'gate';
}

function isGate({ page }: Route): boolean {
  return page === 'sign-in' || page === 'app-sign-in';
}

interface GateProps {
  readonly route: Route;
  /** Of whoever is signed in. */
  readonly name: string | null;
}

function GatePage({ route, name }: GateProps) {
  if (route.page === 'app-sign-in' && name !== null)
    return <AppSignInPage request={route.request} name={name} />;
  if (route.page === 'set-up') return <SetUpPage token={route.token} />;
  if (route.page === 'invitation') return <InvitationPage token={route.token} />;
  return <SignInPage />;
}
