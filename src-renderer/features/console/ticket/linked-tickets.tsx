import type { LinkedTicket } from '../../../../src-shared/helpdesk/ticket.ts';
import { useWords } from '../../../words/i18n.ts';
import { StateMark } from '../marks.tsx';
import { hashOf } from '../route.ts';

/** Other tickets that this one hangs together with. */
export function LinkedTickets({ links }: { readonly links: readonly LinkedTicket[] }) {
  const { t } = useWords('console');
  if (links.length === 0) return null;
  return (
    <section className="c-linked" aria-labelledby="c-linked-title">
      <h2 id="c-linked-title">{t('linked.title')}</h2>
      <ul>
        {links.map(({ kind, id, number, subject, state }) => (
          <li key={`${kind} ${id}`}>
            <span className="c-quiet">{t(`linked.kind.${kind}`)}</span>
            <a className="c-link" href={hashOf({ page: 'ticket', id })}>
              #{number} {subject}
            </a>
            <StateMark state={state} />
          </li>
        ))}
      </ul>
    </section>
  );
}
