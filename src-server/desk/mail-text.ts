import { emailSchema, nameSchema } from '../../src-shared/helpdesk/member.ts';
import { subjectSchema } from '../../src-shared/helpdesk/ticket.ts';
import type { IncomingMail, MailPerson } from '../domain/incoming-mail.ts';

/** As much as a message holds. */
const MAX_BODY = 100_000;

/** Who wrote, as far as our records can hold it: an address that no form would take is only a name. */
export function requesterOf({ name, address }: MailPerson): {
  readonly name: string;
  readonly email: string | undefined;
} {
  const email = emailSchema.safeParse(address).data;
  const plain = plainLine(name);
  return {
    name: nameSchema.safeParse(plain).data ?? nameSchema.parse(plainLine(address) || 'Unknown'),
    email,
  };
}

/** Without the marks of answers and references. */
export function subjectOf({ subject }: IncomingMail): string {
  const plain = plainLine(subject)
    .replaceAll(/\[#[^\]]{1,60}\]/g, ' ')
    .replace(/^(?:\s*(?:re|aw|fwd?|wg|sv|antw|tr|rif)\s*:)+/iu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return (
    subjectSchema.safeParse(
      plain
        .slice(0, 200)
        .replaceAll(/\p{Cs}/gu, '')
        .trim(),
    ).data ?? 'No subject'
  );
}

/** Takes out what the records do not take: characters that cannot be seen or turn others. */
function plainLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .slice(0, 120)
    .replaceAll(/\p{Cs}/gu, '')

    .trim();
}

/**
 * What the ticket shows. What was quoted comes along with a first mail only, which may be one that was handed on: in an
 * answer it is what stands above it.
 */
export function bodyOf(
  mail: IncomingMail,
  extra: { readonly quoted: boolean; readonly empty: number },
): string {
  const quoted = extra.quoted && mail.quoted !== null ? `\n\n${asQuote(mail.quoted)}` : '';
  const remarks = remarksOf(mail, extra.empty);
  const said = `${mail.text === '' ? '*(The mail has no text.)*' : mail.text}${quoted}`;
  const end = remarks.length === 0 ? '' : `\n\n---\n\n${remarks.join('\n\n')}`;
  return `${said.slice(0, MAX_BODY - end.length)}${end}`.replaceAll(/\p{Cs}/gu, '');
}

function asQuote(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}

function remarksOf(mail: IncomingMail, empty: number): readonly string[] {
  const names = mail.leftOut.slice(0, 20).map(({ name, why }) => `${escaped(name)} (${why})`);
  return [
    ...(mail.cut ? ['*The mail was longer than a message can be: its end is missing.*'] : []),
    ...(names.length > 0 ? [`*Left out: ${names.join(', ')}.*`] : []),
    ...(empty > 0 ? [`*Empty files left out: ${empty}.*`] : []),
    ...(mail.replyTo === null ? [] : [`*It asks for answers to ${escaped(mail.replyTo.address)}.*`]),
  ];
}

/** A note about a mail that is not taken as the requester's own words. */
export function noteOf(mail: IncomingMail, why: string, empty: number): string {
  const from = mail.from.name === '' ? mail.from.address : `${mail.from.name}, ${mail.from.address}`;
  const head = `**${why}** From: ${escaped(from)}. Subject: ${escaped(mail.subject)}\n\n`;
  return (
    head +
    bodyOf(mail, { quoted: false, empty })
      .slice(0, MAX_BODY - head.length)
      .replaceAll(/\p{Cs}/gu, '')
  );
}

function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+!|<>~&]/g, String.raw`\$&`);
}
