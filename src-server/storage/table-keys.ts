import type { Tables } from './tables.ts';

export type TableName = keyof Tables;

/** Every table with its key, those that others point to first. A test compares it with what the migrations make. */
export const tableKeys = {
  server_state: ['name'],
  organisation: ['id'],
  member: ['tenant_id', 'id'],
  login: ['token_hash'],
  api_token: ['tenant_id', 'id'],
  passkey: ['tenant_id', 'id'],
  sign_in_request: ['request_hash'],
  sign_in_policy: ['tenant_id'],
  oidc_provider: ['tenant_id'],
  oidc_link: ['tenant_id', 'issuer', 'subject'],
  invitation: ['token_hash'],
  audit: ['tenant_id', 'seq'],
  audit_head: ['tenant_id', 'seq'],
  queue: ['tenant_id', 'id'],
  requester: ['tenant_id', 'id'],
  // a ticket points to the one it was merged into, which has a later number or an earlier one: checked at the end only
  ticket: ['tenant_id', 'id'],
  ticket_tag: ['tenant_id', 'ticket_id', 'tag'],
  ticket_watcher: ['tenant_id', 'ticket_id', 'member_id'],
  ticket_link: ['tenant_id', 'from_id', 'kind', 'to_id'],
  help_request: ['tenant_id', 'id'],
  sla_settings: ['tenant_id'],
  macro: ['tenant_id', 'id'],
  saved_view: ['tenant_id', 'id'],
  message: ['tenant_id', 'id'],
  attachment: ['tenant_id', 'id'],
  history: ['tenant_id', 'id'],
  connector: ['tenant_id', 'id'],
  outbox_lane: ['tenant_id', 'connector_id', 'lane'],
  outbox_entry: ['tenant_id', 'id'],
  article: ['tenant_id', 'id'],
  article_version: ['tenant_id', 'article_id', 'version'],
  article_vote: ['tenant_id', 'id'],
  article_picture: ['tenant_id', 'article_id', 'name'],
} as const satisfies Readonly<Record<TableName, readonly string[]>>;
