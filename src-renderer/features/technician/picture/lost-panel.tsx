import { RefreshCw, WifiOff } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { useTechnicianActions } from '../../../ui/app-context.tsx';
import { useWords } from '../../../words/i18n.ts';
import { leftText } from '../../../words/time.ts';
import { useDeskUiStore } from '../desk/desk-ui.ts';
import { useDesk, useDeskNow } from '../desk/use-desk.ts';
import { timeText } from '../figures.ts';

/** The link is lost: what is on screen is old, what is tried, how long the person's consent lasts. */
export function LostPanel() {
  const { t } = useWords('desk');
  const ui = useDeskUiStore();
  const actions = useTechnicianActions();
  const since = useDesk((desk) => desk.link.since);
  const hasPicture = useDesk((desk) => desk.picture !== null && desk.screenOn);
  return (
    <div className="t-stage-panel-place">
      <div className="t-stage-panel" data-floating>
        <h2>
          <WifiOff size={28} strokeWidth={1.75} aria-hidden="true" /> {t('stage.lost.title')}
        </h2>
        <p>{t(hasPicture ? 'stage.lost.picture' : 'stage.lost.noPicture', { time: timeText(since) })}</p>
        <ConsentLeft />
        <div className="t-stage-ways">
          <Button
            look="primary"
            size="desk"
            icon={<RefreshCw size={16} aria-hidden="true" />}
            onClick={() => actions.tryNow()}
          >
            {t('stage.lost.tryNow')}
          </Button>
          <Button look="quiet" size="desk" onClick={() => ui.setState({ dialog: 'end' })}>
            {t('stage.lost.end')}
          </Button>
        </div>
      </div>
    </div>
  );
}

function ConsentLeft() {
  const { t } = useWords('desk');
  const share = useDeskNow(({ link }, now) =>
    link.state === 'lost' && link.until > link.since
      ? Math.round(((link.until - now) / (link.until - link.since)) * 200) / 200
      : 0,
  );
  const kept = useDeskNow(({ link }, now) =>
    link.state === 'lost' ? leftText(Math.max(0, link.until - now)) : '',
  );
  const attempt = useDesk(({ link }) => (link.state === 'lost' ? Math.max(1, link.attempt) : 1));
  const next = useDeskNow(({ link }, now) =>
    link.state === 'lost' && link.nextTryAt !== null && link.nextTryAt > now
      ? leftText(link.nextTryAt - now)
      : null,
  );
  return (
    <>
      <ProgressBar share={share} tone="amber" size="thin" />
      <p className="t-stage-figures">
        <span>
          {next === null
            ? t('stage.lost.trying', { count: attempt })
            : t('stage.lost.next', { count: attempt, time: next })}
        </span>
        <span>{t('stage.lost.kept', { time: kept })}</span>
      </p>
    </>
  );
}
