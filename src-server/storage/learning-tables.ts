/** What is learned from tickets, and what is told to others about them. */
export interface LearningTables {
  satisfaction: SatisfactionTable;
  retention: RetentionTable;
  weekly_report: WeeklyReportTable;
  webhook: WebhookTable;
  webhook_delivery: WebhookDeliveryTable;
}

export interface SatisfactionTable {
  tenant_id: string;
  /** One question a ticket. */
  ticket_id: string;
  /** SHA-256 of the link's secret, in hex; null when only a session asked. */
  token_hash: string | null;
  session_id: string | null;
  asked_at: number;
  answered_at: number | null;
  good: number | null;
  comment: string;
}

export interface WebhookTable {
  tenant_id: string;
  id: string;
  name: string;
  url: string;
  events: string;
  active: number;
  /** Sealed: the server's key opens it. */
  secret: string;
  secret_ends_in: string;
  created_at: number;
  /** Up to when changes of tickets have been looked for. */
  seen_at: number;
}

export interface WebhookDeliveryTable {
  tenant_id: string;
  id: string;
  webhook_id: string;
  event: string;
  ticket_id: string;
  ticket_version: number;
  state: string;
  attempts: number;
  at: number;
  next_at: number;
  /** Whoever sends it has it until then. */
  leased_until: number;
  reason: string | null;
}

export interface RetentionTable {
  tenant_id: string;
  closed_months: number | null;
  /** When somebody counted what the rule would take. */
  looked_at: number | null;
  runs: number;
}

export interface WeeklyReportTable {
  tenant_id: string;
  active: number;
  time_zone: string;
  /** Where the week begins that went out last. */
  sent_for: number;
}
