import { defaultMailLimits, type MailLimits } from '../../../src-server/mail/mail-limits.ts';
import type { IncomingMail } from '../../../src-server/domain/incoming-mail.ts';
import { readMail, type MailTrouble, type ReadMailOptions } from '../../../src-server/mail/read-mail.ts';
import { createTicketTokens } from '../../../src-server/mail/ticket-token.ts';
import type { Result } from '../../../src-shared/result.ts';

export const key = new Uint8Array(32).fill(7);
export const tokens = createTicketTokens(key, 'northfield');
export const ours: ReadonlySet<string> = new Set(['help@desk.example']);

export const options: ReadMailOptions = {
  limits: defaultMailLimits,
  tokens,
  ours,
  envelopeFrom: 'maria@home.example',
  envelopeTo: ['help@desk.example'],
};

/** A mail as it travels: its head, an empty line, its text. */
export function mail(head: Readonly<Record<string, string | readonly string[]>>, body: string): Uint8Array {
  const whole = {
    From: 'Maria Weber <maria@home.example>',
    To: 'help@desk.example',
    Subject: 'Printer',
    ...head,
  };
  const lines = Object.entries(whole).flatMap(([name, value]) =>
    [value].flat().map((one) => `${name}: ${one}`),
  );
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body.replace(/\r?\n/gu, '\r\n')}`, 'utf8');
}

export function read(
  raw: Uint8Array,
  change: Partial<ReadMailOptions> & { readonly limit?: Partial<MailLimits> } = {},
): Promise<Result<IncomingMail, MailTrouble>> {
  const { limit, ...rest } = change;
  return readMail(raw, { ...options, ...rest, limits: { ...defaultMailLimits, ...limit } });
}

export async function taken(...args: Parameters<typeof read>): Promise<IncomingMail> {
  const result = await read(...args);
  if (!result.ok) throw new Error(`refused: ${result.error}`);
  return result.value;
}

/** A multipart body with these parts, each with a head of its own. */
export function parts(boundary: string, all: readonly string[]): string {
  return [...all.map((part) => `--${boundary}\n${part}`), `--${boundary}--`, ''].join('\n');
}
