import type { Automatic } from '../domain/incoming-mail.ts';
import type { MailLimits } from './mail-limits.ts';

/** Marks each mail we send, so that it is known when it comes back. */
export const LOOP_HEADER = 'x-alongside-sent-by';

/** The head of a mail, by lower-case name; values unfolded, several where there were several. */
export type MailHead = ReadonlyMap<string, readonly string[]>;

export interface AutomaticInput {
  readonly head: MailHead;
  readonly from: string;
  /** From the SMTP conversation; null where it is not known. Empty is the sender of bounces. */
  readonly envelopeFrom: string | null;
  /** Our own addresses, lower case. */
  readonly ours: ReadonlySet<string>;
  readonly limits: Pick<MailLimits, 'maxHops'>;
}

/** Whether a machine wrote this mail, the worst first (RFC 3834, RFC 3464, and what mail programs do besides). */
export function automaticOf({ head, from, envelopeFrom, ours, limits }: AutomaticInput): Automatic | null {
  const first = (name: string): string => (head.get(name)?.[0] ?? '').toLowerCase();
  if (head.has(LOOP_HEADER) || ours.has(from)) return 'loop';
  if ((head.get('received')?.length ?? 0) > limits.maxHops) return 'loop';
  if (isBounce(first, from, envelopeFrom)) return 'bounce';
  const submitted = first('auto-submitted').split(';')[0]?.trim() ?? '';
  if (submitted !== '' && submitted !== 'no') return 'auto-reply';
  if (
    autoReplyHeaders.some((name) => head.has(name)) ||
    /^(?:auto_reply|auto-reply)\b/u.test(first('precedence'))
  )
    return 'auto-reply';
  if (bulkHeaders.some((name) => head.has(name)) || /^(?:bulk|junk|list)\b/u.test(first('precedence')))
    return 'bulk';
  return null;
}

const autoReplyHeaders = ['x-autoreply', 'x-autorespond', 'x-autoresponse', 'x-auto-reply'];
const bulkHeaders = ['list-id', 'list-unsubscribe', 'list-post', 'feedback-id'];

function isBounce(first: (name: string) => string, from: string, envelopeFrom: string | null): boolean {
  const type = first('content-type');
  return (
    envelopeFrom === '' ||
    first('return-path').trim() === '<>' ||
    (type.startsWith('multipart/report') && type.includes('delivery-status')) ||
    /^(?:mailer-daemon|postmaster)@/u.test(from)
  );
}
