import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allRoutes } from '../../src-shared/helpdesk/api/all-routes.ts';
import { createPasswords } from '../../src-server/desk/passwords.ts';
import { FILE_NAME } from '../../src-server/records-command.ts';
import { openDatabase, type DatabasePlace } from '../../src-server/storage/open-database.ts';
import { fillDesk, usualSize } from '../seed/fill-desk.ts';
import { browserAt, type Browser } from '../server/help-desk/help-desk-client.ts';
import { startChild, type Child } from '../stage/child.ts';
import { startPostgres } from '../stage/postgres.ts';
import { quantile, type Row } from './row.ts';

/**
 * The help desk with 50,000 tickets on both databases, as a browser on the same machine meets it: one call after the
 * other over HTTP. Beside it the smallest call there is (who is signed in), as what HTTP and the login cost.
 */
export const bench = { name: 'helpdesk', long: true, run };

const { session, tickets } = allRoutes;
const ROUNDS = 200;
const PASSWORD = 'only for the benchmark';

async function run(): Promise<Row[]> {
  const passwordHash = await createPasswords().hash(PASSWORD);
  const folder = await mkdtemp(join(tmpdir(), 'alongside-bench-'));
  const postgres = await startPostgres();
  try {
    const file = join(folder, FILE_NAME);
    const url = await postgres.newDatabase();
    const sqlite = await measure('SQLite', { kind: 'sqlite', file }, passwordHash, {
      ALONGSIDE_DATA_DIR: folder,
    });
    const other = await measure('PostgreSQL', { kind: 'postgres', url }, passwordHash, { DATABASE_URL: url });
    return [...sqlite, ...other];
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(
  name: string,
  place: DatabasePlace,
  passwordHash: string,
  env: Record<string, string>,
): Promise<Row[]> {
  const db = await openDatabase(place);
  const begun = performance.now();
  const { owner } = await fillDesk(db, { size: usualSize, now: Date.now(), passwordHash }, () => undefined);
  await db.close();
  const filled = performance.now() - begun;
  const started = performance.now();
  const child = startChild(process.execPath, [join(import.meta.dirname, '../../src-server/main.ts')], {
    PATH: process.env['PATH'],
    ALONGSIDE_PORT: '0',
    ALONGSIDE_API_CALLS_PER_MINUTE: '1000000',
    ...env,
  });
  try {
    const url = await child.line((line) => /"url":"([^"]+)"/.exec(line)?.[1] ?? null, 60_000);
    const up = performance.now() - started;
    const browser = browserAt(url);
    await browser.call(session.signIn, { body: { email: owner, password: PASSWORD } });
    return [
      { scene: name, metric: '50,000 tickets filled in', value: round(filled / 1_000), unit: 's' },
      { scene: name, metric: 'start until it answers', value: round(up), unit: 'ms' },
      ...(await calls(name, browser)),
      { scene: name, metric: 'memory of the server', value: memoryOf(child), unit: 'MiB' },
    ];
  } finally {
    await child.kill();
  }
}

async function calls(name: string, browser: Browser): Promise<Row[]> {
  const page = await browser.call(tickets.list);
  const ids = page.answer.tickets.map(({ id }) => id);
  const at = (count: number) => ids[count % ids.length] ?? '';
  const words = [
    'printer',
    'prin',
    'microsoft call',
    'reading room',
    '0x80070070',
    'update disk',
    'FRONTDESK-07',
  ];
  const word = (count: number) => words[count % words.length] ?? '';
  const versions = new Map<string, number>();
  const kinds: Readonly<Record<string, (count: number) => Promise<{ readonly status: number }>>> = {
    'who is signed in': () => browser.call(session.state),
    'list, newest change first': () => browser.call(tickets.list),
    'list, what waits, by priority': () =>
      browser.call(tickets.list, { query: { state: 'new,open,reopened', sort: 'priority' } }),
    'list, mine': () => browser.call(tickets.list, { query: { assignee: 'me' } }),
    search: (count) => browser.call(tickets.list, { query: { text: word(count) } }),
    'open a ticket': (count) => browser.call(tickets.get, { params: { id: at(count) } }),
    'change a field': async (count) => {
      const id = at(count);
      const body = {
        version: versions.get(id) ?? 1_000_000,
        priority: count % 2 === 0 ? 'high' : 'low',
      } as const;
      const changed = await browser.call(tickets.change, { params: { id }, body });
      versions.set(id, changed.answer.version);
      return changed;
    },
    reply: (count) =>
      browser.call(tickets.addMessage, {
        params: { id: at(count) },
        body: { kind: 'public', body: `It works again, says number ${count}.` },
      }),
  };
  const found: Row[] = [];
  for (const [kind, call] of Object.entries(kinds)) {
    for (let count = 0; count < 10; count += 1) await call(count);
    const times: number[] = [];
    for (let count = 0; count < ROUNDS; count += 1) {
      const begun = performance.now();
      const { status } = await call(count);
      times.push(performance.now() - begun);
      if (status !== 200) throw new Error(`${kind}: ${status}`);
    }
    found.push(
      { scene: name, metric: `${kind}, p50`, value: round(quantile(times, 0.5)), unit: 'ms' },
      { scene: name, metric: `${kind}, p95`, value: round(quantile(times, 0.95)), unit: 'ms' },
    );
  }
  return found;
}

/** Resident, by the system's own account. */
function memoryOf({ process: { pid } }: Child): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1_024);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
