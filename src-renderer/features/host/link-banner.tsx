import { Pause, WifiOff } from 'lucide-react';
import { useHost } from '../../ui/app-context.tsx';
import { Card } from '../../ui/card.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { leftText } from '../../words/time.ts';
import { useWords } from '../../words/i18n.ts';
import { useTechnicianName } from './use-technician.ts';

/** A lost link is kept for five minutes. */
const LINK_KEEP_MS = 300_000;

/** What is special right now: connection lost, paused, connecting. Nothing when all is well. */
export function LinkBanner() {
  const { t } = useWords('host');
  const name = useTechnicianName();
  const link = useHost((state) => state.session?.link ?? 'none');
  const paused = useHost((state) => state.session?.paused ?? false);
  const lostLeft = useHost(({ session, now }) =>
    Math.max(0, (session?.linkLostAt ?? now) + LINK_KEEP_MS - now),
  );
  if (link === 'lost') {
    return (
      <Card tone="amber" className="host-banner host-link-banner">
        <WifiOff size={24} aria-hidden="true" />
        <p>
          <strong className="host-strong">{t('live.lostText', { name })}</strong>{' '}
          {t('live.lostLeft', { left: leftText(lostLeft) })}
        </p>
      </Card>
    );
  }
  if (paused) {
    return (
      <Card tone="sunken" className="host-banner host-link-banner">
        <Pause size={24} aria-hidden="true" />
        <p className="host-strong">{t('live.pausedText', { name })}</p>
      </Card>
    );
  }
  if (link !== 'connecting') return null;
  return (
    <Card tone="sunken" className="host-banner host-link-banner">
      <Spinner size={20} />
      <p>{t('live.connectingText', { name })}</p>
    </Card>
  );
}
