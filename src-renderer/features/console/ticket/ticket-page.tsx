import './ticket.css';
import { ArrowLeft } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Id } from '../../../../src-shared/helpdesk/id.ts';
import type { Ticket } from '../../../../src-shared/helpdesk/ticket.ts';
import { ArrivalHeading } from '../../../ui/arrival.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useHelpDesk, useIdentity, useMay } from '../console-context.tsx';
import { DueMark, StateMark } from '../marks.tsx';
import { Loading, ProblemNote } from '../problem-note.tsx';
import { problemWords } from '../problem-words.ts';
import { hashOf } from '../route.ts';
import { plainKey } from '../use-shell-keys.ts';
import { useTitle } from '../use-route.ts';
import { Composer } from './composer.tsx';
import { ConflictCard } from './conflict-card.tsx';
import { Conversation } from './conversation.tsx';
import { FieldsPanel } from './fields-panel.tsx';
import { LinkedTickets } from './linked-tickets.tsx';
import { HistoryList } from './history-list.tsx';
import { PresentLine } from './present-line.tsx';
import { SubjectLine } from './subject-line.tsx';
import { TicketContext, useTicketState, useTicketStore } from './ticket-context.ts';

/** Arrives with the first ticket: what draws articles is large. */
const TicketHelp = lazy(async () => ({ default: (await import('./ticket-help.tsx')).TicketHelp }));

/** One ticket: what was said, what to say next, and what is known about it. */
export function TicketPage({ id }: { readonly id: Id }) {
  const desk = useHelpDesk();
  const [store] = useState(() => desk.openTicket(id));
  useEffect(() => {
    void store.load();
    return desk.live.on(
      () => void store.load(),
      (news) => news.id === id,
    );
  }, [store, desk, id]);
  const ticket = useStore(store, (state) => state.ticket);
  return (
    <TicketContext value={store}>{ticket === null ? <NotYet /> : <Loaded ticket={ticket} />}</TicketContext>
  );
}

function NotYet() {
  const { t } = useWords('console');
  const store = useTicketStore();
  const error = useTicketState((state) => state.error);
  useTitle(t(error === null ? 'ticket.loading' : 'lost.title'));
  return (
    <div className="c-page">
      <BackLink />
      {error === null ? (
        <Loading>{t('ticket.loading')}</Loading>
      ) : (
        <>
          <ArrivalHeading className="c-title">{t('lost.title')}</ArrivalHeading>
          <ProblemNote problem={error} onRetry={() => void store.load()} />
        </>
      )}
    </div>
  );
}

function Loaded({ ticket }: { readonly ticket: Ticket }) {
  const { t } = useWords('console');
  const store = useTicketStore();
  const mayWrite = useMay('tickets.write');
  const mayReadArticles = useMay('knowledge.read');
  const error = useTicketState((state) => state.error);
  const refused = useTicketState((state) => state.refused);
  useTitle(t('ticket.title', { number: `#${ticket.number}`, subject: ticket.subject }));
  useTicketKeys(mayWrite);
  return (
    <div className="c-ticket">
      <section className="c-ticket-main">
        <header className="c-ticket-head">
          <BackLink />
          <p className="c-ticket-number">
            {t('ticket.number', { number: ticket.number })} <StateMark state={ticket.state} />{' '}
            <DueMark due={ticket.due} always />
          </p>
          <PresentLine />
          <SubjectLine ticket={ticket} mayWrite={mayWrite} />
        </header>
        <div
          className="c-ticket-scroll"
          ref={useScrollToNewest(ticket)}
          role="region"
          aria-label={t('ticket.conversation')}
          tabIndex={0}
        >
          {error === null ? null : (
            <ProblemNote
              problem={t('ticket.old', { why: problemWords(error) })}
              onRetry={() => void store.load()}
            />
          )}
          <MergedNote ticket={ticket} />
          <Conversation messages={ticket.messages} requesterId={ticket.requester?.id ?? null} />
        </div>
        {mayWrite ? <Composer ticket={ticket} /> : null}
      </section>
      <aside className="c-ticket-side" aria-label={t('ticket.details')}>
        <ConflictCard />
        {refused === null ? null : (
          <ProblemNote problem={t('ticket.refused', { why: problemWords(refused) })} />
        )}
        <FieldsPanel ticket={ticket} mayWrite={mayWrite} />
        <LinkedTickets links={ticket.links} />
        {mayReadArticles ? (
          <Suspense fallback={null}>
            <TicketHelp ticketId={ticket.id} />
          </Suspense>
        ) : null}
        <HistoryList history={ticket.history} />
      </aside>
    </div>
  );
}

/** How near to its end a conversation counts as read to its end, in px. */
const NEAR = 80;

/** Opens at the newest message and stays there; who has scrolled up to read is left alone. */
function useScrollToNewest({ messages }: Ticket) {
  const isEmpty = messages.length === 0;
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = scroller.current;
    const content = element?.querySelector('.c-messages');
    if (element === null || content == null) return undefined;
    let atEnd = true;
    const note = () => {
      atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
    };
    const follow = () => {
      if (atEnd) element.scrollTop = element.scrollHeight;
    };
    const sizes = new ResizeObserver(follow); // the words arrive later than their place
    sizes.observe(content);
    sizes.observe(element);
    element.addEventListener('scroll', note);
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', note);
    };
  }, [isEmpty]);
  return scroller;
}

function BackLink() {
  const { t } = useWords('console');
  const { tickets } = useHelpDesk();
  const filters = useStore(tickets, (state) => state.filters);
  return (
    <a className="c-link c-back" href={hashOf({ page: 'tickets', filters })}>
      <ArrowLeft size={16} aria-hidden="true" /> {t('ticket.back')}
    </a>
  );
}

function MergedNote({ ticket: { mergedIntoId } }: { readonly ticket: Ticket }) {
  const { t } = useWords('console');
  if (mergedIntoId === null) return null;
  return (
    <ProblemNote problem={t('ticket.merged')}>
      <a className="c-link" href={hashOf({ page: 'ticket', id: mergedIntoId })}>
        {t('ticket.mergedOpen')}
      </a>
    </ProblemNote>
  );
}

/** R writes a reply, I an internal note, T takes the ticket. */
function useTicketKeys(mayWrite: boolean): void {
  const store = useTicketStore();
  const { member } = useIdentity();
  useEffect(() => {
    if (!mayWrite) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      const key = plainKey(event);
      if (key === 'r' || key === 'i') {
        store.setDraft({ kind: key === 'r' ? 'public' : 'internal' });
        document.querySelector<HTMLElement>('[data-key="composer"]')?.focus();
      } else if (key === 't') void store.change({ assigneeId: member.id });
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [store, member.id, mayWrite]);
}
