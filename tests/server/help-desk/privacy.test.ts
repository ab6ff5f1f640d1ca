import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { firstBroken } from '../../../src-server/desk/audit-chain.ts';
import { createAttachments } from '../../../src-server/desk/attachments.ts';
import type { Actor } from '../../../src-server/desk/desk.ts';
import { createPrivacy } from '../../../src-server/desk/privacy.ts';
import { createRetention } from '../../../src-server/desk/retention.ts';
import { createSatisfaction } from '../../../src-server/desk/satisfaction.ts';
import { createTickets } from '../../../src-server/desk/tickets.ts';
import { inMemory, type DatabasePlace } from '../../../src-server/storage/open-database.ts';
import { personalText, without } from '../../../src-server/storage/personal-text.ts';
import { tableKeys, type TableName } from '../../../src-server/storage/table-keys.ts';
import { verifyRecords } from '../../../src-server/storage/verify-records.ts';
import { ticketRoutes } from '../../../src-shared/helpdesk/api/ticket-routes.ts';
import { personExportSchema } from '../../../src-shared/helpdesk/privacy.ts';
import { onBothDatabases } from './both-databases.ts';
import { deskOn, type TestDesk } from './desk-on.ts';

const DAY = 86_400_000;
const query = (more: object = {}) => ticketRoutes.list.query.parse(more);

