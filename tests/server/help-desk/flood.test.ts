import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createPasswords } from '../../../src-server/desk/passwords.ts';
import { Busy } from '../../../src-server/domain/turns.ts';
import { allRoutes } from '../../../src-shared/helpdesk/api/all-routes.ts';
import { MAX_ATTACHMENT_BYTES } from '../../../src-shared/helpdesk/api/ticket-routes.ts';
import { startServer } from '../test-server.ts';
import { browserAt } from './help-desk-client.ts';
import { servedDesk } from './set-up-desk.ts';

/** Says that a large file follows, sends its first byte, and nothing more. */
function beginFile(port: number, path: string, cookie = ''): Socket {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined);
  socket.write(
    [
      `POST ${path} HTTP/1.1`,
      'host: 127.0.0.1',
      'content-type: application/octet-stream',
      `content-length: ${MAX_ATTACHMENT_BYTES}`,
      `cookie: ${cookie}`,
      '\r\nx',
    ].join('\r\n'),
  );
  return socket;
}

async function statusOf(socket: Socket): Promise<string> {
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  return chunk.toString().slice(9, 12);
}

test('SG-10: a stranger is refused before any of the file is read, so that no stranger fills the memory', async () => {
  const { port } = await startServer();
  expect(await statusOf(beginFile(port, '/api/attachments?name=a.bin'))).toBe('401');
});

test('SG-10: files that arrive at one time are few, more wait, and the rest come back later', async () => {
  const { server, owner } = await servedDesk();
  const { port } = server;
  const slow = Array.from({ length: 70 }, () =>
    beginFile(port, '/api/attachments?name=a.bin', owner.cookie()),
  );
  expect(await Promise.any(slow.map(statusOf))).toBe('429');
  for (const socket of slow) socket.destroy();
  const small = { body: new Uint8Array([1]), headers: { 'content-type': 'application/octet-stream' } };
  await expect
    .poll(async () => (await owner.raw('POST', '/api/attachments?name=a.bin', small)).status)
    .toBe(200);
});

test('SG-10: a report takes no more room than was sent, and one that nests without end is refused', async () => {
  const { owner, url } = await servedDesk();
  const [queue] = (await owner.call(allRoutes.tickets.queues)).answer;
  const stranger = browserAt(url);
  const ask = (report: string) =>
    stranger.raw('POST', `/api/public/queues/${queue?.id}/requests`, {
      body: `{"name":"Eve","what":"help","report":{"a":${report}}}`,
      headers: { 'content-type': 'application/json' },
    });
  const nested = (levels: number, inside: string) => `${'['.repeat(levels)}${inside}${']'.repeat(levels)}`;
  for (const levels of [40, 5_000, 300_000]) expect((await ask(nested(levels, ''))).status).toBe(422);
  const wide = nested(28, Array.from({ length: 200_000 }, () => '1').join(','));
  expect((await ask(wide)).status).toBe(200);
  const { tickets } = (await owner.call(allRoutes.tickets.list)).answer;
  expect(tickets).toHaveLength(1);
  const { messages } = (await owner.call(allRoutes.tickets.get, { params: { id: tickets[0]?.id ?? '' } }))
    .answer;
  expect(messages[0]?.attachments[0]?.size).toBeLessThan(wide.length + 100);
});

test('SG-10: passwords that are tried at one time are few, and the line in front of them has an end', async () => {
  const passwords = createPasswords();
  const tries = await Promise.allSettled(
    Array.from({ length: 60 }, () => passwords.verify('$argon2id$broken', 'x')),
  );
  const refused = tries.filter((one) => one.status === 'rejected');
  expect(refused).toHaveLength(18);
  for (const { reason } of refused) expect(reason).toBeInstanceOf(Busy);
  expect(await passwords.verify('$argon2id$broken', 'x')).toBe(false);
});
