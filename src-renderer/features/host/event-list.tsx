import type { SessionEvent } from '../../../src-shared/session/host-session.ts';
import { dayTime } from '../../words/time.ts';
import { useWords } from '../../words/i18n.ts';

/** Every event with its time, oldest first. Scrolls by itself when there are many. */
export function EventList({ events }: { readonly events: readonly SessionEvent[] }) {
  const { t } = useWords('host');
  return (
    <section className="host-events" tabIndex={0} aria-label={t('end.happened')}>
      <ol>
        {events.map((event, i) => (
          <li key={i}>
            <time>{dayTime(event.at)}</time>
            <EventWords event={event} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function EventWords({ event }: { readonly event: SessionEvent }) {
  const { t } = useWords('host');
  const screen =
    event.detail === undefined ? t('event.screen') : t('event.screenWhat', { what: event.detail });
  const what = event.capability === 'screen' ? screen : t('event.findings');
  return <span>{t(`event.${event.what}`, { what })}</span>;
}
