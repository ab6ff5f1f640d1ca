/** How much one mail may be. Sizes in bytes; what is over a limit is refused or left out, and said so. */
export interface MailLimits {
  readonly maxBytes: number;
  /** Of the head of the mail or of any part. */
  readonly maxHeadBytes: number;
  readonly maxParts: number;
  /** Parts within parts. */
  readonly maxDepth: number;
  readonly maxAttachments: number;
  readonly maxAttachmentBytes: number;
  /** Characters of text that are kept. */
  readonly maxText: number;
  /** Characters of HTML that are read at all. */
  readonly maxHtml: number;
  /** Mails named before this one in its thread. */
  readonly maxReferences: number;
  readonly maxAddresses: number;
  /** Servers that have passed it on: more means it goes round. */
  readonly maxHops: number;
}

export const defaultMailLimits: MailLimits = {
  maxBytes: 25 * 1024 * 1024,
  maxHeadBytes: 128 * 1024,
  maxParts: 200,
  maxDepth: 20,
  maxAttachments: 20,
  maxAttachmentBytes: 20 * 1024 * 1024,
  maxText: 90_000,
  maxHtml: 2_000_000,
  maxReferences: 100,
  maxAddresses: 100,
  maxHops: 40,
};
