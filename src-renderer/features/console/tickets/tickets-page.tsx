import './tickets.css';
import { Plus } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { TicketFilters } from '../../../helpdesk/ticket-filters.ts';
import { ArrivalHeading } from '../../../ui/arrival.tsx';
import { Button } from '../../../ui/button.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useHelpDesk, useMay } from '../console-context.tsx';
import { Loading, ProblemNote } from '../problem-note.tsx';
import { problemWords } from '../problem-words.ts';
import { useShellDialog } from '../shell-context.ts';
import { useTitle } from '../use-route.ts';
import { BulkBar } from './bulk-bar.tsx';
import { FilterRow, useClearFilters } from './filter-row.tsx';
import { TicketList } from './ticket-list.tsx';
import { useSelection } from './use-selection.ts';

/** All tickets that fit the filters, which stand in the address. */
export function TicketsPage({ filters }: { readonly filters: TicketFilters }) {
  const { t } = useWords('console');
  const { tickets, live } = useHelpDesk();
  const total = useStore(tickets, (state) => state.total);
  const stale = useStore(tickets, (state) => state.stale);
  const selection = useSelection();
  useTitle(t('tickets.title'));
  const { clear } = selection;
  useEffect(() => {
    void tickets.show(filters);
    clear(); // nothing is done to tickets that cannot be seen
  }, [tickets, filters, clear]);
  useEffect(
    () =>
      live.on(
        () => void tickets.again(),
        ({ type }) => type === 'ticket.changed',
      ),
    [tickets, live],
  );
  return (
    <div className="c-tickets">
      <div className="c-page-head">
        <div className="c-tickets-title">
          <ArrivalHeading className="c-title">{t('tickets.title')}</ArrivalHeading>
          <p className="c-lead" role="status">
            {total === null || stale ? null : t('tickets.count', { count: total })}
          </p>
        </div>
        <NewTicket />
      </div>
      <FilterRow filters={filters} />
      {selection.ids.size === 0 ? null : <BulkBar selection={selection} />}
      <Body filters={filters} selection={selection} />
    </div>
  );
}

function NewTicket() {
  const { t } = useWords('console');
  const show = useShellDialog();
  if (!useMay('tickets.write')) return null;
  return (
    <Button
      look="primary"
      size="desk"
      icon={<Plus size={16} aria-hidden="true" />}
      onClick={() => show('new-ticket')}
    >
      {t('home.newTicket')}
    </Button>
  );
}

interface BodyProps {
  readonly filters: TicketFilters;
  readonly selection: ReturnType<typeof useSelection>;
}

function Body({ filters, selection }: BodyProps) {
  const { t } = useWords('console');
  const { tickets } = useHelpDesk();
  const { rows, total, stale, error } = useStore(tickets);
  const clear = useClearFilters();
  const hasFilters = Object.keys(filters).some((name) => name !== 'sort');
  if (total === null)
    return error === null ? (
      <Loading>{t('tickets.loading')}</Loading>
    ) : (
      <ProblemNote problem={error} onRetry={() => void tickets.again()} />
    );
  return (
    <>
      {error === null ? null : (
        <ProblemNote
          problem={t('tickets.old', { why: problemWords(error) })}
          onRetry={() => void tickets.again()}
        />
      )}
      {rows.length === 0 && !stale ? (
        <div className="c-empty c-empty-frame">
          <p>{t(hasFilters ? 'tickets.emptyFiltered' : 'tickets.empty')}</p>
          {hasFilters ? (
            <Button size="desk" onClick={clear}>
              {t('tickets.clear')}
            </Button>
          ) : null}
        </div>
      ) : (
        <TicketList rows={rows} stale={stale} selection={selection} />
      )}
    </>
  );
}
