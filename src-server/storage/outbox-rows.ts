import { trouble, type ConnectorTrouble } from '../../src-shared/helpdesk/connector-trouble.ts';
import type { RemoteTicket } from '../domain/connector.ts';
import type { OutboxAction, OutboxEntry, OutboxProgress } from '../domain/outbox-entry.ts';
import { readJson } from './read-json.ts';
import type { OutboxEntryTable } from './tables.ts';

/** A row as an entry; undefined where its action can't be read any more. */
export function toEntry(row: OutboxEntryTable): OutboxEntry | undefined {
  const action = readJson<OutboxAction | undefined>(row.action, undefined);
  if (action === undefined) return undefined;
  return {
    tenantId: row.tenant_id,
    connectorId: row.connector_id,
    lane: row.lane,
    id: row.id,
    key: row.key,
    action,
    progress: toProgress(row),
  };
}

const states = ['waiting', 'done', 'dead', 'dropped'] as const;

export function toProgress(row: OutboxEntryTable): OutboxProgress {
  return {
    state: states.find((state) => state === row.state) ?? 'dead',
    attempts: row.attempts,
    since: row.since,
    notBefore: row.not_before,
    uncertainSince: row.uncertain_since ?? undefined,
    sentAt: row.sent_at ?? undefined,
    trouble: row.trouble === null ? undefined : readJson(row.trouble, unreadable),
  };
}

export const unreadable: ConnectorTrouble = trouble(
  'validation',
  'What was stored can not be read any more.',
);

type ProgressColumns = Pick<
  OutboxEntryTable,
  'state' | 'attempts' | 'since' | 'not_before' | 'uncertain_since' | 'sent_at' | 'trouble'
>;

export function fromProgress(progress: OutboxProgress): ProgressColumns {
  return {
    state: progress.state,
    attempts: progress.attempts,
    since: progress.since,
    not_before: progress.notBefore,
    uncertain_since: progress.uncertainSince ?? null,
    sent_at: progress.sentAt ?? null,
    trouble: progress.trouble === undefined ? null : JSON.stringify(progress.trouble),
  };
}

export function toRemote(text: string | null): RemoteTicket | undefined {
  return text === null ? undefined : readJson<RemoteTicket | undefined>(text, undefined);
}
