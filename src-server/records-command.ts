import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { CommandRefused, type CommandIo } from './command-refused.ts';
import type { ServerConfig } from './config.ts';
import { firstBroken } from './desk/audit-chain.ts';
import { schemaFault } from './storage/check-schema.ts';
import { copyRecords, isEmpty } from './storage/copy-records.ts';
import { readHeads, verifyAudit } from './verify-audit.ts';
import { lockFolder } from './storage/folder-lock.ts';
import { messageOf } from './storage/message-of.ts';
import { openDatabase, type Database, type DatabasePlace } from './storage/open-database.ts';
import { verifyRecords } from './storage/verify-records.ts';

/*
 * `npm run server -- backup | restore | move-to-postgres | verify | verify-audit`: the records without the server. A
 * backup is always one SQLite file, whatever the records are in, so it can be restored into either.
 */

export const recordsCommands = ['backup', 'restore', 'move-to-postgres', 'verify', 'verify-audit'] as const;
export type RecordsCommand = (typeof recordsCommands)[number];

export const FILE_NAME = 'alongside.sqlite';

/** Runs one command. Throws {@link CommandRefused}; a fault found by `verify` is one too. */
export async function runRecordsCommand(
  command: RecordsCommand,
  args: readonly string[],
  config: ServerConfig,
  io: CommandIo,
): Promise<void> {
  const [file] = args.filter((arg) => !arg.startsWith('-'));
  switch (command) {
    case 'backup':
      return backUp(config, needed(file, 'backup FILE'), io);
    case 'restore':
      return restore(config, needed(file, 'restore FILE'), args.includes('--replace'), io);
    case 'move-to-postgres':
      return moveToPostgres(config, io);
    case 'verify':
      return file === undefined
        ? verify(ownPlace(config), io)
        : withCopy(file, tmpdir(), (copy) => verify({ kind: 'sqlite', file: copy }, io));
    case 'verify-audit':
      return verifyAudit(needed(file, 'verify-audit FILE [EARLIER]'), args[1], io);
  }
}

function needed(file: string | undefined, usage: string): string {
  if (file === undefined) throw new CommandRefused(`Say which file: npm run server -- ${usage}`);
  return file;
}

function filePlace(file: string): DatabasePlace {
  if (!existsSync(file)) throw new CommandRefused(`There is no file ${file}.`);
  return { kind: 'sqlite', file };
}

function folderOf({ dataDir }: ServerConfig): string {
  if (dataDir === null)
    throw new CommandRefused('ALONGSIDE_DATA_DIR is "memory": there are no records. Set it to a folder.');
  return dataDir;
}

function ownPlace(config: ServerConfig): DatabasePlace {
  return config.databaseUrl === null
    ? filePlace(join(folderOf(config), FILE_NAME))
    : { kind: 'postgres', url: config.databaseUrl };
}

/** While the server runs, too. Written beside the file and put in its place when it is whole and verified. */
async function backUp(config: ServerConfig, file: string, io: CommandIo): Promise<void> {
  if (existsSync(file)) throw new CommandRefused(`${file} exists. Name another file, or move it away.`);
  await mkdir(dirname(file), { recursive: true });
  const partial = `${file}.partial`;
  await removeFile(partial);
  const place = ownPlace(config);
  try {
    if (place.kind === 'sqlite') await copyRecordsFile(place.file, partial);
    else
      await withBoth(
        place,
        { kind: 'sqlite', file: partial },
        async (from, to) => void (await copied(from, to, io)),
      );
    await verify({ kind: 'sqlite', file: partial }, io);
    await rename(partial, file);
  } finally {
    await removeFile(partial);
  }
  io.say(`Backup written to ${file}. It holds people's names and words: keep it as you keep the server.`);
}

/** SQLite's own copy of a file that others may write meanwhile. */
async function copyRecordsFile(from: string, to: string): Promise<void> {
  try {
    const source = new DatabaseSync(from, { readOnly: true });
    try {
      await backup(source, to, { rate: 1_000 });
    } finally {
      source.close();
    }
  } catch (error) {
    throw new CommandRefused(`${from} cannot be copied: ${messageOf(error)}`);
  }
}

/**
 * Works on a copy of a file that was handed in, once it is sure that it holds our records and nothing else: looking at
 * a backup must not change it, and nothing that is hidden in it may come along.
 */
