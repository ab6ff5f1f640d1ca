import {
  simpleParser,
  type AddressObject,
  type Attachment,
  type ParsedMail,
  type SimpleParserOptions,
} from 'mailparser';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { automaticOf, type MailHead } from './automatic.ts';
import { cutQuoted } from './cut-quoted.ts';
import { htmlText, safeHtml } from './html-text.ts';
import type { IncomingMail, MailAttachment, MailPerson, MailTicket } from '../domain/incoming-mail.ts';
import type { MailLimits } from './mail-limits.ts';
import { checkShape, type ShapeTrouble } from './mail-shape.ts';
import { textMarkdown } from './text-markdown.ts';
import { tokensIn, type TicketTokens } from './ticket-token.ts';

/** Why a mail can't be taken; each is final, a second try would end the same. */
export type MailTrouble = ShapeTrouble | 'no-sender' | 'unreadable';

export interface ReadMailOptions {
  readonly limits: MailLimits;
  readonly tokens: TicketTokens;
  /** Addresses of this help desk, lower case, without anything behind a plus. */
  readonly ours: ReadonlySet<string>;
  /** From the SMTP conversation. */
  readonly envelopeFrom: string | null;
  readonly envelopeTo: readonly string[];
}

/** Takes one mail apart. Never throws for what a mail may hold; fetches nothing. */
export async function readMail(
  raw: Uint8Array,
  options: ReadMailOptions,
): Promise<Result<IncomingMail, MailTrouble>> {
  const { limits } = options;
  const shape = checkShape(raw, limits);
  if (!shape.ok) return shape;
  const parsed = await parse(raw, limits);
  if (parsed === null) return err('unreadable');
  const from = peopleOf(parsed.from, 1)[0];
  if (from === undefined) return err('no-sender');
  const head = headOf(parsed);
  const automatic = automaticOf({
    head,
    from: withoutTag(from.address),
    envelopeFrom: options.envelopeFrom,
    ours: options.ours,
    limits,
  });
  return ok({
    ...whoAndWhen(parsed, from, limits),
    ...textsOf(parsed, limits),
    ...attachmentsOf(parsed.attachments, limits),
    inReplyTo: idsIn(parsed.inReplyTo ?? '', 1)[0] ?? null,
    references: referencesOf(parsed, limits),
    automatic,
    ticket: ticketOf(parsed, options),
  });
}

async function parse(raw: Uint8Array, limits: MailLimits): Promise<ParsedMail | null> {
  const options: SimpleParserOptions & { maxHeadSize: number; maxChildNodes: number } = {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
    keepCidLinks: true,
    checksumAlgo: 'sha256',
    maxHeadSize: limits.maxHeadBytes,
    maxChildNodes: limits.maxParts,
  };
  try {
    return await simpleParser(Buffer.from(raw), options);
  } catch {
    return null; // a mail the parser gives up on; the caller refuses it for good
  }
}

function whoAndWhen(
  parsed: ParsedMail,
  from: MailPerson,
  limits: MailLimits,
): Pick<IncomingMail, 'messageId' | 'from' | 'replyTo' | 'to' | 'cc' | 'subject' | 'sentAt'> {
  const replyTo = peopleOf(parsed.replyTo, 1)[0] ?? null;
  const sent = parsed.date?.getTime();
  return {
    messageId: idsIn(parsed.messageId ?? '', 1)[0] ?? null,
    from,
    replyTo: replyTo === null || replyTo.address === from.address ? null : replyTo,
    to: peopleOf(parsed.to, limits.maxAddresses),
    cc: peopleOf(parsed.cc, limits.maxAddresses),
    subject: oneLine(parsed.subject ?? '').slice(0, 200),
    sentAt: sent === undefined || !Number.isFinite(sent) || sent < 0 ? null : sent,
  };
}

function textsOf(parsed: ParsedMail, limits: MailLimits): Pick<IncomingMail, 'text' | 'quoted' | 'cut'> {
  const html = (parsed.html || '').slice(0, limits.maxHtml);
  const plain = parsed.text ?? '';
  const whole = plain.trim() === '' ? htmlText(safeHtml(html)) : plain;
  const { text, quoted } = cutQuoted(whole.slice(0, limits.maxText));
  // signs before signs make it longer: half of what fits in a message is certain to
  const most = limits.maxText;
  const markdown = textMarkdown(text);
  const before = quoted === null ? null : textMarkdown(quoted);
  return {
    text: markdown.slice(0, most),
    quoted: before === null ? null : before.slice(0, most),
    cut: whole.length > limits.maxText || markdown.length > most,
  };
}

