import './home.css';
import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { workRoutes } from '../../../../src-shared/helpdesk/api/work-routes.ts';
import type { TicketSummary } from '../../../../src-shared/helpdesk/ticket.ts';
import { ArrivalHeading } from '../../../ui/arrival.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { useAnnounce } from '../../../ui/live-region.tsx';
import { useWords } from '../../../words/i18n.ts';
import { ageWords, useNow } from '../age.ts';
import { useHelpDesk, useIdentity, useMay, useNames, useResource } from '../console-context.tsx';
import { DueMark, PriorityMark, StateMark } from '../marks.tsx';
import { Loading, ProblemNote } from '../problem-note.tsx';
import { problemWords } from '../problem-words.ts';
import { hashOf, type Route } from '../route.ts';
import { useShellDialog } from '../shell-context.ts';
import { useTitle } from '../use-route.ts';

const mineRoute: Route = {
  page: 'tickets',
  filters: { assignee: 'me', state: 'new,open,reopened', sort: 'priority' },
};
const waitingRoute: Route = {
  page: 'tickets',
  filters: { assignee: 'nobody', state: 'new,reopened', sort: 'oldest' },
};

/** What waits for me, what waits for anybody, and where. */
export function HomePage() {
  const { t } = useWords('console');
  const { organisation } = useIdentity();
  const mayWrite = useMay('tickets.write');
  const show = useShellDialog();
  const { queues } = useHelpDesk();
  useTitle(t('home.title'));
  useEffect(() => void queues.refetch(), [queues]); // the shell's are those of the last look
  return (
    <div className="c-page">
      <div className="c-page-head">
        <div>
          <ArrivalHeading className="c-title">{t('home.title')}</ArrivalHeading>
          <p className="c-lead">{t('home.lead', { organisation: organisation.name })}</p>
        </div>
        {mayWrite ? (
          <Button
            look="primary"
            size="desk"
            icon={<Plus size={16} aria-hidden="true" />}
            onClick={() => show('new-ticket')}
          >
            {t('home.newTicket')}
          </Button>
        ) : null}
      </div>
      <QueueCards />
      <div className="c-home-lists">
        <ShortList which="mine" />
        <ShortList which="waiting" />
      </div>
    </div>
  );
}

function QueueCards() {
  const { t } = useWords('console');
  const { queues } = useNames();
  return (
    <section aria-labelledby="c-queues-title">
      <h2 id="c-queues-title" className="c-section-title">
        {t('home.queues')} <small>{t('home.queuesText')}</small>
      </h2>
      <ul className="c-queue-cards">
        {queues.map(({ id, name, waiting }) => (
          <li key={id}>
            <a
              className="c-queue-card"
              data-waiting={waiting > 0 || undefined}
              href={hashOf({
                page: 'tickets',
                filters: { queue: id, state: 'new,reopened', sort: 'oldest' },
              })}
            >
              <b>{waiting.toLocaleString('en-GB')}</b>
              <span>{name}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ShortList({ which }: { readonly which: 'mine' | 'waiting' }) {
  const { t } = useWords('console');
  const resource = useHelpDesk()[which];
  const { value, error } = useResource(resource);
  const route = which === 'mine' ? mineRoute : waitingRoute;
  return (
    <section aria-labelledby={`c-${which}-title`}>
      <h2 id={`c-${which}-title`} className="c-section-title">
        {t(`home.${which}`)}
        {value === null || value.total === 0 ? null : (
          <a className="c-link" href={hashOf(route)}>
            {t('home.all', { count: value.total })}
          </a>
        )}
      </h2>
      {error === null ? null : <ProblemNote problem={error} onRetry={() => void resource.refetch()} />}
      {value === null ? (
        error === null ? (
          <Loading>{t('home.loading')}</Loading>
        ) : null
      ) : (
        <Rows which={which} tickets={value.tickets} />
      )}
    </section>
  );
}

function Rows({
  which,
  tickets,
}: {
  readonly which: 'mine' | 'waiting';
  readonly tickets: readonly TicketSummary[];
}) {
  const { t } = useWords('console');
  if (tickets.length === 0)
    return (
      <Card className="c-empty">
        <p>{t(`home.${which}Empty`)}</p>
        {which === 'mine' ? (
          <a className="c-link" href={hashOf(waitingRoute)}>
            {t('home.mineEmptyWay')}
          </a>
        ) : null}
      </Card>
    );
  return (
    <Card>
      <ul className="c-short-list">
        {tickets.map((ticket) => (
          <Row key={ticket.id} ticket={ticket} take={which === 'waiting'} />
        ))}
      </ul>
    </Card>
  );
}

function Row({ ticket, take }: { readonly ticket: TicketSummary; readonly take: boolean }) {
  const { t } = useWords('console');
  const now = useNow();
  const mayWrite = useMay('tickets.write');
  const { queueName } = useNames();
  return (
    <li className="c-short-row">
      <a href={hashOf({ page: 'ticket', id: ticket.id })}>
        <b>{ticket.subject}</b>
        <span className="c-short-facts">
          <StateMark state={ticket.state} />
          <PriorityMark priority={ticket.priority} />
          <DueMark due={ticket.due} />
          <span>
            {[`#${ticket.number}`, ticket.requester?.name, queueName(ticket.queueId)]
              .filter(Boolean)
              .join(', ')}
          </span>
        </span>
      </a>
      <span className="c-short-age">{ageWords(ticket.createdAt, now)}</span>
      {take && mayWrite ? <TakeButton ticket={ticket} label={t('home.take')} /> : null}
    </li>
  );
}

function TakeButton({ ticket, label }: { readonly ticket: TicketSummary; readonly label: string }) {
  const { t } = useWords('console');
  const { api, live } = useHelpDesk();
  const announce = useAnnounce();
  const [taking, setTaking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const take = async () => {
    setTaking(true);
    const answer = await api.call(workRoutes.claim, { params: { id: ticket.id } });
    setTaking(false);
    setProblem(answer.ok ? null : problemWords(answer.error));
    if (answer.ok) announce(t('home.taken', { number: ticket.number }));
    live.nudge();
  };
  return (
    <>
      <Button
        size="inline"
        disabled={taking}
        aria-label={`${label}: ${ticket.subject}`}
        onClick={() => void take()}
      >
        {label}
      </Button>
      {problem === null ? null : <ProblemNote problem={problem} />}
    </>
  );
}
