import MailComposer from 'nodemailer/lib/mail-composer';
import { LOOP_HEADER } from './automatic.ts';
import { REPLY_LINE } from './cut-quoted.ts';
import type { MailAttachment } from '../domain/incoming-mail.ts';
import type { TicketTokens } from './ticket-token.ts';

/** A message of a ticket that goes out. */
export interface OutgoingMail {
  readonly ticket: { readonly number: number; readonly subject: string };
  /** The help desk: "Example help desk <help@example.org>". */
  readonly from: { readonly name: string; readonly address: string };
  readonly to: { readonly name: string; readonly address: string };
  /** Markdown, which reads well as plain text. */
  readonly text: string;
  readonly attachments: readonly MailAttachment[];
  /** Mails of the thread so far, oldest first, without angle brackets. */
  readonly thread: readonly string[];
  /** The last of the requester's own, which this answers. */
  readonly inReplyTo: string | null;
  /** Written by a rule and not by a person: tells other machines not to answer. */
  readonly automatic: boolean;
  /** Whether the mail system hands on `help+anything@…`; else the subject carries the reference. */
  readonly plusAddress: boolean;
  /** Made by chance for each mail, 16 letters and digits or more. */
  readonly random: string;
  /** Epoch ms. */
  readonly at: number;
}

export interface WrittenMail {
  /** Without angle brackets: kept with the message, for the thread. */
  readonly messageId: string;
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly raw: Uint8Array;
}

const MAX_REFERENCES = 20;

/** Writes the mail as bytes, ready for SMTP. Whatever stands in names and subjects, no line of the head is added. */
export async function writeMail(mail: OutgoingMail, tokens: TicketTokens): Promise<WrittenMail> {
  const token = tokens.make(mail.ticket.number);
  const domain = mail.from.address.slice(mail.from.address.lastIndexOf('@') + 1);
  const messageId = `${token}.${mail.random}@${domain}`;
  const [first, ...later] = mail.thread;
  const references = [...(first === undefined ? [] : [first]), ...later.slice(1 - MAX_REFERENCES)];
  const replyTo = mail.plusAddress ? mail.from.address.replace('@', `+${token}@`) : mail.from.address;
  const composer = new MailComposer({
    from: { name: oneLine(mail.from.name), address: mail.from.address },
    to: { name: oneLine(mail.to.name), address: mail.to.address },
    replyTo: { name: oneLine(mail.from.name), address: replyTo },
    subject: subjectOf(mail, token),
    text: `${REPLY_LINE}\n\n${mail.text.trim()}\n`,
    date: new Date(mail.at),
    messageId: `<${messageId}>`,
    ...(mail.inReplyTo === null ? {} : { inReplyTo: `<${mail.inReplyTo}>` }),
    ...(references.length === 0 ? {} : { references: references.map((id) => `<${id}>`) }),
    headers: {
      ...(mail.automatic ? { 'Auto-Submitted': 'auto-replied', Precedence: 'bulk' } : {}),
      'X-Auto-Response-Suppress': 'All',
      [LOOP_HEADER]: mail.from.address,
    },
    attachments: mail.attachments.map(({ name, type, bytes }) => ({
      filename: name,
      contentType: type,
      content: Buffer.from(bytes),
      contentDisposition: 'attachment' as const,
    })),
    disableUrlAccess: true,
    disableFileAccess: true,
  });
  return {
    messageId,
    // nobody answers to an automatic mail's envelope: its bounces end here
    envelope: { from: mail.automatic ? '' : mail.from.address, to: [mail.to.address] },
    raw: await composer.compile().build(),
  };
}

function subjectOf({ ticket, inReplyTo, plusAddress }: OutgoingMail, token: string): string {
  const subject = oneLine(ticket.subject).slice(0, 200);
  const answer = inReplyTo !== null && !/^re:/iu.test(subject) ? `Re: ${subject}` : subject;
  return plusAddress ? `${answer} [#${ticket.number}]` : `${answer} [#${token}]`;
}

function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/gu, ' ').trim();
}
