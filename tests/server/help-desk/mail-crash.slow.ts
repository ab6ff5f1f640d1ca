import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { allRoutes } from '../../../src-shared/helpdesk/api/all-routes.ts';
import { startChild } from '../../stage/child.ts';
import { browserAt, tokenIn } from './help-desk-client.ts';
import { postOffice } from './mail-world.ts';

const { session, tickets, mail } = allRoutes;
const main = join(import.meta.dirname, '../../../src-server/main.ts');
const account = { email: 'ada@example.org', password: 'a long enough one' };

async function start(dataDir: string, smtpPort: number) {
  const child = startChild(process.execPath, [main], {
    PATH: process.env['PATH'],
    ALONGSIDE_PORT: '0',
    ALONGSIDE_WEB_ROOT: '/nowhere',
    ALONGSIDE_DATA_DIR: dataDir,
    ALONGSIDE_SMTP_SERVERS: `127.0.0.1:${smtpPort}`,
  });
  onTestFinished(() => child.kill());
  const url = await child.line((line) => /"url":"([^"]+)"/.exec(line)?.[1] ?? null);
  return { child, url };
}

/** A cable in front of the mail server: cut after the mail went through and before its yes comes back. */
async function cable(to: number) {
  const state = { keepAnswers: true, port: 0 };
  const server = createServer((near: Socket) => {
    const far = connect(to, '127.0.0.1');
    let inMail = false;
    near.on('data', (chunk: Buffer) => far.write(chunk));
    far.on('data', (chunk: Buffer) => {
      if (inMail && state.keepAnswers) return;
      if (/^354/m.test(chunk.toString())) inMail = true; // it may come together with the answer before
      near.write(chunk);
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('close', () => other.destroy());
      one.on('error', () => other.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  state.port = address !== null && typeof address === 'object' ? address.port : 0;
  return state;
}

test('killed after the mail server has the mail and before its yes is heard: sent once more with the same id, then never', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'alongside-mail-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const office = await postOffice();
  const line = await cable(office.port);
  const first = await start(dataDir, line.port);
  const link = await readFile(join(dataDir, 'set-up-link.txt'), 'utf8');
  const owner = browserAt(first.url);
  const token = tokenIn(link.trim());
  await owner.call(session.setUp, { body: { ...account, organisation: 'Library', name: 'Ada', token } });
  const [queue] = (await owner.call(tickets.queues)).answer;
  const sending = { host: '127.0.0.1', port: line.port, security: 'none' as const, user: null };
  await owner.call(mail.changeSettings, {
    body: { sending, plusAddress: true, acknowledge: false, acknowledgeText: 'x' },
  });
  await owner.call(mail.addAddress, {
    body: { address: 'help@desk.example', name: 'H', queueId: queue?.id ?? '' },
  });
  const requester = { name: 'Maria', email: 'maria@home.example' };
  const made = await owner.call(tickets.create, { body: { subject: 'Printer', body: 'x', requester } });
  const params = { id: made.answer.id };
  await owner.call(tickets.addMessage, { params, body: { kind: 'public', body: 'Clean the drum' } });
  await expect.poll(() => office.mails.length, { timeout: 20_000 }).toBe(1);
  first.child.process.kill('SIGKILL');
  await once(first.child.process, 'exit');
  line.keepAnswers = false;
  const second = await start(dataDir, line.port);
  await expect.poll(() => office.mails.length, { timeout: 20_000 }).toBe(2);
  const [one, two] = office.mails;
  expect(two?.parsed.messageId).toBe(one?.parsed.messageId);
  const again = browserAt(second.url);
  await again.call(session.signIn, { body: account });
  const sent = () => again.call(mail.outgoing, { query: { state: 'sent' } });
  await expect.poll(async () => (await sent()).answer.length, { timeout: 20_000 }).toBe(1);
}, 90_000);
