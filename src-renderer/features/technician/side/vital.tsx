import { useMemo } from 'react';
import type { VitalsSample } from '../../../../src-shared/diagnostics/vitals.ts';
import { useWords } from '../../../words/i18n.ts';
import { useDesk } from '../desk/use-desk.ts';
import { percentText } from '../figures.ts';
import { VitalChart } from './vital-chart.tsx';
import {
  besideOf,
  memoryText,
  seriesOf,
  tops,
  vitalLimits,
  vitalText,
  windows,
  type Series,
  type VitalId,
  type WindowName,
} from './vitals-series.ts';

interface Props {
  readonly id: VitalId;
  readonly stale: boolean;
  readonly window: WindowName;
}

/** One live value: its name, what it is now, and how it went. */
export function Vital({ id, stale, window }: Props) {
  const { t } = useWords('desk');
  const samples = useDesk((desk) => desk.vitals);
  const series = useMemo(() => seriesOf(samples, id, windows[window]), [samples, id, window]);
  const newest = samples.at(-1);
  const beside = useBeside(id, newest);
  const spoken = useSpoken(id, series);
  return (
    <div
      className="t-vital"
      data-stale={stale || undefined}
      role="img"
      aria-label={[spoken, beside].join(', ')}
    >
      <p className="t-vital-head" aria-hidden="true">
        <span>{t(`vitals.${id}`)}</span>
        {beside === '' ? null : (
          <span className="t-vital-extra" title={beside}>
            {beside}
          </span>
        )}
        {id === 'network' ? null : <b>{series.now === null ? t('notKnown') : vitalText(id, series.now)}</b>}
      </p>
      {series.highest === null ? (
        <p className="t-fact-why" aria-hidden="true">
          {t('vitals.cannotTell')}
        </p>
      ) : (
        <VitalChart
          series={series}
          top={tops[id]}
          limit={vitalLimits[id]}
          stale={stale}
          windowMs={windows[window]}
        />
      )}
      {id === 'cpu' && newest !== undefined && newest.cores.length > 1 ? (
        <Cores cores={newest.cores} />
      ) : null}
    </div>
  );
}

/** A bar for each core: one that is full beside others that rest is a program that cannot share its work. */
function Cores({ cores }: { readonly cores: readonly number[] }) {
  const { t } = useWords('desk');
  return (
    <div className="t-cores" aria-hidden="true">
      {cores.map((share, index) => (
        <span key={index} title={t('vitals.core', { number: index + 1, share: percentText(share) })}>
          <i style={{ width: `${Math.round(share)}%` }} />
        </span>
      ))}
    </div>
  );
}

/** What belongs to the value, in one line. */
function useBeside(id: VitalId, sample: VitalsSample | undefined): string {
  const { t } = useWords('desk');
  if (sample === undefined) return '';
  const beside = besideOf(sample);
  const parts: Record<VitalId, readonly (string | null)[]> = {
    cpu: [beside.load === null ? null : t('vitals.load', { load: beside.load }), beside.temperature],
    memory: [memoryText(sample), beside.swap === null ? null : t('vitals.swap', { used: beside.swap })],
    disk: [beside.disk === null ? null : t('vitals.readWrite', beside.disk)],
    network: [beside.network === null ? null : t('vitals.upDown', beside.network)],
  };
  return parts[id].filter((part) => part !== null).join(', ');
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