async function withCopy(file: string, inFolder: string, run: (copy: string) => Promise<void>): Promise<void> {
  if (!existsSync(file)) throw new CommandRefused(`There is no file ${file}.`);
  const folder = await mkdtemp(join(inFolder, 'alongside-copy-'));
  try {
    const copy = join(folder, FILE_NAME);
    await copyRecordsFile(file, copy);
    const fault = await schemaFault(copy);
    if (fault !== null) throw new CommandRefused(`${file} is no backup that can be used: ${fault}.`);
    await run(copy);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function restore(config: ServerConfig, file: string, replace: boolean, io: CommandIo): Promise<void> {
  if (config.databaseUrl !== null) {
    const target: DatabasePlace = { kind: 'postgres', url: config.databaseUrl };
    await withCopy(file, tmpdir(), async (copy) => {
      const source: DatabasePlace = { kind: 'sqlite', file: copy };
      await verify(source, io);
      await withBoth(source, target, async (from, to) => {
        if (!(await isEmpty(to.query)))
          throw new CommandRefused(
            'The PostgreSQL database holds records. Restore into an empty one, and point DATABASE_URL at it.',
          );
        await copied(from, to, io);
      });
    });
    return io.say('Restored into PostgreSQL.');
  }
  const folder = folderOf(config);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await whileLocked(folder, () =>
    withCopy(file, folder, async (copy) => {
      await verify({ kind: 'sqlite', file: copy }, io);
      await putInPlace(copy, join(folder, FILE_NAME), replace, io);
      io.say(`Restored from ${file}.`);
    }),
  );
}

/** At each moment there are records in the target's place: a server that found none would offer itself to be set up. */
async function putInPlace(copy: string, target: string, replace: boolean, io: CommandIo): Promise<void> {
  if (existsSync(target)) {
    if (!replace)
      throw new CommandRefused(
        'There are records already. With --replace they are kept beside the restored ones.',
      );
    const kept = `${target}.before-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
    await checkpoint(target);
    await link(target, kept).catch(() => copyFile(target, kept)); // not every file system has a second name for a file
    io.say(`The records until now are kept as ${kept}.`);
  }
  for (const end of ['-wal', '-shm', '-journal']) await rm(`${target}${end}`, { force: true });
  await rename(copy, target);
}

/** Brings what stands in the log beside the file into the file, so that the file alone is whole. */
async function checkpoint(file: string): Promise<void> {
  const database = new DatabaseSync(file);
  try {
    database.exec('pragma wal_checkpoint(truncate)');
    database.exec('pragma journal_mode = delete');
  } catch {
    // damaged: that is why somebody restores, and it is kept as it is, with what stands beside it
    for (const end of ['-wal', '-shm'])
      if (existsSync(`${file}${end}`)) await copyFile(`${file}${end}`, `${file}.damaged${end}`);
  } finally {
    database.close();
  }
}

async function moveToPostgres(config: ServerConfig, io: CommandIo): Promise<void> {
  if (config.databaseUrl === null)
    throw new CommandRefused(
      'Set DATABASE_URL to an empty PostgreSQL database, and ALONGSIDE_DATA_DIR to the folder to move.',
    );
  const folder = folderOf(config);
  const source = filePlace(join(folder, FILE_NAME));
  const target: DatabasePlace = { kind: 'postgres', url: config.databaseUrl };
  await whileLocked(folder, async () => {
    await verify(source, io);
    await withBoth(source, target, async (from, to) => void (await copied(from, to, io)));
    await verify(target, io);
  });
  io.say('Moved. The folder is as it was; start the server with DATABASE_URL from now on.');
}

async function verify(place: DatabasePlace, io: CommandIo): Promise<void> {
  const db = await opened(place);
  try {
    const faults = await everythingWrong(db, io).catch((error: unknown) => [
      `The records cannot be read to their end: ${messageOf(error)}`,
    ]);
    if (faults.length > 0) throw new CommandRefused(faults.join('\n'));
    const tickets = await db.query
      .selectFrom('ticket')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    io.say(`Verified: ${Number(tickets.count)} tickets, every file against its hash, every audit chain.`);
  } finally {
    await db.close();
  }
}

async function everythingWrong(db: Database, io: CommandIo): Promise<readonly string[]> {
  const faults = await verifyRecords(db, firstBroken);
  const heads = await readHeads(db);
  for (const line of heads.lines) io.say(line);
  return [...faults, ...heads.faults];
}

async function copied(from: Database, to: Database, io: CommandIo): Promise<number> {
  try {
    return await copyRecords(from, to, (table, rows) =>
      rows > 0 ? io.say(`  ${table}: ${rows}`) : undefined,
    );
  } catch (error) {
    throw new CommandRefused(messageOf(error));
  }
}

async function withBoth(
  fromPlace: DatabasePlace,
  toPlace: DatabasePlace,
  run: (from: Database, to: Database) => Promise<void>,
): Promise<void> {
  const from = await opened(fromPlace);
  try {
    const to = await opened(toPlace);
    try {
      await run(from, to);
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

async function opened(place: DatabasePlace): Promise<Database> {
  try {
    return await openDatabase(place);
  } catch (error) {
    throw new CommandRefused(messageOf(error));
  }
}

async function whileLocked(folder: string, run: () => Promise<void>): Promise<void> {
  const lock = lockFolder(folder);
  if (lock === null) throw new CommandRefused(`A server is running on ${folder}. Stop it first.`);
  try {
    await run();
  } finally {
    lock.release();
  }
}

async function removeFile(file: string): Promise<void> {
  for (const end of ['', '-wal', '-shm', '-journal']) await rm(`${file}${end}`, { force: true });
}
