import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { allRoutes } from '../../../src-shared/helpdesk/api/all-routes.ts';
import {
  EVENTS_PATH,
  EVENTS_SUBPROTOCOL,
  eventFrameSchema,
  LOGIN_ENDED,
  type EventFrame,
  type PageFrame,
} from '../../../src-shared/helpdesk/api/event-frames.ts';
import { startServer, type TestServer } from '../test-server.ts';
import { browserAt, tokenIn, type Browser } from './help-desk-client.ts';
import { newPostgresDatabase } from './shared-postgres.ts';

const { session, members, tickets } = allRoutes;
const password = 'a long enough one';

async function ownerOf(server: TestServer): Promise<Browser> {
  const owner = browserAt(server.url);
  const body = { organisation: 'Library', name: 'Ada', email: 'ada@example.org', password };
  await owner.call(session.setUp, { body: { ...body, token: tokenIn(server.setUpLink) } });
  return owner;
}

async function technician(server: TestServer, owner: Browser): Promise<Browser> {
  const invited = await owner.call(members.invite, {
    body: { email: 'tim@example.org', role: 'technician' },
  });
  const tim = browserAt(server.url);
  await tim.call(members.join, { body: { token: invited.answer.token, name: 'Tim', password } });
  return tim;
}

/** A page that listens. `refused` is the status of an upgrade that was not granted. */
function page(url: string, cookie: string, origin = url, protocol = EVENTS_SUBPROTOCOL) {
  const socket = new WebSocket(url.replace('http', 'ws') + EVENTS_PATH, protocol, {
    headers: { cookie, origin },
  });
  onTestFinished(() => socket.terminate());
  const heard: EventFrame[] = [];
  let closed: number | null = null;
  let refused: number | null = null;
  socket.on('message', (data) => void heard.push(eventFrameSchema.parse(JSON.parse(data.toString()))));
  socket.on('close', (code) => void (closed = code));
  socket.on('unexpected-response', (_request, response) => void (refused = response.statusCode ?? 0));
  socket.on('error', () => undefined);
  return {
    heard,
    until: (what: object) =>
      expect.poll(() => heard, { timeout: 10_000 }).toContainEqual(expect.objectContaining(what)),
    say: (frame: PageFrame) => socket.send(JSON.stringify(frame)),
    raw: (text: string) => socket.send(text),
    closed: () => expect.poll(() => closed, { timeout: 10_000 }),
    refused: () => expect.poll(() => refused, { timeout: 10_000 }),
  };
}

test('HD-8: who is not signed in, another site’s page and another protocol hear nothing', async () => {
  const server = await startServer();
  const owner = await ownerOf(server);
  await page(server.url, '').refused().toBe(401);
  await page(server.url, 'alongside=rubbish').refused().toBe(401);
  await page(server.url, owner.cookie(), 'https://evil.example').refused().toBe(403);
  await page(server.url, owner.cookie(), server.url, 'other').refused().toBe(400);
  await page(server.url, owner.cookie()).until({ type: 'hello' });
});

test('HD-8: a change is told with its version after the records have it', async () => {
  const server = await startServer();
  const owner = await ownerOf(server);
  const listening = page(server.url, owner.cookie());
  await listening.until({ type: 'hello' });
  const { answer } = await owner.call(tickets.create, { body: { subject: 'x', body: 'x' } });
  await listening.until({ type: 'ticket.changed', id: answer.id, version: 1 });
  await owner.call(tickets.change, { params: { id: answer.id }, body: { version: 1, state: 'open' } });
  await listening.until({ type: 'ticket.changed', id: answer.id, version: 2 });
});

test('who has a ticket open is told to the others there, with who writes, and when they go', async () => {
  const server = await startServer();
  const owner = await ownerOf(server);
  const tim = await technician(server, owner);
  const { answer } = await owner.call(tickets.create, { body: { subject: 'x', body: 'x' } });
  const [hers, his] = [page(server.url, owner.cookie()), page(server.url, tim.cookie())];
  await Promise.all([hers.until({ type: 'hello' }), his.until({ type: 'hello' })]);
  const at = (writing: boolean, ticketId: string | null = answer.id): PageFrame => ({
    type: 'at',
    ticketId,
    writing,
  });
  hers.say(at(false));
  his.say(at(true));
  await hers.until({ type: 'present', people: [expect.objectContaining({ name: 'Tim', writing: true })] });
  await his.until({ type: 'present', people: [expect.objectContaining({ name: 'Ada', writing: false })] });
  his.say(at(false, null));
  await expect.poll(() => hers.heard.at(-1)).toMatchObject({ type: 'present', people: [] });
  his.raw('{"type":"at"}');
  await his.closed().toBe(4400);
});

test('HD-8: whoever is locked out hears nothing more from that moment on', async () => {
  const server = await startServer();
  const owner = await ownerOf(server);
  const tim = await technician(server, owner);
  const his = page(server.url, tim.cookie());
  await his.until({ type: 'hello' });
  const everybody = await owner.call(members.list);
  const id = everybody.answer.find(({ name }) => name === 'Tim')?.id ?? '';
  await owner.call(members.change, { params: { id }, body: { active: false } });
  await his.closed().toBe(LOGIN_ENDED);
});

test('with PostgreSQL what one server process changes is heard at another', async () => {
  const databaseUrl = await newPostgresDatabase();
  const [one, two] = [
    await startServer({ config: { databaseUrl } }),
    await startServer({ config: { databaseUrl } }),
  ];
  const owner = browserAt(one.url);
  // the second process offered a link of its own since, which made the first one's void
  const body = { organisation: 'Library', name: 'Ada', email: 'ada@example.org', password };
  await owner.call(session.setUp, { body: { ...body, token: tokenIn(two.setUpLink) } });
  const listening = page(two.url, owner.cookie());
  await listening.until({ type: 'hello' });
  const { answer } = await owner.call(tickets.create, { body: { subject: 'x', body: 'x' } });
  await listening.until({ type: 'ticket.changed', id: answer.id, version: 1 });
  await Promise.all([one.close(), two.close()]);
}, 60_000);
