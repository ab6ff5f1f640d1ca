import type { RecentSession } from '../../../stores/technician-store.ts';
import { useTechnician } from '../../../ui/app-context.tsx';
import { useWords } from '../../../words/i18n.ts';
import { dayTime, spanText } from '../../../words/time.ts';

/** The sessions of this window, newest first; they are kept in memory only, and the screen says so. */
export function RecentSessions() {
  const { t } = useWords('desk');
  const recent = useTechnician((state) => state.recent);
  return (
    <section className="t-recent" aria-labelledby="t-recent-title">
      <h2 id="t-recent-title">{t('recent.title')}</h2>
      {recent.length === 0 ? (
        <p className="t-empty">{t('recent.empty')}</p>
      ) : (
        <div className="t-table-frame">
          <table className="t-table">
            <thead>
              <tr>
                <th scope="col">{t('recent.device')}</th>
                <th scope="col">{t('recent.when')}</th>
                <th scope="col">{t('recent.found')}</th>
                <th scope="col">{t('recent.ended')}</th>
              </tr>
            </thead>
            <tbody>
              {recent.map((session) => (
                <Row key={session.id} session={session} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Row({ session }: { readonly session: RecentSession }) {
  const { t } = useWords('desk');
  const when = t('recent.at', {
    time: dayTime(session.startedAt),
    long: spanText(session.endedAt - session.startedAt),
  });
  return (
    <tr>
      <th scope="row">{session.device === '' ? t('bar.unnamed') : session.device}</th>
      <td>{when}</td>
      <td>
        {session.findings === null
          ? t('recent.noFindings')
          : t('recent.findings', { count: session.findings })}
      </td>
      <td>{t(`recent.end.${session.ended}`)}</td>
    </tr>
  );
}
