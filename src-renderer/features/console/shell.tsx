import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import type { Settings } from '../../../src-shared/bridge/contract.ts';
import type { About } from '../../helpdesk/live.ts';
import { AccountPage } from './account/account-page.tsx';
import { AdministrationPage } from './administration/administration-page.tsx';
import { useHelpDesk, useResource } from './console-context.tsx';
import { HomePage } from './home/home-page.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { LostPage } from './lost-page.tsx';
import { NewTicketDialog } from './new-ticket/new-ticket-dialog.tsx';
import { Palette } from './palette/palette.tsx';
import { ProveDialog } from './prove-dialog.tsx';
import { Rail } from './rail.tsx';
import type { Route } from './route.ts';
import { ShellContext, type ShellDialog } from './shell-context.ts';
import { TicketPage } from './ticket/ticket-page.tsx';
import { TicketsPage } from './tickets/tickets-page.tsx';
import { useShellKeys } from './use-shell-keys.ts';

/** Arrives with the first article: what draws and writes them is large. */
const KnowledgeArea = lazy(async () => ({
  default: (await import('./knowledge/knowledge-area.tsx')).KnowledgeArea,
}));

interface Props {
  readonly route: Route;
  readonly renderJoinScreen: (rail: ReactNode | null) => ReactNode;
  readonly inSession: boolean;
  readonly onTheme: (theme: Settings['theme']) => void;
}

/** The rail at the left, the page beside it, and what can be called up above every page. */
export function Shell({ route, renderJoinScreen, inSession, onTheme }: Props) {
  const desk = useHelpDesk();
  const [dialog, setDialog] = useState<ShellDialog | null>(null);
  useResource(desk.queues);
  useResource(desk.members, isOfMembers);
  useShellKeys(setDialog, dialog !== null);
  const close = () => setDialog(null);
  const rail = (
    <Rail route={route} inSession={inSession} onTheme={onTheme} onPalette={() => setDialog('palette')} />
  );
  return (
    <ShellContext value={setDialog}>
      {route.page === 'desk' ? (
        renderJoinScreen(rail)
      ) : (
        <div className="c-shell">
          {rail}
          <main className="c-main">
            <ScrolledToTop page={route.page} />
            <Page route={route} />
          </main>
        </div>
      )}
      <Palette open={dialog === 'palette'} onClose={close} onDialog={setDialog} />
      <KeysDialog open={dialog === 'keys'} onClose={close} />
      <ProveDialog />
      <NewTicketDialog open={dialog === 'new-ticket'} onClose={close} />
    </ShellContext>
  );
}

const isOfMembers: About = ({ type }) => type === 'member.changed';

function Page({ route }: { readonly route: Route }) {
  switch (route.page) {
    case 'home':
      return <HomePage />;
    case 'tickets':
      return <TicketsPage filters={route.filters} />;
    case 'ticket':
      return <TicketPage key={route.id} id={route.id} />;
    case 'knowledge':
    case 'article':
    case 'write-article':
      return (
        <Suspense fallback={null}>
          <KnowledgeArea route={route} />
        </Suspense>
      );
    case 'administration':
      return <AdministrationPage part={route.part} />;
    case 'account':
      return <AccountPage />;
    case 'desk':
    case 'sign-in':
    case 'set-up':
    case 'invitation':
    case 'app-sign-in':
    case 'lost':
      return <LostPage />;
  }
}

/** Pages share one scrolling column: another page begins at its top. */
function ScrolledToTop({ page }: { readonly page: Route['page'] }) {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    mark.current?.parentElement?.scrollTo({ top: 0 });
  }, [page]);
  return <span ref={mark} hidden />;
}
