import { Activity, AppWindow, Camera, Maximize, Monitor, Scan, ZoomIn, ZoomOut } from 'lucide-react';
import { memo } from 'react';
import { useTechnicianActions } from '../../../ui/app-context.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useDeskUi, useDeskUiStore } from '../desk/desk-ui.ts';
import { useDesk } from '../desk/use-desk.ts';
import { percentText, timeText } from '../figures.ts';
import { IconButton } from '../icon-button.tsx';
import { usePictureSize } from './measure.ts';
import { zoomStep } from './place-picture.ts';

/** What is shown, how large, and the ways to look at it. */
export const PictureToolbar = memo(function PictureToolbar() {
  const { t } = useWords('desk');
  return (
    <div className="t-toolbar" role="toolbar" aria-label={t('picture.toolbar')}>
      <What />
      <span className="t-rule" aria-hidden="true" />
      <ViewButtons />
      <span className="t-rule" aria-hidden="true" />
      <OtherButtons />
      <span className="t-head-space" />
      <Figures />
    </div>
  );
});

function What() {
  const { t } = useWords('desk');
  const what = useDesk(({ screenWhat, capabilities: { screen } }) =>
    screen.state === 'off' ? null : (screenWhat ?? screen.what ?? null),
  );
  const scope = useDesk((desk) => desk.capabilities.screen.scope ?? 'display');
  const Icon = scope === 'window' ? AppWindow : Monitor;
  return (
    <span className="t-what" title={what ?? undefined}>
      <Icon size={18} aria-hidden="true" />
      <b>{what ?? t('picture.nothing')}</b>
    </span>
  );
}

function ViewButtons() {
  const { t } = useWords('desk');
  const ui = useDeskUiStore();
  const zoom = useDeskUi((state) => state.zoom);
  const off = useDeskUi((state) => state.scale === null);
  const step = (direction: 1 | -1) =>
    ui.setState((state) => ({ zoom: zoomStep(state.scale ?? 1, direction) }));
  return (
    <>
      <IconButton
        icon={Scan}
        text={t('picture.fit')}
        label={t('picture.fitWhy')}
        pressed={zoom === 'fit'}
        disabled={off}
        onClick={() => ui.setState({ zoom: 'fit' })}
      />
      <IconButton
        icon={Scan}
        text="1:1"
        label={t('picture.oneToOne')}
        pressed={zoom === 1}
        disabled={off}
        onClick={() => ui.setState({ zoom: 1 })}
      />
      <IconButton icon={ZoomOut} label={t('picture.zoomOut')} disabled={off} onClick={() => step(-1)} />
      <IconButton icon={ZoomIn} label={t('picture.zoomIn')} disabled={off} onClick={() => step(1)} />
      <IconButton
        icon={Maximize}
        label={t('picture.fullScreen')}
        disabled={off}
        onClick={() => ui.setState({ fullScreen: true })}
      />
    </>
  );
}

function OtherButtons() {
  const { t } = useWords('desk');
  const ui = useDeskUiStore();
  const actions = useTechnicianActions();
  const statistics = useDeskUi((state) => state.lower === 'statistics');
  const off = useDesk((desk) => desk.picture === null || !desk.screenOn || desk.ended !== null);
  return (
    <>
      <IconButton
        icon={Camera}
        label={t('picture.screenshot')}
        disabled={off}
        onClick={() => actions.saveScreenshot()}
      />
      <IconButton
        icon={Activity}
        label={t('picture.statistics')}
        pressed={statistics}
        onClick={() => ui.setState({ lower: statistics ? 'facts' : 'statistics' })}
      />
    </>
  );
}

/** "1920 × 1080 at 38 %, 30 fps"; while the link is lost, from when the picture is. */
function Figures() {
  const { t } = useWords('desk');
  const picture = useDesk((desk) => desk.picture);
  const size = usePictureSize(picture);
  const scale = useDeskUi((state) => state.scale);
  const fps = useDesk((desk) =>
    desk.stats?.framesPerSecond == null ? null : Math.round(desk.stats.framesPerSecond),
  );
  const on = useDesk((desk) => desk.screenOn && !desk.paused && desk.ended === null);
  const lostAt = useDesk((desk) => (desk.link.state === 'lost' && desk.screenOn ? desk.link.since : null));
  if (size === null || scale === null || !on) return null;
  if (lostAt !== null)
    return <b className="t-old-picture">{t('picture.from', { time: timeText(lostAt) })}</b>;
  return (
    <span className="t-figures">
      <span>
        {t('picture.size', { width: size.width, height: size.height, scale: percentText(scale * 100) })}
      </span>
      {fps === null ? null : <span>{t('picture.fps', { count: fps })}</span>}
    </span>
  );
}
