import type { HistoryEntry, Ticket } from '../../../../src-shared/helpdesk/ticket.ts';
import { priorities, ticketStates } from '../../../../src-shared/helpdesk/ticket.ts';
import type { Wanted } from '../../../helpdesk/ticket-store.ts';
import { words } from '../../../words/i18n.ts';
import type { useNames } from '../console-context.tsx';

type Names = ReturnType<typeof useNames>;
export type FieldName =
  | 'subject'
  | 'state'
  | 'priority'
  | 'queue'
  | 'assignee'
  | 'requester'
  | 'device'
  | 'tags'
  | 'watchers';

/** A value of the history or of a conflict as people say it: names for ids, words for codes. */
export function valueWords(what: HistoryEntry['what'], value: string | null, names: Names): string {
  if (what === 'assignee')
    return value === null ? words.t('console:nobody') : (names.memberName(value) ?? value);
  if (value === null || value === '') return words.t('console:notKnown');
  if (what === 'queue') return names.queueName(value) ?? value;
  if (what === 'state') {
    const state = ticketStates.find((one) => one === value);
    return state === undefined ? value : words.t(`console:state.${state}`);
  }
  if (what === 'priority') {
    const priority = priorities.find((one) => one === value);
    return priority === undefined ? value : words.t(`console:priority.${priority}`);
  }
  if (what === 'watchers')
    return value
      .split(', ')
      .map((id) => names.memberName(id) ?? id)
      .join(', ');
  return value;
}

/** What a change wants, field by field, beside what the ticket has now. */
export function wantedRows(mine: Wanted, ticket: Ticket, names: Names) {
  const rows: { readonly field: FieldName; readonly mine: string; readonly theirs: string }[] = [];
  const add = (field: FieldName, wanted: string | null | undefined, now: string | null) => {
    if (wanted === undefined) return;
    rows.push({ field, mine: valueWords(field, wanted, names), theirs: valueWords(field, now, names) });
  };
  add('subject', mine.subject, ticket.subject);
  add('state', mine.state, ticket.state);
  add('priority', mine.priority, ticket.priority);
  add('queue', mine.queueId, ticket.queueId);
  add('assignee', mine.assigneeId, ticket.assigneeId);
  add('device', mine.device, ticket.device);
  add('tags', mine.tags?.join(', '), ticket.tags.join(', '));
  add('watchers', mine.watcherIds?.join(', '), ticket.watcherIds.join(', '));
  return rows;
}
