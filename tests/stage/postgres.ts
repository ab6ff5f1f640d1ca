import { execFile, spawn } from 'node:child_process';
import { chownSync, existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

/** A PostgreSQL server of the test's own, reached by a socket in its folder; gone with `stop`. */
export interface Postgres {
  readonly folder: string;
  /** An empty database each time. */
  newDatabase(): Promise<string>;
  stop(): Promise<void>;
}

const run = promisify(execFile);

/** PostgreSQL refuses to run as root; this user owns nothing else. */
const NOBODY = 65_534;

export async function startPostgres(): Promise<Postgres> {
  const bin = newestBin();
  const folder = await mkdtemp(join(tmpdir(), 'alongside-pg-'));
  const asRoot = process.getuid?.() === 0;
  const as = asRoot ? { uid: NOBODY, gid: NOBODY } : {};
  if (asRoot) chownSync(folder, NOBODY, NOBODY);
  const data = join(folder, 'data');
  const env = { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' };
  await run(join(bin, 'initdb'), ['-D', data, '-U', 'alongside', '-A', 'trust', '-E', 'UTF8', '--no-sync'], {
    ...as,
    env,
    cwd: folder,
  });
  const settings = ['-c', 'listen_addresses=', '-c', 'fsync=off', '-c', 'shared_buffers=16MB'];
  const child = spawn(join(bin, 'postgres'), ['-D', data, '-k', folder, ...settings], {
    ...as,
    env,
    cwd: folder,
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  await untilReady(databaseUrl(folder, 'postgres'));
  let count = 0;
  return {
    folder,
    async newDatabase() {
      count += 1;
      return createDatabase(folder, `test_${count}`);
    },
    async stop() {
      child.kill('SIGINT'); // the quick way down, without waiting for clients
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The address of a database on the server whose socket is in that folder. */
export function databaseUrl(folder: string, name: string): string {
  return `postgres://alongside@localhost/${name}?host=${encodeURIComponent(folder)}`;
}

/** Makes a database, as a copy of another one if that is named. */
export async function createDatabase(folder: string, name: string, like?: string): Promise<string> {
  const template = like === undefined ? '' : ` template ${like}`;
  await ask(databaseUrl(folder, 'postgres'), `create database ${name}${template}`);
  return databaseUrl(folder, name);
}

function newestBin(): string {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).toSorted((a, b) => Number(b) - Number(a)) : [];
  const found = versions
    .map((version) => join(root, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')));
  if (found === undefined)
    throw new Error('PostgreSQL is needed: apt-get install postgresql-15, or a newer one.');
  return found;
}

async function ask(url: string, text: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

async function untilReady(url: string): Promise<void> {
  for (let left = 100; ; left -= 1) {
    try {
      return await ask(url, 'select 1');
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => void setTimeout(resolve, 100));
    }
  }
}
