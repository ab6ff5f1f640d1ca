import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { TicketQuery } from '../../../../src-shared/helpdesk/api/ticket-routes.ts';
import { priorities, ticketStates, type TicketState } from '../../../../src-shared/helpdesk/ticket.ts';
import { ticketSorts } from '../../../../src-shared/helpdesk/api/ticket-routes.ts';
import type { TicketFilters } from '../../../helpdesk/ticket-filters.ts';
import { Button } from '../../../ui/button.tsx';
import { Select, type SelectChoice } from '../../../ui/select.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useNames } from '../console-context.tsx';
import { go, goInstead } from '../use-route.ts';

const UNSOLVED = 'new,open,waiting,reopened';
const DUE = 'new,reopened';
/** How long typing rests before the list follows, in ms. */
const REST_MS = 180;

export function useClearFilters(): () => void {
  return () => go({ page: 'tickets', filters: { sort: 'updated' } });
}

/** What is shown, as a row of choices. Each stands in the address; "back" takes the last one back. */
export function FilterRow({ filters }: { readonly filters: TicketFilters }) {
  const { t } = useWords('console');
  const set = (change: Partial<TicketFilters>) => go({ page: 'tickets', filters: { ...filters, ...change } });
  const choices = useChoices(filters);
  const clear = useClearFilters();
  const hasAny = Object.keys(filters).some((name) => name !== 'sort');
  return (
    <div className="c-filters" role="search" aria-label={t('tickets.filters')}>
      <SearchBox filters={filters} />
      {(['state', 'priority', 'queue', 'assignee'] as const).map((name) => (
        <Select
          key={name}
          label={t(`tickets.${name}`)}
          value={filters[name] ?? ''}
          items={choices[name]}
          onChange={(value) => set({ [name]: value === '' ? undefined : value })}
        />
      ))}
      <Select<TicketQuery['sort']>
        label={t('tickets.sort')}
        value={filters.sort}
        items={ticketSorts.map((id) => ({ id, label: t(`tickets.sorts.${id}`) }))}
        onChange={(sort) => set({ sort })}
      />
      {filters.tag === undefined ? null : (
        <Chip label={t('tickets.tag', { tag: filters.tag })} onRemove={() => set({ tag: undefined })} />
      )}
      {filters.requester === undefined ? null : (
        <Chip label={t('tickets.requester')} onRemove={() => set({ requester: undefined })} />
      )}
      {hasAny ? (
        <Button look="quiet" size="inline" onClick={clear}>
          {t('tickets.clear')}
        </Button>
      ) : null}
    </div>
  );
}

function Chip({ label, onRemove }: { readonly label: string; readonly onRemove: () => void }) {
  const { t } = useWords('console');
  return (
    <Button
      size="inline"
      iconEnd={<X size={14} aria-hidden="true" />}
      aria-label={t('tickets.clearOne', { what: label })}
      onClick={onRemove}
    >
      {label}
    </Button>
  );
}

function useChoices(filters: TicketFilters) {
  const { t } = useWords('console');
  const { members, queues } = useNames();
  const named = ticketStates.map((id) => ({ id: id as string, label: t(`state.${id}`) }));
  const state: SelectChoice<string>[] = [
    { id: '', label: t('tickets.any.state') },
    { id: UNSOLVED, label: t('tickets.states.unsolved') },
    { id: DUE, label: t('tickets.states.due') },
    ...named,
  ];
  const asked = filters.state ?? '';
  if (!state.some(({ id }) => id === asked))
    state.push({
      id: asked,
      label: asked
        .split(',')
        .filter(isState)
        .map((one) => t(`state.${one}`))
        .join(', '),
    });
  return {
    state,
    priority: [
      { id: '', label: t('tickets.any.priority') },
      ...priorities.map((id) => ({ id: id as string, label: t(`priority.${id}`) })),
    ],
    queue: [
      { id: '', label: t('tickets.any.queue') },
      ...queues.map(({ id, name }) => ({ id, label: name })),
    ],
    assignee: [
      { id: '', label: t('tickets.any.assignee') },
      { id: 'me', label: t('tickets.me') },
      { id: 'nobody', label: t('nobody') },
      ...members.map(({ id, name }) => ({ id, label: name })),
    ],
  };
}

function isState(text: string): text is TicketState {
  return ticketStates.some((one) => one === text);
}

/** Follows the typing once it rests; what is typed is never overwritten by what arrives. */
function SearchBox({ filters }: { readonly filters: TicketFilters }) {
  const { t } = useWords('console');
  const [text, setText] = useState(filters.text ?? '');
  const sent = useRef(filters.text ?? '');
  const asked = filters.text ?? '';
  useEffect(() => {
    if (asked === sent.current) return; // our own words, come back
    sent.current = asked;
    setText(asked);
  }, [asked]);
  useEffect(() => {
    const words = text.trim();
    if (words === sent.current) return undefined;
    const timer = setTimeout(() => {
      sent.current = words;
      goInstead({ page: 'tickets', filters: { ...filters, text: words === '' ? undefined : words } });
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [text, filters]);
  return (
    <div className="c-search">
      <Search size={16} aria-hidden="true" />
      <input
        type="search"
        data-key="search"
        aria-label={t('tickets.search')}
        placeholder={t('tickets.search')}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </div>
  );
}
