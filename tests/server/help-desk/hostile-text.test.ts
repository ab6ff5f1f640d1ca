import { expect, test } from 'vitest';
import { createAttachments } from '../../../src-server/desk/attachments.ts';
import { createQueues } from '../../../src-server/desk/queues.ts';
import { createTickets } from '../../../src-server/desk/tickets.ts';
import {
  MAX_ATTACHMENTS,
  MAX_ATTACHMENT_BYTES,
  ticketRoutes,
} from '../../../src-shared/helpdesk/api/ticket-routes.ts';
import { nameSchema } from '../../../src-shared/helpdesk/member.ts';
import { ticketSchema } from '../../../src-shared/helpdesk/ticket.ts';
import { onBothDatabases } from './both-databases.ts';
import { deskOn } from './desk-on.ts';

const newTicket = ticketRoutes.create.body;
const newMessage = ticketRoutes.addMessage.body;
const query = ticketRoutes.list.query;

onBothDatabases('hostile text', (place) => {
  test('a search, a place in a list and a key may hold anything: what no database takes finds nothing', async () => {
    const { desk, owner } = await deskOn(await place());
    const actor = await owner();
    const [tickets, queues] = [createTickets(desk), createQueues(desk)];
    await tickets.create(actor, newTicket.parse({ subject: 'Printer', body: 'x' }));
    for (const text of ['\0', 'printer\0', '\ud800', '\'"*():&|!<->', '%', '\u202e#1', 'a'.repeat(200)])
      for (const ask of [
        tickets.list(actor, query.parse({ text })),
        tickets.list(actor, query.parse({ after: `1.${text.slice(0, 150)}`, sort: 'newest' })),
        tickets.list(
          actor,
          query.parse({ after: `9007199254740991.1.${text.slice(0, 22).padEnd(22, 'a')}`, sort: 'priority' }),
        ),
        tickets.list(actor, query.parse({ state: text.slice(0, 80) })),
        queues.requesters(actor, ticketRoutes.requesters.query.parse({ text: text.slice(0, 100) }).text),
      ])
        await expect(ask, JSON.stringify(text)).resolves.toBeDefined();
    const keys = ['key\0key\0', '\ud800'.repeat(8), "'; drop table ticket; --"];
    for (const key of keys) {
      const read = newTicket.safeParse({ subject: 'Printer', body: 'x', key });
      if (read.success) expect(await tickets.create(actor, read.data)).toMatchObject({ ok: true });
    }
    expect(newTicket.safeParse({ subject: 'Printer', body: 'x', key: keys[0] }).success).toBe(false);
  });

  test('however much is written, a ticket takes one more answer, and its first words are found', async () => {
    const { desk, owner } = await deskOn(await place());
    const actor = await owner();
    const tickets = createTickets(desk);
    const made = await tickets.create(actor, newTicket.parse({ subject: 'Printer', body: 'zebra first' }));
    const id = made.ok ? made.value.id : '';
    // words that are all different, of three bytes a letter, and with hyphens: what makes the largest index
    const words = (from: number) =>
      Array.from({ length: 10_000 }, (_, at) =>
        Array.from(String(from + at), (digit) => String.fromCodePoint(0xac00 + Number(digit))).join('-'),
      ).join(' ');
    for (let from = 10_000; from < 70_000; from += 10_000) {
      const body = words(from).slice(0, 99_000);
      const said = await tickets.addMessage(actor, id, newMessage.parse({ kind: 'public', body }));
      expect(said).toMatchObject({ ok: true });
    }
    expect((await tickets.list(actor, query.parse({ text: 'zebra' }))).total).toBe(1);
  });

  test('a file of any name can be listed, and what is stored fits what the interface promises', async () => {
    const { desk, owner } = await deskOn(await place());
    const actor = await owner();
    const [tickets, attachments] = [createTickets(desk), createAttachments(desk)];
    const ids: string[] = [];
    for (const name of [
      `${'\u{1f600}'.repeat(126)}.txt`,
      `a.${'\u{1f600}'.repeat(126)}`,
      'x\0\u202egpj.exe',
      '..\\..\\CON.tar.gz',
      '\ud800',
    ]) {
      const file = await attachments.add(actor, name, new Uint8Array([1]));
      expect(file).toMatchObject({ ok: true });
      if (file.ok) ids.push(file.value.id);
    }
    const body = newTicket.parse({ subject: 'Files', body: '\0', attachmentIds: ids });
    const made = await tickets.create(actor, body);
    const read = await tickets.get(actor, made.ok ? made.value.id : '');
    expect(ticketSchema.safeParse(read.ok ? read.value : null).error).toBeUndefined();
    const files = read.ok ? (read.value.messages[0]?.attachments ?? []) : [];
    expect(files).toHaveLength(ids.length);
    for (const { name } of files) {
      expect(() => encodeURIComponent(name)).not.toThrow();
      expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}/\\]/u);
    }
  });

  test('files that no message takes have an end, for each member of their own', async () => {
    const { desk, owner } = await deskOn(await place());
    const [ada, bo] = [await owner('Library'), await owner('School')];
    const attachments = createAttachments(desk);
    const full = MAX_ATTACHMENTS * MAX_ATTACHMENT_BYTES;
    await attachments.add(ada, 'a.bin', new Uint8Array(10));
    await desk.db.query.updateTable('attachment').set({ size: full }).execute(); // as if they were that large
    expect(await attachments.add(ada, 'b.bin', new Uint8Array(1))).toMatchObject({
      ok: false,
      error: { error: 'TOO_MANY' },
    });
    expect(await attachments.add(bo, 'b.bin', new Uint8Array(1))).toMatchObject({ ok: true });
    await desk.db.query
      .updateTable('attachment')
      .set({ size: full - 1 })
      .execute();
    expect(await attachments.add(ada, 'c.bin', new Uint8Array(1))).toMatchObject({ ok: true });
  });

  test('messages stay in the order they were written in when the clock goes back', async () => {
    const { desk, owner, pass } = await deskOn(await place());
    const actor = await owner();
    const tickets = createTickets(desk);
    const made = await tickets.create(actor, newTicket.parse({ subject: 'Printer', body: '0' }));
    const id = made.ok ? made.value.id : '';
    for (const body of ['1', '2', '3', '4', '5']) {
      pass(body === '3' ? -3_600_000 : 0);
      await tickets.addMessage(actor, id, newMessage.parse({ kind: 'public', body }));
    }
    const read = await tickets.get(actor, id);
    expect(read.ok && read.value.messages.map(({ body }) => body).join('')).toBe('012345');
  });
});

test('a subject and a name hold nothing that turns or hides what others show', () => {
  for (const subject of ['a\u202eb', 'a\u2066b', 'a\u2028b', 'a\nb', 'a\0b'])
    expect(newTicket.safeParse({ subject, body: 'x' }).success, JSON.stringify(subject)).toBe(false);
  for (const name of ['a\u2028b', 'a\u202eb', 'a\u200bb', 'a\0b'])
    expect(nameSchema.safeParse(name).success, JSON.stringify(name)).toBe(false);
  for (const subject of ['سلام \u200cچاپگر', '\u{1f469}\u200d\u{1f527} printer', 'Größe'])
    expect(newTicket.safeParse({ subject, body: 'x' }).success, subject).toBe(true);
});
