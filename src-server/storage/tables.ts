import type { MailAddressTable, MailInTable, MailOutTable, MailSettingsTable } from './mail-tables.ts';
import type {
  OidcLinkTable,
  OidcProviderTable,
  PasskeyTable,
  SignInPolicyTable,
  SignInRequestTable,
} from './sign-in-tables.ts';
import type { LearningTables } from './learning-tables.ts';

/*
 * The tables, the same in both databases. Every key begins with the organisation. Times are milliseconds since 1970 UTC,
 * yes and no are 1 and 0, lists and objects are JSON text: what both databases hold alike. // HD-1
 */

export interface OrganisationTable {
  id: string;
  name: string;
  created_at: number;
  /** The number that the next ticket gets. */
  next_number: number;
}

export interface MemberTable {
  tenant_id: string;
  id: string;
  name: string;
  email: string;
  role: string;
  active: number;
  created_at: number;
  last_seen_at: number | null;
  password_hash: string | null;
}

export interface LoginTable {
  /** SHA-256 of the cookie's value, in hex: a stolen database signs nobody in. */
  token_hash: string;
  tenant_id: string;
  member_id: string;
  method: string;
  created_at: number;
  last_used_at: number;
  expires_at: number;
  /** When a passkey or the password last proved who it is. */
  proved_at: number | null;
}

export interface ApiTokenTable {
  tenant_id: string;
  id: string;
  member_id: string;
  name: string;
  /** SHA-256 of the token, in hex. */
  token_hash: string;
  /** Permissions, as JSON text. */
  scopes: string;
  created_at: number;
  expires_at: number;
  last_used_at: number | null;
}

export interface InvitationTable {
  token_hash: string;
  tenant_id: string;
  email: string;
  role: string;
  invited_by: string | null;
  created_at: number;
  expires_at: number;
}

export interface AuditTable {
  tenant_id: string;
  seq: number;
  at: number;
  actor_id: string | null;
  action: string;
  detail: string;
  hash: string;
}

/** A signed head of an organisation's chain; see desk/audit-heads.ts. */
export interface AuditHeadTable {
  tenant_id: string;
  seq: number;
  at: number;
  hash: string;
  key_id: string;
  signature: string;
}

/** What concerns the whole server. */
export interface ServerStateTable {
  name: string;
  value: string;
}

export interface QueueTable {
  tenant_id: string;
  id: string;
  name: string;
  public: number;
  position: number;
}

export interface RequesterTable {
  tenant_id: string;
  id: string;
  name: string;
  email: string | null;
  created_at: number;
}

export interface TicketTable {
  tenant_id: string;
  id: string;
  number: number;
  subject: string;
  state: string;
  priority: string;
  /** 0 low to 3 urgent, to sort by. */
  priority_rank: number;
  queue_id: string;
  requester_id: string | null;
  assignee_id: string | null;
  device: string | null;
  tags: string;
  created_at: number;
  updated_at: number;
  version: number;
  merged_into_id: string | null;
  /** The clock that runs out first, and when; NEVER when none runs. */
  due_goal: string | null;
  due_at: number;
  warn_at: number;
  /** When the clocks have to be looked at again. */
  alarm_at: number;
  /** Up to when alarms have been told. */
  alarmed_at: number;
  /** Whether one of its clocks has ever run out. */
  breached: number;
  /** Made by whoever filed it: the same again is the same ticket. // HD-7 */
  idempotency_key: string | null;
}

export interface TicketTagTable {
  tenant_id: string;
  ticket_id: string;
  tag: string;
}

export interface TicketWatcherTable {
  tenant_id: string;
  ticket_id: string;
  member_id: string;
}

export interface MessageTable {
  tenant_id: string;
  id: string;
  ticket_id: string;
  kind: string;
  author_type: string;
  author_id: string | null;
  author_name: string | null;
  body: string;
  at: number;
  idempotency_key: string | null;
}

export interface AttachmentTable {
  tenant_id: string;
  id: string;
  /** Null until a message takes it; swept after a day. */
  message_id: string | null;
  uploaded_by: string | null;
  uploaded_at: number;
  name: string;
  type: string;
  size: number;
  sha256: string;
  bytes: Uint8Array;
}

export interface HistoryTable {
  tenant_id: string;
  id: string;
  ticket_id: string;
  at: number;
  author_type: string;
  author_id: string | null;
  author_name: string | null;
  what: string;
  old_value: string | null;
  new_value: string | null;
  /** The ticket's version after it. */
  version: number;
}

