import { useWords } from '../../../words/i18n.ts';
import { linkGrade } from '../desk/link-grade.ts';
import { useDesk } from '../desk/use-desk.ts';
import { statistic, statisticsOf } from './statistics-rows.ts';

/** The connection in figures, each with what it means. */
export function StatisticsPanel() {
  const { t } = useWords('desk');
  const stats = useDesk((desk) => desk.stats);
  const lost = useDesk((desk) => desk.link.state === 'lost' || desk.ended !== null);
  const way = useDesk((desk) => desk.way);
  if (stats === null)
    return <p className="t-empty t-lower-empty">{t(lost ? 'statistics.down' : 'statistics.none')}</p>;
  return (
    <div className="t-statistics" data-stale={lost || undefined}>
      <p className="t-statistics-grade">{t(lost ? 'statistics.stale' : `link.why.${linkGrade(stats)}`)}</p>
      {way === null ? null : (
        <p className="t-statistics-way">
          <b>{t(`way.mode.${way.mode}`)}</b> {t(`way.reason.${way.reason}`)}
        </p>
      )}
      <dl>
        {statisticsOf(way).map((id) => (
          <div key={id}>
            <dt>{t(`statistics.${id}`)}</dt>
            <dd>
              {statistic(stats, id) ?? t('notKnown')}
              <small>{t(`statistics.why.${id}`)}</small>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
