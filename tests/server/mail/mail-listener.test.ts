import { connect } from 'node:net';
import { once } from 'node:events';
import { createTransport } from 'nodemailer';
import { afterEach, describe, expect, it } from 'vitest';
import type { IncomingMail } from '../../../src-server/domain/incoming-mail.ts';
import {
  openMailListener,
  type MailEvent,
  type MailIntake,
  type MailListener,
} from '../../../src-server/mail/mail-listener.ts';
import { defaultMailLimits } from '../../../src-server/mail/mail-limits.ts';
import { writeMail } from '../../../src-server/mail/write-mail.ts';
import { ours, tokens } from './desk.ts';

let listener: MailListener | null = null;
afterEach(async () => {
  await listener?.close();
  listener = null;
});

interface Heard {
  readonly mails: IncomingMail[];
  readonly events: MailEvent[];
  readonly port: number;
}

async function listen(
  change: Partial<MailIntake> = {},
  limits: Partial<typeof defaultMailLimits> = {},
  each = 5,
): Promise<Heard> {
  const mails: IncomingMail[] = [];
  const events: MailEvent[] = [];
  listener = await openMailListener({
    host: '127.0.0.1',
    port: 0,
    name: 'desk.example',
    limits: { ...defaultMailLimits, ...limits },
    maxConnections: 10,
    maxConnectionsEach: each,
    idleMs: 5_000,
    tls: null,
    intake: {
      deskOf: (address) =>
        Promise.resolve(ours.has(address) ? { id: 'northfield', tokens, addresses: ours } : null),
      take: (_desk, mail) => {
        mails.push(mail);
        return Promise.resolve();
      },
      ...change,
    },
    log: (event) => events.push(event),
  });
  return { mails, events, port: listener.port };
}

async function send(port: number, mail: object): Promise<{ response: string } | { responseCode: number }> {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
  try {
    const { response } = await transport.sendMail({
      from: 'Maria <maria@home.example>',
      to: 'help@desk.example',
      subject: 'Printer',
      text: 'It will not print.',
      ...mail,
    });
    return { response };
  } catch (error) {
    const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0;
    return { responseCode: code };
  } finally {
    transport.close();
  }
}

describe('a conversation over SMTP', () => {
  it('ends with the mail stored, attachments and all', async () => {
    const { mails, events, port } = await listen();
    const answer = await send(port, {
      html: '<p>It will not <b>print</b>.</p>',
      attachments: [{ filename: 'photo.png', content: Buffer.alloc(300_000, 7) }],
    });
    expect(answer).toEqual({ response: '250 Taken' });
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({
      text: 'It will not print.',
      subject: 'Printer',
      from: { address: 'maria@home.example' },
    });
    expect(mails[0]?.attachments[0]?.bytes.byteLength).toBe(300_000);
    expect(events).toEqual([{ event: 'mail-taken', bytes: expect.any(Number), automatic: null }]);
  });

  it('brings an answer to our own mail to its ticket by the address alone', async () => {
    const { mails, port } = await listen();
    const { messageId } = await writeMail(
      {
        ticket: { number: 1042, subject: 'Printer' },
        from: { name: 'Help', address: 'help@desk.example' },
        to: { name: 'Maria', address: 'maria@home.example' },
        text: 'Try again.',
        attachments: [],
        thread: [],
        inReplyTo: null,
        automatic: false,
        plusAddress: true,
        random: 'abcdef0123456789',
        at: 0,
      },
      tokens,
    );
    await send(port, {
      to: `help+${tokens.make(1042)}@desk.example`,
      inReplyTo: `<${messageId}>`,
      subject: 'Re: whatever',
    });
    expect(mails[0]?.ticket).toEqual({ type: 'ticket', number: 1042 });
  });

  it('takes nothing for others: it is no way to send mail through us', async () => {
    const { mails, port } = await listen();
    expect(await send(port, { to: 'somebody@else.example' })).toEqual({ responseCode: 550 });
    expect(mails).toEqual([]);
  });

  it('refuses for good what is too large, before and after it was told the size', async () => {
    const { mails, port } = await listen({}, { maxBytes: 10_000 });
    expect(await send(port, { text: 'x'.repeat(20_000) })).toEqual({ responseCode: 552 });
    const quiet = await talk(port, [
      'MAIL FROM:<a@b.example>',
      'RCPT TO:<help@desk.example>',
      'DATA',
      `${'x'.repeat(900)}\r\n`.repeat(20),
      '.',
    ]);
    expect(quiet.at(-1)).toMatch(/^552 /u);
    expect(mails).toEqual([]);
  });

  it('refuses for good what cannot be read, with the reason', async () => {
    const { events, port } = await listen();
    const said = await talk(port, [
      'MAIL FROM:<a@b.example>',
      'RCPT TO:<help@desk.example>',
      'DATA',
      'Subject: no sender\r\n\r\nhi',
      '.',
    ]);
    expect(said.at(-1)).toMatch(/^554 .*No sender/u);
    expect(events).toEqual([{ event: 'mail-refused', bytes: expect.any(Number), why: 'no-sender' }]);
  });

  it('asks to come again when the store fails, and stores the mail then', async () => {
    let broken = true;
    const stored: string[] = [];
    const { port } = await listen({
      take: (_desk, mail) => {
        if (broken) return Promise.reject(new Error('disk full'));
        stored.push(mail.subject);
        return Promise.resolve();
      },
    });
    expect(await send(port, {})).toEqual({ responseCode: 451 });
    broken = false;
    expect(await send(port, {})).toEqual({ response: '250 Taken' });
    expect(stored).toEqual(['Printer']);
  });

  it('knows a bounce by its empty sender', async () => {
    const { mails, port } = await listen();
    await send(port, { envelope: { from: '', to: 'help@desk.example' } });
    expect(mails[0]?.automatic).toBe('bounce');
  });

  it('gives a mail for two of its addresses to the desk once', async () => {
    const { mails, port } = await listen();
    await send(port, { to: ['help@desk.example', 'help+x@desk.example'] });
    expect(mails).toHaveLength(1);
  });

  it('offers no sign-in, and lets nobody hold all connections', async () => {
    const { port } = await listen({}, {}, 2);
    const hello = await talk(port, []);
    expect(hello.join('\n')).not.toMatch(/AUTH/u);
    const held = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
    await Promise.all(held.map((socket) => once(socket, 'data')));
    expect((await talk(port, []))[0]).toMatch(/^421 /u);
    for (const socket of held) socket.destroy();
  });
});

/** Speaks SMTP by hand: each line after the answer to the one before. */
async function talk(port: number, lines: readonly string[]): Promise<readonly string[]> {
  const socket = connect(port, '127.0.0.1');
  socket.setEncoding('utf8');
  const answers: string[] = [];
  const queue = ['EHLO home.example', ...lines];
  let buffer = '';
  for await (const chunk of socket) {
    buffer += String(chunk);
    const last = /(?:^|\n)\d{3} [^\n]*\n$/u.exec(buffer);
    if (last === null) continue;
    answers.push(buffer.trim());
    buffer = '';
    const line = queue.shift();
    if (line === undefined || answers.at(-1)?.startsWith('421') === true) break;
    socket.write(`${line}\r\n`);
    if (line.includes('\n')) socket.write(`${queue.shift() ?? '.'}\r\n`); // the text of a mail has no answer of its own
  }
  socket.destroy();
  return answers;
}