function attachmentsOf(
  all: readonly Attachment[],
  limits: MailLimits,
): Pick<IncomingMail, 'attachments' | 'leftOut'> {
  const attachments: MailAttachment[] = [];
  const leftOut: IncomingMail['leftOut'][number][] = [];
  all.forEach((one, index) => {
    const name = safeName(one.filename ?? '', index);
    if (attachments.length >= limits.maxAttachments) leftOut.push({ name, why: 'too-many' });
    else if (one.content.byteLength > limits.maxAttachmentBytes) leftOut.push({ name, why: 'too-large' });
    else
      attachments.push({
        name,
        type: safeType(one.contentType),
        bytes: one.content,
        inline: one.related === true,
      });
  });
  return { attachments, leftOut };
}

/** A name without a path, without characters that turn or hide others, at most 180 characters with its ending. */
function safeName(name: string, index: number): string {
  const plain = oneLine(name.split(/[/\\]/u).at(-1) ?? '')
    .replace(/[<>:"|?*]/gu, '_')
    .replace(/^[.\s]+|[.\s]+$/gu, '');
  if (plain === '') return `attachment-${index + 1}`;
  const ending = /\.[A-Za-z0-9]{1,10}$/u.exec(plain)?.[0] ?? '';
  return plain.length <= 180 ? plain : `${plain.slice(0, 180 - ending.length)}${ending}`;
}

function safeType(type: string): string {
  return /^[a-z0-9][a-z0-9!#$&^_.+-]{0,60}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,60}$/iu.test(type)
    ? type.toLowerCase()
    : 'application/octet-stream';
}

/** Where people answer by hand the address or the thread tells; the subject is for programs that keep neither. */
function ticketOf(parsed: ParsedMail, { tokens, envelopeTo, limits }: ReadMailOptions): MailTicket {
  const addresses = [
    ...peopleOf(parsed.to, limits.maxAddresses),
    ...peopleOf(parsed.cc, limits.maxAddresses),
  ];
  const places = [
    ...[...envelopeTo, ...addresses.map(({ address }) => address)].map(
      (address) => /\+([^@]+)@/u.exec(address)?.[1] ?? '',
    ),
    ...[...idsIn(parsed.inReplyTo ?? '', 1), ...referencesOf(parsed, limits).toReversed()],
    ...[parsed.subject ?? ''].flatMap((subject) =>
      Array.from(subject.matchAll(/\[#([^\]]{1,60})\]/gu), ([, inner = '']) => inner),
    ),
  ];
  const found = places.flatMap(tokensIn);
  for (const token of found) {
    const number = tokens.read(token);
    if (number !== null) return { type: 'ticket', number };
  }
  return { type: found.length > 0 ? 'forged' : 'new' };
}

function referencesOf(parsed: ParsedMail, limits: MailLimits): readonly string[] {
  const { references = [] } = parsed;
  const all = idsIn(typeof references === 'string' ? references : references.join(' '), 10_000);
  return all.slice(-limits.maxReferences);
}

function idsIn(text: string, most: number): readonly string[] {
  const bracketed = Array.from(text.slice(0, 200_000).matchAll(/<([^<>\s]{1,400})>/gu), ([, id = '']) => id);
  const ids =
    bracketed.length > 0
      ? bracketed
      : text.split(/\s+/u).filter((id) => id.includes('@') && id.length <= 400);
  return ids.slice(0, most);
}

function peopleOf(
  field: AddressObject | readonly AddressObject[] | undefined,
  most: number,
): readonly MailPerson[] {
  const objects = field === undefined ? [] : 'value' in field ? [field] : field;
  return objects
    .flatMap(({ value }) => value.flatMap((one) => one.group ?? [one]))
    .map(({ name, address }) => ({
      name: oneLine(name).slice(0, 120),
      address: oneLine(address ?? '').toLowerCase(),
    }))
    .filter(({ address }) => /^[^\s@<>,;:"()[\]\\]{1,64}@[^\s@<>,;:"()[\]\\]{1,190}$/u.test(address))
    .slice(0, most);
}

function headOf({ headerLines }: ParsedMail): MailHead {
  const head = new Map<string, string[]>();
  for (const { key, line } of headerLines) {
    const value = oneLine(line.slice(line.indexOf(':') + 1));
    const values = head.get(key);
    if (values === undefined) head.set(key, [value]);
    else values.push(value);
  }
  return head;
}

/** `help+1042-…@example.org` is `help@example.org`. */
export function withoutTag(address: string): string {
  return address.replace(/\+[^@]*@/u, '@').toLowerCase();
}

function oneLine(text: string): string {
  return text
    .replace(
      /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+/gu,
      ' ',
    )
    .replace(/\s+/gu, ' ')
    .trim();
}
