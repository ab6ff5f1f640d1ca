/** How an organisation sends mail; no row: it sends none. */
export interface MailSettingsTable {
  tenant_id: string;
  /** `MailSending` of src-shared/helpdesk/mail.ts as JSON, without the password; null: nothing is sent. */
  sending: string | null;
  /** Sealed. // TM-16 */
  password: string | null;
  password_set_at: number | null;
  /** Whether the mail system hands on `help+anything@…`. */
  plus_address: number;
  acknowledge: number;
  acknowledge_text: string;
  updated_at: number;
}

/** An address of ours. No two organisations have the same: what arrives for it is known by it alone. */
export interface MailAddressTable {
  tenant_id: string;
  id: string;
  address: string;
  name: string;
  queue_id: string;
  created_at: number;
}

/** A mail that arrived: that it is taken once, and what the thread is made of. */
export interface MailInTable {
  tenant_id: string;
  id: string;
  /** The same mail has the same. */
  key: string;
  /** Null where it was set aside. */
  ticket_id: string | null;
  address_id: string;
  /** Its Message-ID, without brackets. */
  mail_id: string | null;
  from_address: string;
  subject: string;
  outcome: string;
  at: number;
}

/** A mail that goes out. Written with the message it carries; what it says of itself never changes. */
export interface MailOutTable {
  tenant_id: string;
  id: string;
  ticket_id: string;
  /** Null: `text` goes out, which a rule wrote. */
  message_id: string | null;
  text: string | null;
  from_name: string;
  from_address: string;
  to_name: string;
  to_address: string;
  /** What makes its Message-ID its own. */
  random: string;
  /** Its Message-ID, from the first try on. */
  mail_id: string | null;
  state: string;
  attempts: number;
  /** From when on it is tried, to know when to give up. */
  since: number;
  not_before: number;
  trouble: string | null;
  /** Of the last claim: whoever has an older one changes nothing. */
  token: string | null;
  lease_until: number;
  created_at: number;
  sent_at: number | null;
}
