import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { allRoutes } from '../../../src-shared/helpdesk/api/all-routes.ts';
import { startChild, type Child } from '../../stage/child.ts';
import { browserAt, tokenIn, type Browser } from './help-desk-client.ts';

const { session, tickets } = allRoutes;
const main = join(import.meta.dirname, '../../../src-server/main.ts');
const account = { email: 'ada@example.org', password: 'a long enough one' };

async function start(env: Record<string, string>) {
  const child = startChild(process.execPath, [main], {
    PATH: process.env['PATH'],
    ALONGSIDE_PORT: '0',
    ALONGSIDE_WEB_ROOT: '/nowhere',
    ...env,
  });
  onTestFinished(() => child.kill());
  const url = await child.line((line) => /"msg":"listening".*|"url":"([^"]+)"/.exec(line)?.[1] ?? null);
  return { child, url };
}

/** Writes as fast as the server answers, from several sides, until it is gone; answers what was acknowledged. */
async function writeUntilGone(browser: Browser, round: number): Promise<readonly string[]> {
  const acknowledged: string[] = [];
  const one = async (side: number) => {
    for (let count = 0; ; count += 1) {
      const subject = `ticket ${round}-${side}-${count}`;
      try {
        const made = await browser.call(tickets.create, {
          body: { subject, body: 'x', key: `key-of-${subject}` },
        });
        if (made.status === 200) acknowledged.push(subject);
      } catch {
        return;
      }
    }
  };
  await Promise.all([1, 2, 3, 4].map(one));
  return acknowledged;
}

async function subjects(browser: Browser): Promise<ReadonlySet<string>> {
  const all = new Set<string>();
  let after: string | null = null;
  do {
    const query: Record<string, string> = { limit: '200', ...(after === null ? {} : { after }) };
    const { answer } = await browser.call(tickets.list, { query });
    for (const { subject } of answer.tickets) all.add(subject);
    after = answer.next;
  } while (after !== null);
  return all;
}

/** Where there is a folder the link stands in a file, since this test is no terminal. */
async function setUpLink(
  child: Child,
  { ALONGSIDE_DATA_DIR: folder }: Record<string, string>,
): Promise<string> {
  if (folder === undefined || folder === 'memory')
    return child.line((line) => /(http\S+#set-up=\S+)/.exec(line)?.[1] ?? null);
  const file = await child.line((line) => /^ {2}(\S+set-up-link\.txt)$/.exec(line)?.[1] ?? null);
  return (await readFile(file, 'utf8')).trim();
}

/** As often as said: filled under load, killed, started again, and asked for everything that was acknowledged. */
export async function killedUnderLoad(env: Record<string, string>, rounds: number): Promise<void> {
  const acknowledged: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { child, url } = await start(env);
    const browser = browserAt(url);
    if (round === 0) {
      const link = await setUpLink(child, env);
      await browser.call(session.setUp, {
        body: { ...account, organisation: 'Library', name: 'Ada', token: tokenIn(link) },
      });
    } else await browser.call(session.signIn, { body: account });
    const writing = writeUntilGone(browser, round);
    await new Promise((resolve) => void setTimeout(resolve, 400 + round * 150));
    child.process.kill('SIGKILL');
    acknowledged.push(...(await writing));
    const again = await start(env);
    const reader = browserAt(again.url);
    await reader.call(session.signIn, { body: account });
    const there = await subjects(reader);
    for (const subject of acknowledged) expect(there, subject).toContain(subject);
    again.child.process.kill('SIGKILL');
    await new Promise((resolve) => void again.child.process.once('exit', resolve));
  }
  expect(acknowledged.length).toBeGreaterThan(5 * rounds);
}
