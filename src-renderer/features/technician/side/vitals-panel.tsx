import './side.css';
import { memo, useMemo } from 'react';
import { Skeleton } from '../../../ui/spinner.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useDesk } from '../desk/use-desk.ts';
import { timeText } from '../figures.ts';
import { useStoppedAt } from './use-stopped-at.ts';
import { VitalChart } from './vital-chart.tsx';
import {
  memoryText,
  seriesOf,
  tops,
  vitalIds,
  vitalLimits,
  vitalText,
  type Series,
  type VitalId,
} from './vitals-series.ts';
import { vitalsState } from './vitals-state.ts';

/** How busy the machine is right now and was in the last minute. */
export const VitalsPanel = memo(function VitalsPanel() {
  const { t } = useWords('desk');
  const stoppedAt = useStoppedAt();
  const state = useDesk((desk) => vitalsState(desk));
  return (
    <section className="t-vitals" data-panel="vitals" tabIndex={-1} aria-label={t('vitals.title')}>
      <div className="t-panel-head">
        <h2>{t('vitals.title')}</h2>
        <span className="t-head-space" />
        <span className="t-head-note">
          {state !== 'some'
            ? ''
            : stoppedAt === null
              ? t('vitals.window')
              : t('vitals.stopped', { time: timeText(stoppedAt) })}
        </span>
      </div>
      {state === 'some' ? <Charts stale={stoppedAt !== null} /> : <NoVitals state={state} />}
    </section>
  );
});

function Charts({ stale }: { readonly stale: boolean }) {
  return (
    <div className="t-vital-list">
      {vitalIds.map((id) => (
        <Vital key={id} id={id} stale={stale} />
      ))}
    </div>
  );
}

function Vital({ id, stale }: { readonly id: VitalId; readonly stale: boolean }) {
  const { t } = useWords('desk');
  const samples = useDesk((desk) => desk.vitals);
  const series = useMemo(() => seriesOf(samples, id), [samples, id]);
  const memory = id === 'memory' ? memoryText(samples.at(-1)) : null;
  const label = t(`vitals.${id}`);
  return (
    <div className="t-vital" data-stale={stale || undefined} role="img" aria-label={useSpoken(id, series)}>
      <p className="t-vital-head" aria-hidden="true">
        <span>{label}</span>
        {memory === null ? null : <span className="t-vital-extra">{memory}</span>}
        <b>{series.now === null ? t('notKnown') : vitalText(id, series.now)}</b>
      </p>
      {series.highest === null ? (
        <p className="t-fact-why" aria-hidden="true">
          {t('vitals.cannotTell')}
        </p>
      ) : (
        <VitalChart series={series} top={tops[id]} limit={vitalLimits[id]} stale={stale} />
      )}
    </div>
  );
}

/** Now, lowest, highest and limit, as a sentence. */
function useSpoken(id: VitalId, { now, lowest, highest }: Series): string {
  const { t } = useWords('desk');
  const label = t(`vitals.${id}`);
  if (now === null || lowest === null || highest === null) return `${label}: ${t('vitals.cannotTell')}`;
  const limit = vitalLimits[id];
  const figures = {
    label,
    now: vitalText(id, now),
    lowest: vitalText(id, lowest),
    highest: vitalText(id, highest),
  };
  return limit === null
    ? t('vitals.spoken', figures)
    : t('vitals.spokenLimit', { ...figures, limit: vitalText(id, limit) });
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