async function make(test: TestDesk, actor: Actor, more: object) {
  const made = await createTickets(test.desk).create(
    actor,
    ticketRoutes.create.body.parse({ subject: 'x', body: 'x', ...more }),
  );
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

interface Planted {
  readonly name: string;
  readonly email: string;
  /** A word that only this person wrote. */
  readonly secret: string;
}

/** Puts a person's data wherever a person's data comes to stand, through the services that write it. */
async function plant(test: TestDesk, ada: Actor, { name, email, secret }: Planted): Promise<string> {
  const tickets = createTickets(test.desk);
  const file = await createAttachments(test.desk).add(
    ada,
    `${secret}.txt`,
    Buffer.from(`bytes of ${secret}`),
  );
  if (!file.ok) throw new Error(file.error.message);
  const own = await make(test, ada, {
    subject: `${name} cannot print ${secret}`,
    body: `I am ${name}, ${email}. ${secret}`,
    requester: { name, email },
    device: `${name}’s laptop, ${secret} 11`,
    tags: [`tag-${secret}`],
    attachmentIds: [file.value.id],
    key: `mail-${secret}`,
  });
  await tickets.change(ada, own.id, { version: 1, subject: `Printer of ${secret}`, device: null, tags: [] });
  const reply = { kind: 'internal', body: `> ${secret}\n\nCalled ${name.toUpperCase()}` };
  await tickets.addMessage(ada, own.id, ticketRoutes.addMessage.body.parse(reply));
  await createSatisfaction(test.desk).file(ada, own.id, {
    good: true,
    comment: `Thanks, says ${secret}`,
    sessionId: test.desk.newId(),
  });
  // what others wrote about them
  await make(test, ada, { subject: `Like that of ${name}`, body: `See <${email}>, ${name}` });
  return own.requester?.id ?? '';
}

/** Everything in every table, as one text. */
async function everything({ desk: { db } }: TestDesk): Promise<string> {
  let all = '';
  for (const table of [...Object.keys(tableKeys), 'ticket_words']) {
    const { rows } = await sql<object>`select * from ${sql.table(table)}`.execute(db.query);
    for (const row of rows)
      for (const value of Object.values(row))
        all += `${value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)}\n`;
  }
  return all.toLowerCase();
}

const letters = 'abcdefghijklmnopqrstuvwxyz';
const word = fc.string({ unit: fc.constantFrom(...letters), minLength: 9, maxLength: 14 });
const planted = fc
  .tuple(word, word, word, word)
  .filter((words) => new Set(words).size === 4)
  .map(([first, last, mailbox, secret]) => ({
    name: `${first[0]?.toUpperCase()}${first.slice(1)} ${last[0]?.toUpperCase()}${last.slice(1)}`,
    email: `${mailbox}@example.org`,
    secret,
  }));

async function erased(place: DatabasePlace, person: Planted) {
  const at = await deskOn(place);
  const ada = await at.owner();
  await make(at, ada, { subject: 'Kept', body: 'Of somebody else', requester: { name: 'Bo Baker' } });
  const id = await plant(at, ada, person);
  const privacy = createPrivacy(at.desk);
  expect((await everything(at)).includes(person.secret)).toBe(true);
  const outcome = await privacy.erasePerson(ada, id, person.name);
  expect(outcome).toMatchObject({ ok: true, value: { tickets: expect.any(Number), attachments: 1 } });
  return { ...at, ada, id, privacy };
}

onBothDatabases('erasing a person', (place) => {
  test('HD-23: afterwards no table holds anything they planted; others’ tickets, numbers and the audit chain stay', async () => {
    await fc.assert(
      fc.asyncProperty(planted, async (person) => {
        const at = await erased(await place(), person);
        const left = await everything(at);
        const needles = [person.secret, person.email, ...person.name.toLowerCase().split(' ')];
        for (const needle of needles) expect(left.includes(needle), needle).toBe(false);
        const tickets = createTickets(at.desk);
        const { tickets: all } = await tickets.list(at.ada, query());
        const shown = all.map((one) => [one.number, one.subject, one.requester?.name ?? null] as const);
        expect(shown.toSorted(([a], [b]) => a - b)).toEqual([
          [1, 'Kept', 'Bo Baker'],
          [2, 'Erased', 'Erased person'],
          [3, 'Like that of erased', null],
        ]);
        expect((await tickets.list(at.ada, query({ text: person.secret }))).total).toBe(0);
        expect((await tickets.list(at.ada, query({ text: 'somebody' }))).total).toBe(1);
        expect(await verifyRecords(at.desk.db, firstBroken)).toEqual([]);
        const done = await at.desk.db.query.selectFrom('audit').select('action').execute();
        expect(done.map(({ action }) => action)).toContain('person.erased');
      }),
      { numRuns: 2, endOnFailure: true },
    );
  });

  test('only with their name typed, and only in one’s own organisation', async () => {
    const at = await deskOn(await place());
    const [ada, bo] = [await at.owner(), await at.owner('Elsewhere')];
    const id = await plant(at, ada, { name: 'Margaret Ellison', email: 'm@example.org', secret: 'zebra' });
    const privacy = createPrivacy(at.desk);
    expect(await privacy.erasePerson(ada, id, 'margaret')).toMatchObject({ error: { error: 'INVALID' } });
    for (const refused of [
      await privacy.erasePerson(bo, id, 'Margaret Ellison'),
      await privacy.exportPerson(bo, id),
      await privacy.person(bo, id),
    ])
      expect(refused).toMatchObject({ error: { error: 'NOT_FOUND' } });
    expect(await everything(at)).toContain('zebra');
  });

  test('what is handed to a person has all that is kept about them, files too, and that it was handed out is written down', async () => {
    const at = await deskOn(await place());
    const ada = await at.owner();
    const id = await plant(at, ada, { name: 'Margaret Ellison', email: 'm@example.org', secret: 'zebra' });
    const privacy = createPrivacy(at.desk);
    expect(await privacy.person(ada, id)).toMatchObject({
      value: { tickets: 1, messages: 2, attachments: 1 },
    });
    const made = await privacy.exportPerson(ada, id);
    if (!made.ok) throw new Error(made.error.message);
    const text = personExportSchema.parse(JSON.parse(JSON.stringify(made.value)));
    expect(text.person).toMatchObject({ name: 'Margaret Ellison', email: 'm@example.org' });
    expect(text.tickets).toMatchObject([{ number: 1, satisfaction: { comment: 'Thanks, says zebra' } }]);
    expect(text.tickets[0]?.messages).toHaveLength(2);
    expect(Buffer.from(text.attachments[0]?.base64 ?? '', 'base64').toString()).toBe('bytes of zebra');
    const done = await at.desk.db.query.selectFrom('audit').select('action').execute();
    expect(done.map(({ action }) => action)).toContain('person.exported');
  });
});

describe('erasing a person from a file', () => {
  test('HD-23: no byte of theirs is left in the folder of the records', async () => {
    await fc.assert(
      fc.asyncProperty(planted, async (person) => {
        const folder = await mkdtemp(join(tmpdir(), 'alongside-erase-'));
        onTestFinished(() => rm(folder, { recursive: true, force: true }));
        await erased({ kind: 'sqlite', file: join(folder, 'records.sqlite') }, person);
        const needles = [person.secret, person.email, ...person.name.toLowerCase().split(' ')];
        for (const name of await readdir(folder)) {
          const bytes = (await readFile(join(folder, name))).toString('latin1').toLowerCase();
          for (const needle of needles) expect(bytes.includes(needle), `${needle} in ${name}`).toBe(false);
        }
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });

  test('every column that holds text is known to the erasure: a new one has to be thought of', async () => {
    const { desk } = await deskOn(inMemory);
    for (const [table, keys] of Object.entries(tableKeys)) {
      const { rows } = await sql<{ name: string; type: string }>`
        select name, type from pragma_table_info(${table})`.execute(desk.db.query);
      const known: { free?: readonly string[]; plain?: readonly string[] } = personalText[table as TableName];
      const listed = [...(known.free ?? []), ...(known.plain ?? [])];
      const columns = rows.filter(({ type, name }) => /text/i.test(type) && name !== 'tenant_id');
      const missing = columns.filter(({ name }) => !listed.includes(name) && !isKey(keys, name));
      expect(missing.map(({ name }) => `${table}.${name}`)).toEqual([]);
      expect(
        listed.filter((name) => !rows.some((row) => row.name === name)),
        table,
      ).toEqual([]);
    }
  });

  test('a name is taken out in any case and with any space, never as a part of another one', () => {
    const clean = (text: string) => without(text, 'Ann Lee', '…');
    expect(clean('ANN  lee called; Ann\nLee, too')).toBe('… called; …, too');
    expect(clean('Joann Leeds')).toBe('Joann Leeds');
    expect(without('a@b.org or xa@b.org', 'a@b.org', '…')).toBe('… or xa@b.org');
  });
});

function isKey(keys: readonly string[], name: string): boolean {
  return keys.includes(name);
}

onBothDatabases('keeping closed tickets for a time', (place) => {
  test('nothing goes before somebody has looked and typed the name; then what is old goes with all that hangs on it', async () => {
    const at = await deskOn(await place());
    const ada = await at.owner();
    const retention = createRetention(at.desk);
    const tickets = createTickets(at.desk);
    const closed = async (name: string) => {
      const { id, version } = await make(at, ada, {
        requester: { name, email: `${name.split(' ')[0]}@example.org` },
      });
      await tickets.change(ada, id, { version, state: 'closed' });
    };
    for (let count = 0; count < 60; count += 1) await closed(`Old${count} Person`);
    await make(at, ada, { subject: 'Open', requester: { name: 'Still Here' } });
    at.pass(200 * DAY);
    await closed('New Person');
    expect(await retention.look(ada)).toMatchObject({ error: { error: 'INVALID' } });
    await retention.set(ada, 6);
    expect(await retention.allow(ada, 'Riverside Library')).toMatchObject({ error: { error: 'INVALID' } });
    const looked = await retention.look(ada);
    expect(looked).toMatchObject({ value: { tickets: 60, messages: 60, people: 60 } });
    expect(await retention.run()).toBe(0);
    expect(await retention.allow(ada, 'Other')).toMatchObject({ error: { error: 'INVALID' } });
    expect(await retention.allow(ada, 'Riverside Library')).toMatchObject({ value: { runs: true } });
    expect(await retention.run()).toBe(60);
    expect((await tickets.list(ada, query())).tickets.map((one) => one.requester?.name).toSorted()).toEqual([
      'New Person',
      'Still Here',
    ]);
    const people = await at.desk.db.query.selectFrom('requester').select('name').execute();
    expect(people).toHaveLength(2);
    expect(await verifyRecords(at.desk.db, firstBroken)).toEqual([]);
    const audit = await at.desk.db.query
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'retention.run')
      .execute();
    expect(JSON.parse(audit[0]?.detail ?? '{}')).toMatchObject({ tickets: 60, people: 60 });
    await retention.set(ada, 1); // a changed rule rests until somebody has looked again
    at.pass(200 * DAY);
    expect(await retention.run()).toBe(0);
  });
});
