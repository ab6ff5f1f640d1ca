/** Somebody, as a mail names them. Nobody vouches for it. */
export interface MailPerson {
  readonly name: string;
  /** Lower case. */
  readonly address: string;
}

export interface MailAttachment {
  readonly name: string;
  /** As the mail says; what it really is, its first bytes say. */
  readonly type: string;
  readonly bytes: Uint8Array;
  /** A picture within the text. */
  readonly inline: boolean;
}

/**
 * Why nobody wrote this mail by hand. To such a mail no automatic answer ever goes out, and it opens no ticket again:
 * `loop` and `bounce` only show on the ticket they belong to.
 */
export type Automatic = 'auto-reply' | 'bulk' | 'bounce' | 'loop';

/** To which ticket a mail belongs. A reference that is not signed by us counts for nothing. */
export type MailTicket =
  | { readonly type: 'ticket'; readonly number: number }
  | { readonly type: 'new' }
  /** It carried the form of a reference with a wrong code: a new ticket, with a word of warning. */
  | { readonly type: 'forged' };

/** One mail, taken apart and bounded. All texts are others'. */
export interface IncomingMail {
  /** Without angle brackets; null when it has none. The same id twice is the same mail. */
  readonly messageId: string | null;
  readonly from: MailPerson;
  /** Where an answer goes, when that is not `from`. */
  readonly replyTo: MailPerson | null;
  readonly to: readonly MailPerson[];
  readonly cc: readonly MailPerson[];
  readonly subject: string;
  /** Epoch ms, by the sender's clock; null when it does not say or says nonsense. */
  readonly sentAt: number | null;
  /** Markdown: what is new. Empty when there was no text. */
  readonly text: string;
  /** Markdown: what was written before. */
  readonly quoted: string | null;
  /** Longer than the limit: the rest is only in the mail itself. */
  readonly cut: boolean;
  readonly attachments: readonly MailAttachment[];
  /** Left out, with the reason; the ticket says so. */
  readonly leftOut: readonly { readonly name: string; readonly why: 'too-many' | 'too-large' }[];
  readonly inReplyTo: string | null;
  /** Oldest first. */
  readonly references: readonly string[];
  readonly automatic: Automatic | null;
  readonly ticket: MailTicket;
}
