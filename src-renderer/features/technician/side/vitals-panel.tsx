import './side.css';
import { Pause, Play } from 'lucide-react';
import { memo, useState } from 'react';
import { Skeleton } from '../../../ui/spinner.tsx';
import { useTechnicianActions } from '../../../ui/app-context.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useDesk } from '../desk/use-desk.ts';
import { timeText } from '../figures.ts';
import { IconButton } from '../icon-button.tsx';
import { BusyPrograms } from './busy-programs.tsx';
import { useStoppedAt } from './use-stopped-at.ts';
import { Vital } from './vital.tsx';
import { vitalIds, type WindowName } from './vitals-series.ts';
import { vitalsState } from './vitals-state.ts';

/** How busy the machine is right now and was in the last 15 minutes. */
export const VitalsPanel = memo(function VitalsPanel() {
  const { t } = useWords('desk');
  const state = useDesk((desk) => vitalsState(desk));
  const [window, setWindow] = useState<WindowName>('short');
  return (
    <section className="t-vitals" data-panel="vitals" tabIndex={-1} aria-label={t('vitals.title')}>
      <div className="t-panel-head">
        <h2>{t('vitals.title')}</h2>
        <span className="t-head-space" />
        {state === 'some' ? <Head window={window} onWindow={setWindow} /> : null}
      </div>
      {state === 'some' ? <Charts window={window} /> : <NoVitals state={state} />}
    </section>
  );
});

interface HeadProps {
  readonly window: WindowName;
  readonly onWindow: (window: WindowName) => void;
}

function Head({ window, onWindow }: HeadProps) {
  const { t } = useWords('desk');
  const actions = useTechnicianActions();
  const stoppedAt = useStoppedAt();
  const paused = useDesk((desk) => desk.vitalsPaused);
  const over = useDesk((desk) => desk.ended !== null);
  const note = paused
    ? t('vitals.paused')
    : stoppedAt === null
      ? ''
      : t('vitals.stopped', { time: timeText(stoppedAt) });
  return (
    <>
      <span className="t-head-note">{note}</span>
      <button
        type="button"
        className="t-vitals-window"
        aria-label={`${t(`vitals.window.${window}`)}: ${t('vitals.span')}`}
        aria-pressed={window === 'long'}
        onClick={() => onWindow(window === 'short' ? 'long' : 'short')}
      >
        {t(`vitals.window.${window}`)}
      </button>
      {over ? null : (
        <IconButton
          icon={paused ? Play : Pause}
          label={t(paused ? 'vitals.goOn' : 'vitals.pause')}
          onClick={() => actions.watchVitals(paused)}
        />
      )}
    </>
  );
}

function Charts({ window }: { readonly window: WindowName }) {
  const stale = useStoppedAt() !== null;
  return (
    <div className="t-vital-list">
      {vitalIds.map((id) => (
        <Vital key={id} id={id} stale={stale} window={window} />
      ))}
      <BusyPrograms stale={stale} />
    </div>
  );
}

function NoVitals({ state }: { readonly state: Exclude<ReturnType<typeof vitalsState>, 'some'> }) {
  const { t } = useWords('desk');
  if (state !== 'coming') return <p className="t-empty t-panel-empty">{t(`vitals.none.${state}`)}</p>;
  return (
    <div className="t-vital-list" role="status" aria-label={t('vitals.none.coming')}>
      {vitalIds.map((id) => (
        <div key={id} className="t-vital">
          <Skeleton width="45%" height={14} />
          <Skeleton width="100%" height={40} />
        </div>
      ))}
    </div>
  );
}
