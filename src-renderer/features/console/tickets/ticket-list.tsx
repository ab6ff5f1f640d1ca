import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { useStore } from 'zustand';
import type { Id } from '../../../../src-shared/helpdesk/id.ts';
import type { TicketSummary } from '../../../../src-shared/helpdesk/ticket.ts';
import { useWords } from '../../../words/i18n.ts';
import { ageWords, useNow } from '../age.ts';
import { useHelpDesk, useMay, useNames } from '../console-context.tsx';
import { DueMark, PriorityMark, StateMark } from '../marks.tsx';
import { hashOf } from '../route.ts';
import { plainKey } from '../use-shell-keys.ts';
import type { Selection } from './use-selection.ts';

interface Props {
  readonly rows: readonly TicketSummary[];
  /** These are still the old ones. */
  readonly stale: boolean;
  readonly selection: Selection;
}

/** Height of a row, in px. */
const ROW = 36;
/** So many rows before the end the next page is asked for. */
const AHEAD = 60;

/** Only the rows that can be seen are in the page, however many there are. */
export function TicketList({ rows, stale, selection }: Props) {
  const { t } = useWords('console');
  const { tickets } = useHelpDesk();
  const next = useStore(tickets, (state) => state.next);
  const total = useStore(tickets, (state) => state.total);
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised with what it returns
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
    getItemKey: (index) => rows[index]?.id ?? index,
    initialOffset: tickets.place.top,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (next !== null && last >= rows.length - AHEAD) void tickets.more();
  }, [tickets, next, last, rows.length]);
  const active = useActiveRow(rows, scroller, (index) => virtual.scrollToIndex(index), selection);
  return (
    <div
      className="c-list"
      data-stale={stale || undefined}
      role="table"
      aria-label={t('tickets.list')}
      aria-rowcount={total ?? -1}
      aria-busy={stale}
    >
      <ListHead />
      <div
        className="c-list-scroll"
        role="rowgroup"
        ref={scroller}
        onScroll={(event) => {
          tickets.place.top = event.currentTarget.scrollTop;
        }}
      >
        <div className="c-list-all" role="presentation" style={{ height: virtual.getTotalSize() }}>
          {shown.map(({ index, start }) => {
            const ticket = rows[index];
            return ticket === undefined ? null : (
              <Row
                key={ticket.id}
                ticket={ticket}
                index={index}
                top={start}
                isActive={index === active.index}
                isChosen={selection.ids.has(ticket.id)}
                onToggle={selection.toggle}
                onFocus={active.set}
              />
            );
          })}
        </div>
        {next === null ? null : <p className="c-list-more">{t('tickets.more')}</p>}
      </div>
    </div>
  );
}

/** J and K or the arrows go from row to row, X selects, / searches. Enter is the row's own link. */
function useActiveRow(
  rows: readonly TicketSummary[],
  scroller: RefObject<HTMLDivElement | null>,
  scrollTo: (index: number) => void,
  { toggle }: Selection,
) {
  const [index, setIndex] = useState(0);
  const wanted = useRef<number | null>(null);
  const now = useRef({ rows, scrollTo, toggle, index });
  const focusWanted = useCallback(() => {
    if (wanted.current === null) return;
    const link = scroller.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"] a`);
    if (link === null || link === undefined) return; // the row comes into the page with a later drawing
    wanted.current = null;
    link.focus({ preventScroll: true });
  }, [scroller]);
  useEffect(() => {
    now.current = { rows, scrollTo, toggle, index };
    focusWanted();
  });
  useEffect(() => {
    const goTo = (step: number) => {
      const { rows, scrollTo, index } = now.current;
      const inList = scroller.current?.contains(document.activeElement) === true;
      const next = inList ? Math.max(0, Math.min(rows.length - 1, index + step)) : index;
      wanted.current = next;
      scrollTo(next);
      setIndex(next);
      focusWanted();
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const { rows, toggle, index } = now.current;
      const key = plainKey(event);
      const step = steps[key ?? ''];
      if (step !== undefined) goTo(step);
      else if (key === 'x') {
        const id = rows[index]?.id;
        if (id !== undefined) toggle(id);
      } else if (key === '/') document.querySelector<HTMLElement>('[data-key="search"]')?.focus();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [scroller, focusWanted]);
  return { index, set: setIndex };
}

const steps: Readonly<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

function ListHead() {
  const { t } = useWords('console');
  return (
    <div role="rowgroup">
      <div className="c-list-row c-list-head" role="row">
        <span role="columnheader" className="c-cell-pick">
          <span className="visually-hidden">{t('tickets.chosen', { count: 0 })}</span>
        </span>
        {(['state', 'number', 'subject', 'requester', 'queue', 'assignee', 'age'] as const).map((name) => (
          <span key={name} role="columnheader" className={`c-cell-${name}`}>
            {t(`tickets.columns.${name}`)}
          </span>
        ))}
      </div>
    </div>
  );
}

interface RowProps {
  readonly ticket: TicketSummary;
  readonly index: number;
  /** Distance from the top of the list, in px. */
  readonly top: number;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly onToggle: (id: Id) => void;
  readonly onFocus: (index: number) => void;
}

const Row = memo(function Row({ ticket, index, top, isActive, isChosen, onToggle, onFocus }: RowProps) {
  const { t } = useWords('console');
  const now = useNow();
  const { memberName, queueName } = useNames();
  const mayWrite = useMay('tickets.write');
  const { number, subject, state, priority } = ticket;
  return (
    <div
      className="c-list-row"
      role="row"
      aria-rowindex={index + 1}
      data-index={index}
      data-active={isActive || undefined}
      data-chosen={isChosen || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span role="cell" className="c-cell-pick">
        {mayWrite ? (
          <input
            type="checkbox"
            tabIndex={isActive ? 0 : -1}
            aria-label={t('tickets.select', { number })}
            checked={isChosen}
            onChange={() => onToggle(ticket.id)}
          />
        ) : null}
      </span>
      <span role="cell" className="c-cell-state">
        <StateMark state={state} />
      </span>
      <span role="cell" className="c-cell-number">
        {number}
      </span>
      <span role="cell" className="c-cell-subject">
        <PriorityMark priority={priority} quiet />
        <a
          href={hashOf({ page: 'ticket', id: ticket.id })}
          tabIndex={isActive ? 0 : -1}
          title={subject}
          onFocus={() => onFocus(index)}
        >
          {subject}
        </a>
        <DueMark due={ticket.due} />
      </span>
      <span role="cell" className="c-cell-requester">
        {ticket.requester?.name ?? ''}
      </span>
      <span role="cell" className="c-cell-queue">
        {queueName(ticket.queueId) ?? ''}
      </span>
      <span role="cell" className="c-cell-assignee">
        {memberName(ticket.assigneeId) ?? ''}
      </span>
      <span role="cell" className="c-cell-age">
        {ageWords(ticket.createdAt, now)}
      </span>
    </div>
  );
});
