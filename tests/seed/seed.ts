import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { decodeConfig } from '../../src-server/config.ts';
import { createPasswords } from '../../src-server/desk/passwords.ts';
import { isEmpty } from '../../src-server/storage/copy-records.ts';
import { openDatabase } from '../../src-server/storage/open-database.ts';
import { FILE_NAME } from '../../src-server/records-command.ts';
import { fillDesk, usualSize } from './fill-desk.ts';

/*
 * `npm run seed`: fills an empty help desk, in ALONGSIDE_DATA_DIR or DATABASE_URL, with invented people and a year of
 * tickets. For trying it out and for benchmarks; refuses where there is anything already.
 */
export const SEED_PASSWORD = 'only-for-trying-out';

const say = (line: string) => void process.stderr.write(`${line}\n`);
const config = decodeConfig(process.env);
if (!config.ok) throw new Error(config.error);
const { dataDir, databaseUrl } = config.value;
if (databaseUrl === null && dataDir === null)
  throw new Error('ALONGSIDE_DATA_DIR is "memory": name a folder.');
if (databaseUrl === null && dataDir !== null) mkdirSync(dataDir, { recursive: true, mode: 0o700 });
const db = await openDatabase(
  databaseUrl === null
    ? { kind: 'sqlite', file: join(dataDir ?? '', FILE_NAME) }
    : { kind: 'postgres', url: databaseUrl },
);
if (!(await isEmpty(db.query))) {
  say('There are records already. Name another ALONGSIDE_DATA_DIR or DATABASE_URL.');
  process.exitCode = 2;
} else {
  const asked = Number(
    process.argv.find((word) => word.startsWith('--tickets='))?.slice('--tickets='.length),
  );
  const size = Number.isInteger(asked) && asked > 0 ? { ...usualSize, tickets: asked } : usualSize;
  const passwordHash = await createPasswords().hash(SEED_PASSWORD);
  const { owner } = await fillDesk(db, { size, now: Date.now(), passwordHash }, (tickets) => {
    if (tickets % 10_000 === 0) say(`${tickets} of ${size.tickets} tickets`);
  });
  say(`Done. Start the server and sign in as ${owner} with the password ${SEED_PASSWORD}`);
}
await db.close();
