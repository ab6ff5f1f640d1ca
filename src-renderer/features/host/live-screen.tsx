import './live.css';
import './card.css';
import { useEffect } from 'react';
import { useHost, useHostActions } from '../../ui/app-context.tsx';
import { ArrivalHeading } from '../../ui/arrival.tsx';
import { dayTime, spanText } from '../../words/time.ts';
import { useWords } from '../../words/i18n.ts';
import { ChatColumn } from './chat-column.tsx';
import type { Go } from './choose-screen.ts';
import { TextSizeMenu } from './frame.tsx';
import { LinkBanner } from './link-banner.tsx';
import { LiveRows } from './live-rows.tsx';
import { NetworkAsk } from './network-ask.tsx';
import { StopBar } from './stop-bar.tsx';
import { NotVerified, UnknownFace } from './technician-line.tsx';
import { useTechnicianName } from './use-technician.ts';

/** Who sees what and for how long; pause and Stop; the chat. */
export function LiveScreen({ go }: { readonly go: Go }) {
  const { t } = useWords('host');
  const name = useTechnicianName();
  usePauseKey();
  return (
    <div className="host-live">
      <header className="host-live-header">
        <div className="host-live-who">
          <UnknownFace size={44} />
          <div>
            <div className="host-live-name">
              <ArrivalHeading>{t('live.title', { name })}</ArrivalHeading>
              <NotVerified />
            </div>
            <Started />
          </div>
        </div>
        <TextSizeMenu />
      </header>
      <main className="host-live-main">
        <div className="host-live-scroll">
          <h2 className="host-live-title">{t('live.can', { name })}</h2>
          <LinkBanner />
          <NetworkAsk />
          <LiveRows go={go} />
        </div>
        <StopBar />
      </main>
      <ChatColumn />
    </div>
  );
}

function Started() {
  const { t } = useWords('host');
  const startedAt = useHost((state) => state.session?.pairedAt ?? null);
  const ago = useHost((state) => (startedAt === null ? 0 : state.now - startedAt));
  if (startedAt === null) return null;
  return (
    <p className="host-live-started">{t('live.started', { time: dayTime(startedAt), ago: spanText(ago) })}</p>
  );
}

/** Alt+P pauses and goes on, from anywhere in this window. */
function usePauseKey(): void {
  const paused = useHost((state) => state.session?.paused ?? false);
  const { pause, resume } = useHostActions();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== 'KeyP') return;
      event.preventDefault();
      if (paused) resume();
      else pause();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [paused, pause, resume]);
}
