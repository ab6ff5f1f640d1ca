import { connect } from 'node:net';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { openMail } from '../../../src-server/open-mail.ts';
import { createQueues } from '../../../src-server/desk/queues.ts';
import { ticketSchema } from '../../../src-shared/helpdesk/ticket.ts';
import { mail as mailBytes, parts } from '../mail/desk.ts';
import { onBothDatabases } from './both-databases.ts';
import { deskOn } from './desk-on.ts';
import { mailWorld, maria, setUpSending } from './mail-world.ts';

/** Brings bytes as they are: no mail program between them and the listener. Answers the code after the mail. */
async function bringRaw(port: number, raw: Uint8Array): Promise<number> {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')));
  const answer = async (): Promise<string> => {
    while (!/^\d{3} [^\n]*\n/m.test(heard)) await once(socket, 'data');
    const said = heard;
    heard = '';
    return /^(\d{3}) /m.exec(said)?.[1] ?? '';
  };
  await answer();
  for (const line of [
    'EHLO evil.example',
    'MAIL FROM:<maria@home.example>',
    'RCPT TO:<help@desk.example>',
    'DATA',
  ]) {
    socket.write(`${line}\r\n`);
    await answer();
  }
  const stuffed = Buffer.from(raw).toString('latin1').replaceAll(/^\./gm, '..');
  socket.write(Buffer.from(`${stuffed}\r\n.\r\n`, 'latin1'));
  const code = Number(await answer());
  socket.destroy();
  return code;
}

const hostile: Readonly<Record<string, Uint8Array>> = {
  'a script in HTML': mailBytes(
    { 'Content-Type': 'text/html' },
    '<script>alert(1)</script><img src=https://spy.example/1.png onerror=x><p>Hi</p>',
  ),
  'a zero byte and turned text': mailBytes({ Subject: 'a\u0000b \u202egpj.exe' }, 'x\u0000y \u202e zzz'),
  'no subject, no text': mailBytes({ Subject: '' }, ''),
  'a name that is a page': mailBytes({ From: '"<b>\\"x\\"</b> \u202e" <maria@home.example>' }, 'x'),
  'an address no form takes': mailBytes({ From: 'x@localhost' }, 'x'),
  'half characters': mailBytes(
    { 'Content-Type': 'text/plain; charset=utf-8', Subject: `${'a'.repeat(199)}😀` },
    `${'😀'.repeat(45_001)}`,
  ),
  'names that climb': mailBytes(
    { 'Content-Type': 'multipart/mixed; boundary=x' },
    parts('x', [
      'Content-Type: text/plain\n\nHello',
      'Content-Type: text/html; name="../../../etc/cron.d/x"\nContent-Disposition: attachment; filename="..\\..\\CON.html"\n\n<script>1</script>',
      'Content-Type: application/octet-stream\nContent-Disposition: attachment\n\nx',
    ]),
  ),
  'lines in the head': mailBytes({ Subject: '=?utf-8?Q?a=0D=0ABcc:_eve@evil.example?=' }, 'x'),
  'a subject of marks': mailBytes({ Subject: 'Re: Re: AW: [#1-aaaaaaaaaaaaaaaa]' }, 'x'),
  'half a multipart': mailBytes(
    { 'Content-Type': 'multipart/mixed; boundary=x' },
    '--x\nContent-Type: text/plain\n\nhalf',
  ),
  'words that are code in SQL': mailBytes(
    { 'Message-ID': "<'; drop table ticket; --@x>" },
    "'; drop table ticket; --",
  ),
};

onBothDatabases('hostile mail', (place) => {
  test('is a whole ticket or refused for good, never put off, and answering it adds no line to the head', async () => {
    const world = await mailWorld(await place(), { acknowledge: true });
    for (const [name, raw] of Object.entries(hostile))
      expect([250, 554], name).toContain(await bringRaw(world.mail.port ?? 0, raw));
    const tickets = await world.tickets();
    expect(tickets.length).toBeGreaterThan(Object.keys(hostile).length - 3);
    for (const ticket of tickets) {
      expect(ticketSchema.safeParse(ticket).error, ticket.subject).toBeUndefined();
      expect(JSON.stringify(ticket)).not.toContain('<script');
      await world.answer(ticket, 'An answer\n\nBcc: eve@evil.example');
    }
    const answered = tickets.filter(({ requester }) => requester?.email !== null).length;
    await world.sent(answered + 1); // and one acknowledgement
    for (const { raw, to } of world.outside.mails) {
      expect(to).toEqual(['maria@home.example']);
      expect(raw.toString().split('\r\n\r\n')[0]).not.toMatch(/^bcc:/im);
    }
  }, 60_000);
});

test('two of our own servers that write to each other come to an end', async () => {
  const a = await mailWorld(
    { kind: 'sqlite', file: ':memory:' },
    { acknowledge: true, address: 'help@a.example' },
  );
  const other = await deskOn({ kind: 'sqlite', file: ':memory:' });
  const bo = await other.owner();
  const b = await openMail({
    desk: other.desk,
    config: {
      smtp: { host: '127.0.0.1', port: 0, name: 'b.example' },
      smtpServers: [`127.0.0.1:${a.mail.port}`],
      tls: undefined,
      secretKeys: '',
      dataDir: null,
    },
    log: () => undefined,
  });
  onTestFinished(() => b.close());
  await setUpSending(b, bo, a.mail.port ?? 0, { acknowledge: true });
  const [queue] = await createQueues(other.desk).list(bo);
  await b.settings.addAddress(bo, { address: 'help@b.example', name: 'B', queueId: queue?.id ?? '' });
  // somebody pretends to be the other help desk: its acknowledgement goes there
  await a.bring({ ...maria, from: 'help@b.example', to: 'help@a.example' });
  let hops = 0;
  for (let round = 0; round < 10; round += 1) {
    for (const { raw } of a.outside.mails.splice(0)) {
      hops += 1;
      expect(await a.bring({ raw }, { from: 'help@a.example', to: ['help@a.example'] })).toBe(250);
    }
    await a.mail.sender.workOnce();
    await b.sender.workOnce();
  }
  expect(hops).toBe(1);
});
