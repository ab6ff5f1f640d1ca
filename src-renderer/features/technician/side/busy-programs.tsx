import { useWords } from '../../../words/i18n.ts';
import { useDesk } from '../desk/use-desk.ts';
import { percentText } from '../figures.ts';

/** The busiest programs of this moment, and the battery where there is one. */
export function BusyPrograms({ stale }: { readonly stale: boolean }) {
  const { t } = useWords('desk');
  const newest = useDesk((desk) => desk.vitals.at(-1));
  if (newest === undefined) return null;
  const { programs, batteryPercent, onMains } = newest;
  const battery = onMains === null ? 'known' : onMains ? 'mains' : 'alone';
  return (
    <div className="t-busy" data-stale={stale || undefined}>
      {programs === null ? null : (
        <>
          <h3>{t('vitals.busy')}</h3>
          {programs.length === 0 ? <p className="t-vital-extra">{t('vitals.busyNone')}</p> : null}
          <ul>
            {programs.map((program, index) => (
              <li key={index}>
                <span className="t-busy-name">{program.name ?? t('notKnown')}</span>
                <span className="t-vital-extra">
                  {t('vitals.ofCore', { share: percentText(program.corePercent) })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {batteryPercent === null ? null : (
        <p>{t(`vitals.battery.${battery}`, { share: percentText(batteryPercent) })}</p>
      )}
    </div>
  );
}
