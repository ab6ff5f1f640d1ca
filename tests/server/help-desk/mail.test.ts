import { expect, test } from 'vitest';
import { createAttachments } from '../../../src-server/desk/attachments.ts';
import { createMailLetters } from '../../../src-server/desk/mail-letters.ts';
import { createTickets } from '../../../src-server/desk/tickets.ts';
import { ticketSchema } from '../../../src-shared/helpdesk/ticket.ts';
import { onBothDatabases } from './both-databases.ts';
import { mailWorld, maria, type PostOffice } from './mail-world.ts';

/** Answers a mail of ours as a mail program does. */
function replyTo({ parsed }: PostOffice['mails'][number], text: string) {
  const to = parsed.replyTo?.value[0]?.address ?? '';
  return {
    from: maria.from,
    to,
    subject: `Re: ${parsed.subject ?? ''}`,
    inReplyTo: parsed.messageId,
    references: parsed.messageId,
    text: `${text}\n\n> ${(parsed.text ?? '').replaceAll('\n', '\n> ')}`,
  };
}

onBothDatabases('mail', (place) => {
  test('a mail becomes a ticket of the address’s queue, the answer goes out in its thread, and what comes back stands below it', async () => {
    const world = await mailWorld(await place());
    const code = await world.bring({
      ...maria,
      messageId: '<first@home.example>',
      attachments: [
        { filename: '../../con.txt', content: 'stripes' },
        { filename: 'empty.txt', content: '' },
      ],
    });
    expect(code).toBe(250);
    const [ticket] = await world.tickets();
    expect(ticket).toMatchObject({
      subject: 'Printer',
      state: 'new',
      queueId: world.queueId,
      requester: { name: 'Maria Weber', email: 'maria@home.example' },
      messages: [
        {
          kind: 'public',
          author: { type: 'requester', name: 'Maria Weber' },
          attachments: [{ name: '_con.txt', type: 'text/plain', size: 7 }],
        },
      ],
    });
    expect(ticketSchema.safeParse(ticket).error).toBeUndefined();
    if (ticket === undefined) return;
    await world.answer(ticket, 'Please **clean** the drum.');
    const answer = await world.sent(1);
    expect(answer.to).toEqual(['maria@home.example']);
    expect(answer.parsed).toMatchObject({
      inReplyTo: '<first@home.example>',
      references: '<first@home.example>',
      subject: `Re: Printer [#${ticket.number}]`,
      from: { value: [{ name: 'Example help desk', address: 'help@desk.example' }] },
    });
    expect(answer.parsed.text).toContain('Please **clean** the drum.');
    const tickets = createTickets(world.desk);
    const solved = await tickets.change(world.actor, ticket.id, { version: 2, state: 'solved' });
    expect(solved).toMatchObject({ ok: true });
    expect(await world.bring(replyTo(answer, 'Still stripes.'))).toBe(250);
    const [after, ...more] = await world.tickets();
    expect(more).toEqual([]);
    expect(after).toMatchObject({ state: 'reopened' });
    expect(after?.messages.at(-1)).toMatchObject({
      kind: 'public',
      body: 'Still stripes.',
      author: { type: 'requester' },
    });
  });

  test('a note does not go out, and neither does an answer before mail is set up', async () => {
    const world = await mailWorld(await place());
    await world.bring(maria);
    const [ticket] = await world.tickets();
    if (ticket === undefined) throw new Error('no ticket');
    await world.answer(ticket, 'Among us', 'internal');
    await world.mail.settings.change(world.actor, {
      sending: null,
      plusAddress: false,
      acknowledge: false,
      acknowledgeText: 'x',
    });
    await world.answer(ticket, 'Not by mail');
    expect(await world.desk.db.query.selectFrom('mail_out').selectAll().execute()).toEqual([]);
  });

  test('the same mail again is taken once; another one with the same id and other words is not lost', async () => {
    const world = await mailWorld(await place());
    const mail = { ...maria, messageId: '<same@home.example>' };
    expect(await world.bring(mail)).toBe(250);
    expect(await world.bring(mail)).toBe(250);
    expect(await world.tickets()).toHaveLength(1);
    await Promise.all([1, 2, 3].map(() => world.bring({ ...mail, text: 'Another one' })));
    expect(await world.tickets()).toHaveLength(2);
  });

  test('a made-up reference gets into nobody’s ticket: a new one with a warning', async () => {
    const world = await mailWorld(await place());
    await world.bring(maria);
    await world.bring({ ...maria, from: 'eve@evil.example', subject: 'Re: Printer [#1-aaaaaaaaaaaaaaaa]' });
    const [first, second] = await world.tickets();
    expect(first?.messages).toHaveLength(1);
    expect(second?.messages).toMatchObject([
      { kind: 'public' },
      { kind: 'internal', author: { type: 'system' }, body: expect.stringContaining('wrong signature') },
    ]);
  });

  test('a true reference from somebody else is a note, and a machine’s answer is one too: neither moves the ticket', async () => {
    const world = await mailWorld(await place(), { acknowledge: true });
    await world.bring(maria);
    const acknowledged = await world.sent(1);
    const [ticket] = await world.tickets();
    if (ticket === undefined) throw new Error('no ticket');
    const back = replyTo(acknowledged, 'Hello');
    await world.bring({ ...back, from: 'Eve <eve@evil.example>' });
    await world.bring({ ...back, text: 'I am away', headers: { 'Auto-Submitted': 'auto-replied' } });
    await world.bring({ ...back, text: 'Not delivered' }, { from: '', to: [back.to] });
    const [after, ...more] = await world.tickets();
    expect(more).toEqual([]);
    expect(after?.state).toBe('new');
    expect(after?.messages.slice(1)).toMatchObject(
      [/^\*\*Somebody else.*eve@evil/s, /^\*\*A machine answered/, /could not be delivered/].map((body) => ({
        kind: 'internal',
        author: { type: 'system' },
        body: expect.stringMatching(body),
      })),
    );
    expect(await world.desk.db.query.selectFrom('mail_out').selectAll().execute()).toHaveLength(1);
  });

  test('who writes first hears that it arrived: once an hour, never a machine, and with an empty sender', async () => {
    const world = await mailWorld(await place(), { acknowledge: true });
    await world.bring(maria);
    const { parsed, from } = await world.sent(1);
    expect(from).toBe('');
    expect(parsed.headers.get('auto-submitted')).toBe('auto-replied');
    expect(parsed.text).toContain('#1.');
    await world.bring({ ...maria, subject: 'Scanner' });
    await world.bring({
      ...maria,
      from: 'news@shop.example',
      subject: 'Sale',
      list: { unsubscribe: 'https://x.example' },
    });
    expect(await world.tickets()).toHaveLength(3);
    const out = () => world.desk.db.query.selectFrom('mail_out').selectAll().execute();
    expect(await out()).toHaveLength(1);
    world.pass(3_600_001);
    await world.bring({ ...maria, subject: 'Mouse' });
    expect(await out()).toHaveLength(2);
  });

  test('a bounce and a mail of ours that belong to no ticket are set aside, and answered by nobody', async () => {
    const world = await mailWorld(await place(), { acknowledge: true });
    await world.bring(
      { ...maria, from: 'MAILER-DAEMON@mx.example' },
      { from: '', to: ['help@desk.example'] },
    );
    await world.bring({ ...maria, from: 'help@desk.example' });
    expect(await world.tickets()).toEqual([]);
    const aside = await createMailLetters(world.desk).setAside(world.actor);
    expect(aside.map(({ why }) => why).toSorted()).toEqual(['bounce', 'loop']);
    expect(await world.desk.db.query.selectFrom('mail_out').selectAll().execute()).toEqual([]);
  });

  test('what the mail server puts off goes out later with the same id; what it refuses waits for a person', async () => {
    const world = await mailWorld(await place());
    await world.bring(maria);
    const [ticket] = await world.tickets();
    if (ticket === undefined) throw new Error('no ticket');
    const letters = createMailLetters(world.desk);
    const state = async () => (await world.desk.db.query.selectFrom('mail_out').selectAll().execute())[0];
    world.outside.refuse = 451;
    await world.answer(ticket, 'An answer');
    await world.mail.sender.workOnce();
    expect(await state()).toMatchObject({ state: 'waiting', trouble: expect.stringContaining('Not now') });
    const { mail_id: id } = (await state()) ?? {};
    world.outside.refuse = 554;
    world.pass(20_000);
    await world.mail.sender.workOnce();
    const [dead] = await letters.outgoing(world.actor, { state: 'dead', limit: 10 });
    expect(dead).toMatchObject({ to: 'maria@home.example', trouble: expect.stringContaining('Not now') });
    world.outside.refuse = null;
    expect(await letters.decide(world.actor, dead?.id ?? '', 'retry')).toMatchObject({ ok: true });
    const { parsed } = await world.sent(1);
    expect(parsed.messageId).toBe(`<${id ?? ''}>`);
    expect(await letters.decide(world.actor, dead?.id ?? '', 'drop')).toMatchObject({
      error: { error: 'NOT_FOUND' },
    });
  });

  test('a process that ends between the mail server’s yes and its own note sends once more, with the same id', async () => {
    const world = await mailWorld(await place());
    await world.bring(maria);
    const [ticket] = await world.tickets();
    if (ticket === undefined) throw new Error('no ticket');
    await world.answer(ticket, 'An answer');
    const first = await world.sent(1);
    await expect
      .poll(
        async () => (await world.desk.db.query.selectFrom('mail_out').select('state').execute())[0]?.state,
      )
      .toBe('sent');
    // as a crash would have left it
    await world.desk.db.query
      .updateTable('mail_out')
      .set({ state: 'waiting', token: 'gone', lease_until: world.desk.now() + 300_000 })
      .execute();
    expect(await world.mail.sender.workOnce()).toBe(false);
    world.pass(300_001);
    const second = await world.sent(2);
    expect(second.parsed.messageId).toBe(first.parsed.messageId);
    expect(second.raw.toString()).toContain('An answer');
  });

  test('when the records fail, the sender is told to come again, and nothing is lost', async () => {
    const world = await mailWorld(await place());
    const { db } = world.desk;
    const rename = (from: string, to: string) => db.query.schema.alterTable(from).renameTo(to).execute();
    await rename('mail_in', 'mail_in_away');
    expect(await world.bring({ ...maria, messageId: '<again@home.example>' })).toBe(451);
    await rename('mail_in_away', 'mail_in');
    expect(await world.tickets()).toEqual([]);
    expect(await world.bring({ ...maria, messageId: '<again@home.example>' })).toBe(250);
    expect(await world.tickets()).toHaveLength(1);
  });

  test('files of an answer go out with it, and two senders send it once', async () => {
    const world = await mailWorld(await place());
    await world.bring(maria);
    const [ticket] = await world.tickets();
    if (ticket === undefined) throw new Error('no ticket');
    const file = await createAttachments(world.desk).add(
      world.actor,
      'how-to.txt',
      Buffer.from('Open the lid'),
    );
    world.pass(1_000);
    await createTickets(world.desk).addMessage(world.actor, ticket.id, {
      kind: 'public',
      body: 'See the file',
      attachmentIds: file.ok ? [file.value.id] : [],
    });
    await Promise.all([1, 2, 3, 4].map(() => world.mail.sender.workOnce()));
    const { parsed } = await world.sent(1);
    expect(parsed.attachments).toMatchObject([{ filename: 'how-to.txt' }]);
    expect(parsed.attachments[0]?.content.toString()).toBe('Open the lid');
    expect(world.outside.mails).toHaveLength(1);
  });
});