export interface TicketLinkTable {
  tenant_id: string;
  from_id: string;
  kind: string;
  to_id: string;
  created_at: number;
}

export interface ConnectorTable {
  tenant_id: string;
  id: string;
  name: string;
  settings: string;
  mapping: string;
  /** Sealed, with what may be shown of each. // TM-16 */
  secrets: string;
  active: number;
  /** Nothing is sent before. */
  paused_until: number;
  created_at: number;
  updated_at: number;
}

/** One ticket's actions towards another help desk, and its ticket there once it is known. */
export interface OutboxLaneTable {
  tenant_id: string;
  connector_id: string;
  lane: string;
  remote: string | null;
}

export interface OutboxEntryTable {
  tenant_id: string;
  id: string;
  /** Grows with each entry: the order within a lane. */
  position: number;
  connector_id: string;
  lane: string;
  key: string;
  action: string;
  state: string;
  attempts: number;
  since: number;
  not_before: number;
  uncertain_since: number | null;
  sent_at: number | null;
  trouble: string | null;
  /** Of the last claim: whoever has an older one changes nothing. */
  token: string | null;
  lease_until: number;
}

export interface ArticleTable {
  tenant_id: string;
  id: string;
  slug: string;
  language: string;
  title: string;
  state: string;
  /** All that its author wrote, as JSON. */
  content: string;
  version: number;
  updated_at: number;
  updated_by: string;
}

export interface ArticleVersionTable {
  tenant_id: string;
  article_id: string;
  version: number;
  content: string;
  at: number;
  by_name: string;
}

export interface ArticleVoteTable {
  tenant_id: string;
  id: string;
  article_id: string;
  /** The version that was read: an article that was mended begins anew. */
  version: number;
  ticket_id: string | null;
  helped: number;
  at: number;
}

export interface ArticlePictureTable {
  tenant_id: string;
  article_id: string;
  name: string;
  type: string;
  bytes: Uint8Array;
}

/** Somebody who waits for help, or has. */
export interface HelpRequestTable {
  tenant_id: string;
  id: string;
  ticket_id: string;
  queue_id: string;
  name: string;
  /** SHA-256 of what the person's page keeps. */
  secret_hash: string;
  state: string;
  created_at: number;
  seen_at: number;
  taken_at: number | null;
}

export interface SlaSettingsTable {
  tenant_id: string;
  version: number;
  calendars: string;
  policies: string;
  /** The last ticket that was counted anew after a change; null when all are. */
  recount_after: string | null;
}

export interface MacroTable {
  tenant_id: string;
  id: string;
  name: string;
  kind: string;
  text: string;
  actions: string;
  version: number;
}

export interface SavedViewTable {
  tenant_id: string;
  id: string;
  owner_id: string;
  name: string;
  shared: number;
  query: string;
  position: number;
}

export interface Tables extends LearningTables {
  organisation: OrganisationTable;
  member: MemberTable;
  login: LoginTable;
  api_token: ApiTokenTable;
  passkey: PasskeyTable;
  sign_in_request: SignInRequestTable;
  sign_in_policy: SignInPolicyTable;
  oidc_provider: OidcProviderTable;
  oidc_link: OidcLinkTable;
  invitation: InvitationTable;
  audit: AuditTable;
  audit_head: AuditHeadTable;
  server_state: ServerStateTable;
  queue: QueueTable;
  requester: RequesterTable;
  ticket: TicketTable;
  ticket_tag: TicketTagTable;
  ticket_watcher: TicketWatcherTable;
  ticket_link: TicketLinkTable;
  help_request: HelpRequestTable;
  sla_settings: SlaSettingsTable;
  macro: MacroTable;
  saved_view: SavedViewTable;
  message: MessageTable;
  attachment: AttachmentTable;
  history: HistoryTable;
  connector: ConnectorTable;
  outbox_lane: OutboxLaneTable;
  outbox_entry: OutboxEntryTable;
  article: ArticleTable;
  article_version: ArticleVersionTable;
  article_vote: ArticleVoteTable;
  article_picture: ArticlePictureTable;
  mail_settings: MailSettingsTable;
  mail_address: MailAddressTable;
  mail_in: MailInTable;
  mail_out: MailOutTable;
}
