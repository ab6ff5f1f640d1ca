import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startChild } from '../../stage/child.ts';
import { startServer } from '../test-server.ts';

const main = join(import.meta.dirname, '../../../src-server/main.ts');

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'alongside-start-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

const cases: readonly (readonly [string, () => Promise<string>, string])[] = [
  [
    'damaged records',
    async () => {
      const dir = await folder();
      await writeFile(join(dir, 'alongside.sqlite'), 'rubbish '.repeat(2_000));
      return dir;
    },
    'restore a backup',
  ],
  [
    'a lock that is none',
    async () => {
      const dir = await folder();
      await writeFile(join(dir, 'alongside.lock'), 'rubbish '.repeat(2_000));
      return dir;
    },
    'alongside.lock',
  ],
  [
    'a folder that is a file',
    async () => {
      const file = join(await folder(), 'file');
      await writeFile(file, '');
      return join(file, 'data');
    },
    'ALONGSIDE_DATA_DIR',
  ],
  [
    'a folder in the place of the records',
    async () => {
      const dir = await folder();
      await mkdir(join(dir, 'alongside.sqlite'));
      return dir;
    },
    'The records cannot be opened',
  ],
  [
    'a folder in the place of the set-up link',
    async () => {
      const dir = await folder();
      await mkdir(join(dir, 'set-up-link.txt'));
      return dir;
    },
    'set-up-link.txt',
  ],
  [
    'another server on the same folder',
    async () => {
      const dataDir = await folder();
      await startServer({ config: { dataDir } });
      return dataDir;
    },
    'another server uses',
  ],
];

test.each(cases)('with %s it does not start and says so in a sentence', async (_what, make, sentence) => {
  await expect(startServer({ config: { dataDir: await make() } })).rejects.toThrow(sentence);
});

test('a start that failed has let go of the folder: the next one works', async () => {
  const dataDir = await folder();
  for (const name of ['alongside.sqlite', 'set-up-link.txt']) {
    await mkdir(join(dataDir, name));
    await expect(startServer({ config: { dataDir } })).rejects.toThrow(/./);
    await rm(join(dataDir, name), { recursive: true });
  }
  await expect(startServer({ config: { dataDir } })).resolves.toBeDefined();
});

test('where PostgreSQL is not there the program ends with 2, says what to look at, and gives no password away', async () => {
  const child = startChild(process.execPath, [main], {
    PATH: process.env['PATH'],
    ALONGSIDE_PORT: '0',
    ALONGSIDE_DATA_DIR: 'memory',
    DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/none',
  });
  onTestFinished(() => child.kill());
  const { process: server } = child;
  if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
  expect(child.said()).toContain('DATABASE_URL');
  expect(child.said()).not.toMatch(/\n\s+at |secret/);
  expect(server.exitCode).toBe(2);
});
