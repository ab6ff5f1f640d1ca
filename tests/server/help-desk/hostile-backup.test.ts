import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { createTickets } from '../../../src-server/desk/tickets.ts';
import { CommandRefused } from '../../../src-server/command-refused.ts';
import { runRecordsCommand, type RecordsCommand } from '../../../src-server/records-command.ts';
import { openDatabase } from '../../../src-server/storage/open-database.ts';
import { ticketRoutes } from '../../../src-shared/helpdesk/api/ticket-routes.ts';
import { testConfig } from '../test-server.ts';
import { deskOn } from './desk-on.ts';

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'alongside-hostile-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

async function run(command: RecordsCommand, args: string[], dataDir: string): Promise<string> {
  const lines: string[] = [];
  const config = testConfig({ ALONGSIDE_DATA_DIR: dataDir });
  await runRecordsCommand(command, args, config, { say: (line) => void lines.push(line) });
  return lines.join('\n');
}

/** A folder with one ticket, and a backup of it. */
async function backedUp(): Promise<{ readonly dir: string; readonly file: string }> {
  const dir = await folder();
  const { desk, owner } = await deskOn({ kind: 'sqlite', file: join(dir, 'alongside.sqlite') });
  const body = ticketRoutes.create.body.parse({ subject: 'Printer', body: 'x'.repeat(20_000) });
  await createTickets(desk).create(await owner(), body);
  await desk.db.close();
  const file = join(await folder(), 'backup.sqlite');
  await run('backup', [file], dir);
  return { dir, file };
}

async function ticketsIn(dir: string): Promise<number> {
  const db = await openDatabase({ kind: 'sqlite', file: join(dir, 'alongside.sqlite') });
  const rows = await db.query.selectFrom('ticket').select('id').execute();
  await db.close();
  return rows.length;
}

const hashOf = async (file: string) =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex');

test.each([
  ['a trigger', 'create trigger spy after insert on message begin delete from audit; end'],
  ['a view', 'create view everybody as select * from member'],
  ['a view in the place of a table', 'drop table ticket_tag; create view ticket_tag as select 1'],
  ['a table of its own', 'create table more (x)'],
  ['an index that calculates', 'create index sly on ticket (lower(subject))'],
  ['a missing index', 'drop index message_of_ticket'],
  ['a newer version', `insert into kysely_migration values ('9999-later', '2030-01-01')`],
  ['none of our records', 'drop table kysely_migration'],
])('a backup with %s is refused, whatever is there stays, and the file is as it was', async (_what, harm) => {
  const { dir, file } = await backedUp();
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: false });
  database.exec('pragma journal_mode = delete');
  database.exec(harm);
  database.close();
  const before = await hashOf(file);
  await expect(run('restore', [file, '--replace'], dir)).rejects.toThrow(CommandRefused);
  await expect(run('verify', [file], dir)).rejects.toThrow('is no backup that can be used');
  expect(await hashOf(file)).toBe(before);
  expect(await ticketsIn(dir)).toBe(1);
  expect((await readdir(dir)).filter((name) => /copy|before/.test(name))).toEqual([]);
});

test('another program’s database, a text, an empty and a cut file are refused in a sentence', async () => {
  const { dir, file } = await backedUp();
  const places = join(await folder(), 'places.sqlite');
  const other = new DatabaseSync(places);
  other.exec('create table moz_places (id integer primary key, url text)');
  other.close();
  const before = await hashOf(places);
  const text = join(await folder(), 'text.sqlite');
  await writeFile(text, 'Dear help desk,\n'.repeat(1_000));
  const empty = join(await folder(), 'empty.sqlite');
  await writeFile(empty, '');
  await truncate(file, 40_000);
  for (const one of [places, text, empty, file])
    for (const command of ['restore', 'verify'] as const)
      await expect(run(command, [one, '--replace'], dir), one).rejects.toThrow(CommandRefused);
  expect(await hashOf(places)).toBe(before);
  expect(await ticketsIn(dir)).toBe(1);
});

test('records that are damaged are replaced by a backup all the same, and kept', async () => {
  const { dir, file } = await backedUp();
  await writeFile(join(dir, 'alongside.sqlite'), 'rubbish '.repeat(5_000));
  await expect(run('verify', [], dir)).rejects.toThrow(CommandRefused);
  await expect(run('backup', [join(await folder(), 'b.sqlite')], dir)).rejects.toThrow(CommandRefused);
  await run('restore', [file, '--replace'], dir);
  expect(await ticketsIn(dir)).toBe(1);
  expect((await readdir(dir)).some((name) => name.includes('.before-'))).toBe(true);
});
