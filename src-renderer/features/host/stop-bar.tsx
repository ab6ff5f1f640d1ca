import { OctagonX, Pause, Play } from 'lucide-react';
import { Fragment } from 'react';
import { useHost, useHostActions } from '../../ui/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/i18n.ts';

/** Pause and Stop. The bar never scrolls away and lies above every scrim. */
export function StopBar() {
  const { t } = useWords('host');
  const paused = useHost((state) => state.session?.paused ?? false);
  const { pause, resume, stop } = useHostActions();
  return (
    <div className="host-stop-bar">
      <Button
        className="host-pause"
        icon={paused ? <Play size={22} aria-hidden="true" /> : <Pause size={22} aria-hidden="true" />}
        aria-keyshortcuts="Alt+P"
        onClick={paused ? resume : pause}
      >
        {paused ? t('live.resume') : t('live.pause')}
      </Button>
      <Button
        className="host-stop"
        look="danger"
        icon={<OctagonX size={24} aria-hidden="true" />}
        onClick={stop}
      >
        {t('live.stop')}
      </Button>
      <StopKey />
    </div>
  );
}

/** The key that works on this computer, as main registered it; nothing where none could be. */
function StopKey() {
  const { t } = useWords('host');
  const keys = useHost((state) => state.info?.stopKey ?? null);
  if (keys === null) return null;
  const [before = '', after = ''] = t('live.stopKey', { keys: '\u0000' }).split('\u0000');
  return (
    <p className="host-stop-key">
      {before}
      {keys.split('+').map((key, i) => (
        <Fragment key={key}>
          {i === 0 ? null : '+'}
          <kbd>{key}</kbd>
        </Fragment>
      ))}
      {after}
    </p>
  );
}
