import './host.css';
import { useEffect, useState } from 'react';
import { useHost } from '../../ui/app-context.tsx';
import { UiRoot } from '../../ui/ui-root.tsx';
import { useWords } from '../../words/i18n.ts';
import { CardScreen } from './card-screen.tsx';
import { chooseScreen, startPlace, type Go, type HostScreen, type LocalPlace } from './choose-screen.ts';
import { CloseDialog } from './close-dialog.tsx';
import { ClosedScreen } from './closed-screen.tsx';
import { CodeScreen } from './code-screen.tsx';
import { ConsentScreen } from './consent-screen.tsx';
import { ContactScreen } from './contact-screen.tsx';
import { DevicesScreen } from './devices-screen.tsx';
import { EndScreen } from './end-screen.tsx';
import { FindingsScreen } from './findings-screen.tsx';
import { HostFrame } from './frame.tsx';
import { LiveScreen } from './live-screen.tsx';
import { PreviewScreen } from './preview-screen.tsx';
import { PrivacyScreen } from './privacy-screen.tsx';
import { ScamScreen } from './scam-screen.tsx';
import { ScreensScreen } from './screens-screen.tsx';
import { ServerScreen } from './server-screen.tsx';
import { useSessionNews } from './session-news.ts';
import { WelcomeScreen } from './welcome-screen.tsx';

/** The helped person's window. Needs HostContext above it, brings its own UiRoot. */
export function HostApp({ start = startPlace }: { readonly start?: LocalPlace }) {
  const settings = useHost((state) => state.settings);
  return (
    <UiRoot settings={settings}>
      <HostScreens start={start} />
      <CloseDialog />
    </UiRoot>
  );
}

function HostScreens({ start }: { readonly start: LocalPlace }) {
  const session = useHost((state) => state.session);
  const invite = useHost((state) => state.invite);
  const [place, setPlace] = useState(start);
  const go: Go = (change) => setPlace((old) => ({ ...old, ...change }));
  useSessionNews();
  const inSession = session?.phase === 'consent' || session?.phase === 'live';
  // What was opened in one session must not be open in the next.
  useEffect(() => {
    if (!inSession) setPlace((old) => ({ ...old, panel: 'none', wentOn: false }));
  }, [inSession]);
  return <Screen screen={chooseScreen(session, invite, place)} go={go} />;
}

function Screen({ screen, go }: { readonly screen: HostScreen; readonly go: Go }) {
  switch (screen) {
    case 'starting':
      return <StartingScreen />;
    case 'welcome':
      return <WelcomeScreen go={go} />;
    case 'findings':
      return <FindingsScreen go={go} />;
    case 'devices':
      return <DevicesScreen go={go} />;
    case 'privacy':
      return <PrivacyScreen go={go} />;
    case 'contact':
      return <ContactScreen go={go} />;
    case 'scam':
      return <ScamScreen go={go} />;
    case 'code':
      return <CodeScreen go={go} />;
    case 'closed':
      return <ClosedScreen go={go} />;
    case 'server':
      return <ServerScreen go={go} />;
    case 'card':
      return <CardScreen />;
    case 'consent':
      return <ConsentScreen go={go} />;
    case 'preview':
      return <PreviewScreen go={go} />;
    case 'screens':
      return <ScreensScreen go={go} />;
    case 'live':
      return <LiveScreen go={go} />;
    case 'end':
      return <EndScreen go={go} />;
  }
}

function StartingScreen() {
  const { t } = useWords('host');
  return (
    <HostFrame title={t('frame.starting')} footer={null}>
      {null}
    </HostFrame>
  );
}
