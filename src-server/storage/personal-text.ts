import { sql, type Kysely } from 'kysely';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import type { Database } from './open-database.ts';
import { tableKeys, type TableName } from './table-keys.ts';
import type { Tables } from './tables.ts';

/**
 * Where a person's name or address may stand, in every table. A new column stands in one of the two, or a test fails: so
 * nothing is kept that an erasure does not know. // HD-23
 */
interface TextColumns {
  /** Written by people: names and addresses of an erased person are taken out. */
  readonly free?: readonly string[];
  /** Ids, states, hashes, settings, and what members say about themselves. */
  readonly plain?: readonly string[];
}

export const personalText = {
  server_state: { plain: ['name', 'value'] },
  organisation: { plain: ['id', 'name'] },
  member: { plain: ['name', 'email', 'role', 'password_hash'] },
  login: { plain: ['member_id', 'method'] },
  api_token: { plain: ['member_id', 'name', 'token_hash', 'scopes'] },
  passkey: { plain: ['member_id', 'name', 'credential_id', 'public_key', 'transports'] },
  sign_in_request: { plain: ['kind', 'member_id', 'data'] },
  sign_in_policy: {},
  oidc_provider: {
    plain: ['issuer', 'client_id', 'secret', 'secret_ends_in', 'domains', 'role_claim', 'roles'],
  },
  oidc_link: { plain: ['member_id'] },
  invitation: { plain: ['email', 'role', 'invited_by'] },
  // holds ids only, and a change would break the chain // HD-4
  audit: { plain: ['actor_id', 'action', 'detail', 'hash'] },
  audit_head: { plain: ['hash', 'key_id', 'signature'] },
  queue: { plain: ['name'] },
  requester: { free: ['name', 'email'] },
  ticket: {
    free: ['subject', 'device', 'tags'],
    plain: [
      'state',
      'priority',
      'queue_id',
      'requester_id',
      'assignee_id',
      'merged_into_id',
      'idempotency_key',
      'due_goal',
    ],
  },
  ticket_tag: {},
  ticket_watcher: {},
  ticket_link: {},
  message: {
    free: ['author_name', 'body'],
    plain: ['ticket_id', 'kind', 'author_type', 'author_id', 'idempotency_key'],
  },
  attachment: { free: ['name'], plain: ['message_id', 'uploaded_by', 'type', 'sha256'] },
  history: {
    free: ['author_name', 'old_value', 'new_value'],
    plain: ['ticket_id', 'author_type', 'author_id', 'what'],
  },
  connector: { plain: ['name', 'settings', 'mapping', 'secrets'] },
  outbox_lane: { plain: ['connector_id', 'lane', 'remote'] },
  outbox_entry: {
    free: ['action', 'trouble'],
    plain: ['connector_id', 'lane', 'key', 'state', 'token'],
  },
  help_request: { free: ['name'], plain: ['ticket_id', 'queue_id', 'secret_hash', 'state'] },
  sla_settings: { plain: ['calendars', 'policies', 'recount_after'] },
  // what members make for everybody is theirs
  macro: { plain: ['name', 'kind', 'text', 'actions'] },
  saved_view: { plain: ['owner_id', 'name', 'query'] },
  article: { plain: ['slug', 'language', 'title', 'state', 'content', 'updated_by'] },
  article_version: { plain: ['content', 'by_name'] },
  article_vote: { plain: ['article_id', 'ticket_id'] },
  article_picture: { plain: ['type'] },
  satisfaction: { free: ['comment'], plain: ['token_hash', 'session_id'] },
  webhook: { plain: ['name', 'url', 'events', 'secret', 'secret_ends_in'] },
  webhook_delivery: { plain: ['webhook_id', 'event', 'ticket_id', 'state', 'reason'] },
  retention: {},
  weekly_report: { plain: ['time_zone'] },
  mail_settings: { plain: ['sending', 'password', 'acknowledge_text'] },
  mail_address: { plain: ['address', 'name', 'queue_id'] },
  mail_in: {
    free: ['from_address', 'subject', 'mail_id'],
    plain: ['key', 'ticket_id', 'address_id', 'outcome'],
  },
  mail_out: {
    free: ['text', 'to_name', 'to_address', 'trouble'],
    plain: ['ticket_id', 'message_id', 'from_name', 'from_address', 'random', 'mail_id', 'state', 'token'],
  },
} as const satisfies Readonly<Record<TableName, TextColumns>>;

/** Rows that are looked at in one step. */
const ROWS = 200;

/**
 * Replaces these words wherever people wrote them in an organisation, whatever the case; answers the tickets whose words
 * have to be indexed anew.
 */
export async function scrubEverywhere(
  tx: Kysely<Tables>,
  kind: Database['kind'],
  tenantId: Id,
  words: readonly string[],
  by: string,
): Promise<ReadonlySet<Id>> {
  const touched = new Set<Id>();
  for (const [table, columns] of Object.entries(personalText) as [TableName, TextColumns][])
    for (const column of columns.free ?? [])
      for (const word of words)
        for (const id of await scrubColumn(tx, { kind, tenantId, table, column }, word, by)) touched.add(id);
  return touched;
}

interface Place {
  readonly kind: Database['kind'];
  readonly tenantId: Id;
  readonly table: TableName;
  readonly column: string;
}

async function scrubColumn(
  tx: Kysely<Tables>,
  { kind, tenantId, table, column }: Place,
  word: string,
  by: string,
): Promise<readonly Id[]> {
  const like = sql.raw(kind === 'postgres' ? 'ilike' : 'like');
  const pattern = `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`).replaceAll(/\s+/gu, '%')}%`;
  const keys: readonly string[] = tableKeys[table];
  const ticketColumn = table === 'ticket' ? 'id' : table === 'message' ? 'ticket_id' : null;
  const touched: Id[] = [];
  let after = '';
  for (;;) {
    const { rows } = await sql<Record<string, string>>`
      select * from ${sql.table(table)} where tenant_id = ${tenantId} and ${sql.ref(keys[1] ?? '')} > ${after}
        and ${sql.ref(column)} ${like} ${pattern} escape '\\' order by ${sql.ref(keys[1] ?? '')} limit ${ROWS}`.execute(
      tx,
    );
    for (const row of rows) {
      const text = row[column] ?? '';
      const clean = without(text, word, by);
      if (clean === text) continue;
      await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${clean}
        where tenant_id = ${tenantId} and ${sql.ref(keys[1] ?? '')} = ${row[keys[1] ?? '']}`.execute(tx);
      if (ticketColumn !== null) touched.push(row[ticketColumn] ?? '');
    }
    if (rows.length < ROWS) return touched;
    after = rows.at(-1)?.[keys[1] ?? ''] ?? '';
  }
}

/** The word with any space between its parts, in any case, and not as a part of a longer one. */
export function without(text: string, word: string, by: string): string {
  const parts = word.split(/\s+/u).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`));
  return text.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])${parts.join('\\s+')}(?![\\p{L}\\p{N}])`, 'giu'), by);
}
