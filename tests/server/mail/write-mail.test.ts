import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REPLY_LINE } from '../../../src-server/mail/cut-quoted.ts';
import { writeMail, type OutgoingMail } from '../../../src-server/mail/write-mail.ts';
import { mail, taken, tokens } from './desk.ts';

const reply: OutgoingMail = {
  ticket: { number: 1042, subject: 'Printer' },
  from: { name: 'Northfield help desk', address: 'help@desk.example' },
  to: { name: 'Maria Weber', address: 'maria@home.example' },
  text: 'Please try **again**.\n\nBest wishes',
  attachments: [{ name: 'steps.txt', type: 'text/plain', bytes: Buffer.from('1. one'), inline: false }],
  thread: ['first@home.example', 'second@home.example'],
  inReplyTo: 'second@home.example',
  automatic: false,
  plusAddress: true,
  random: 'abcdef0123456789',
  at: Date.UTC(2026, 10, 23, 9, 15),
};
const headOf = (raw: Uint8Array): string =>
  Buffer.from(raw)
    .toString('utf8')
    .split('\r\n\r\n')[0]
    ?.replace(/\r\n[ \t]+/gu, ' ') ?? '';

describe('an outgoing mail', () => {
  it('continues the thread, carries the signed reference and its own mark', async () => {
    const { raw, messageId, envelope } = await writeMail(reply, tokens);
    const head = headOf(raw);
    expect(messageId).toBe(`${tokens.make(1042)}.abcdef0123456789@desk.example`);
    expect(envelope).toEqual({ from: 'help@desk.example', to: ['maria@home.example'] });
    expect(head).toContain(`Message-ID: <${messageId}>`);
    expect(head).toContain('In-Reply-To: <second@home.example>');
    expect(head).toContain('References: <first@home.example> <second@home.example>');
    expect(head).toContain(`Reply-To: Northfield help desk <help+${tokens.make(1042)}@desk.example>`);
    expect(head).toContain('Subject: Re: Printer [#1042]');
    expect(head).toMatch(/^x-alongside-sent-by: help@desk\.example$/imu);
    expect(head).not.toContain('Auto-Submitted');
    expect(Buffer.from(raw).toString()).toContain('-- Please write above this line --');
  });

  it('that a rule wrote says so, and its bounces go nowhere', async () => {
    const { raw, envelope } = await writeMail({ ...reply, automatic: true }, tokens);
    expect(headOf(raw)).toContain('Auto-Submitted: auto-replied');
    expect(envelope.from).toBe('');
  });

  it('carries the reference in the subject where plus addresses get lost', async () => {
    const { raw } = await writeMail({ ...reply, plusAddress: false, inReplyTo: null }, tokens);
    expect(headOf(raw)).toContain(`Subject: Printer [#${tokens.make(1042)}]`);
    expect(headOf(raw)).toContain('Reply-To: Northfield help desk <help@desk.example>');
  });

  it('whose answer comes back is known to belong to its ticket, and to be new above our line', async () => {
    for (const plusAddress of [true, false]) {
      const { raw } = await writeMail({ ...reply, plusAddress }, tokens);
      const head = headOf(raw);
      const field = (name: string): string => new RegExp(`^${name}: (.*)$`, 'imu').exec(head)?.[1] ?? '';
      const whole = Buffer.from(raw).toString('utf8');
      const lines = whole.slice(whole.indexOf(REPLY_LINE)).split('\r\n');
      const quoted = lines.map((line) => `> ${line}`).join('\n');
      const answer = mail(
        { To: field('Reply-To'), Subject: `Re: ${field('Subject')}`, 'In-Reply-To': field('Message-ID') },
        `It works, thank you!\n\n${quoted}`,
      );
      const got = await taken(answer);
      expect(got.ticket).toEqual({ type: 'ticket', number: 1042 });
      expect(got.text).toBe('It works, thank you\\!');
      expect(got.automatic).toBeNull();
    }
  });

  it('that comes back to ourselves is a loop', async () => {
    const { raw } = await writeMail(reply, tokens);
    expect((await taken(raw)).automatic).toBe('loop');
  });

  it('gets no line in its head and no further recipient from what others wrote', async () => {
    const nasty = fc.constantFrom(
      '\r\nBcc: evil@x.example',
      '\nX-Evil: 1',
      'a\r\n\r\nbody',
      '", <evil@x.example>, "',
      '=?utf-8?Q?=0D=0AX-Evil:_1?=',
      '\u2028X-Evil: 1',
      'plain',
    );
    await fc.assert(
      fc.asyncProperty(nasty, nasty, nasty, async (subject, name, file) => {
        const { raw, envelope } = await writeMail(
          {
            ...reply,
            ticket: { number: 1, subject },
            to: { name, address: 'maria@home.example' },
            attachments: [{ name: file, type: 'text/plain', bytes: Buffer.from('x'), inline: false }],
          },
          tokens,
        );
        expect(headOf(raw)).not.toMatch(/^(?:bcc|x-evil):/imu);
        expect(envelope.to).toEqual(['maria@home.example']);
        expect((await taken(raw)).to.map(({ address }) => address)).toEqual(['maria@home.example']);
      }),
      { numRuns: 60 },
    );
  });
});
