import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createHttpSend } from '../../../src-server/connectors/http-send.ts';
import { createNetworkGuard } from '../../../src-server/connectors/network-guard.ts';
import { createWebhookSend } from '../../../src-server/connectors/webhook-send.ts';
import { isSignedBy } from '../../../src-server/connectors/webhook-signature.ts';
import { createTickets } from '../../../src-server/desk/tickets.ts';
import { createWebhookSender } from '../../../src-server/desk/webhook-sender.ts';
import { createWebhooks } from '../../../src-server/desk/webhooks.ts';
import { createSecretBox } from '../../../src-server/domain/secret-box.ts';
import { MOST_ATTEMPTS, pauseAfter } from '../../../src-server/domain/webhook-call.ts';
import type { DatabasePlace } from '../../../src-server/storage/open-database.ts';
import { ticketRoutes } from '../../../src-shared/helpdesk/api/ticket-routes.ts';
import { onBothDatabases } from './both-databases.ts';
import { deskOn } from './desk-on.ts';

interface Heard {
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  readonly json: Record<string, unknown> & { readonly ticket?: Record<string, unknown> };
}

/** A real receiver; `answers` are the statuses it gives in turn, then 200. */
async function receiver(answers: number[]) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      heard.push({ headers: request.headers, body, json: JSON.parse(body.toString()) as Heard['json'] });
      response.writeHead(answers.shift() ?? 200, { location: 'http://127.0.0.1:1/' }).end();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { heard, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function hooked(
  place: DatabasePlace,
  answers: number[] = [],
  events: string[] = ['ticket.created', 'ticket.changed'],
) {
  const at = await deskOn(place);
  const { heard, origin } = await receiver(answers);
  const guard = createNetworkGuard([origin]);
  const secrets = createSecretBox({ keys: [{ id: 'test', bytes: randomBytes(32) }], randomBytes });
  const sender = createWebhookSender({
    desk: at.desk,
    send: createWebhookSend(createHttpSend(guard)),
    secrets,
    chance: () => 0.5,
  });
  const webhooks = createWebhooks({ desk: at.desk, sender, secrets, refuse: guard.refuse });
  const ada = await at.owner();
  const made = await webhooks.create(ada, { name: 'Pager', url: `${origin}/hook`, events: events as never });
  if (!made.ok) throw new Error(made.error.message);
  const tickets = createTickets(at.desk);
  const newTicket = async () => {
    const requester = { name: 'Margaret Ellison', email: 'margaret@example.org' };
    const body = ticketRoutes.create.body.parse({ subject: 'Private words', body: 'more', requester });
    const ticket = await tickets.create(ada, body);
    if (!ticket.ok) throw new Error(ticket.error.message);
    return ticket.value;
  };
  const round = async () => {
    await sender.look();
    await sender.work();
  };
  return { ...at, heard, origin, webhooks, sender, ada, tickets, newTicket, round, ...made.value };
}

onBothDatabases('webhooks', (place) => {
  test('HD-22: a change is told once, signed, with ids and states and nobody’s name or words', async () => {
    const { heard, secret, newTicket, round, tickets, ada, pass, desk } = await hooked(await place());
    const { id, version } = await newTicket();
    await round();
    await round();
    pass(1_000);
    await tickets.change(ada, id, { version, priority: 'urgent' });
    await round();
    expect(
      heard.map(({ json }) => [json['event'], json.ticket?.['version'], json.ticket?.['priority']]),
    ).toEqual([
      ['ticket.created', 1, 'normal'],
      ['ticket.changed', 2, 'urgent'],
    ]);
    const [first] = heard;
    const delivery = String(first?.headers['alongside-delivery']);
    const timestampS = Number(first?.headers['alongside-timestamp']);
    const signature = String(first?.headers['alongside-signature']);
    const call = { delivery, timestampS, body: first?.body ?? Buffer.alloc(0) };
    expect(isSignedBy(secret, call, signature, timestampS)).toBe(true);
    expect(isSignedBy(secret, { ...call, body: Buffer.from('{}') }, signature, timestampS)).toBe(false);
    expect(JSON.stringify(heard)).not.toMatch(/margaret|private words/i);
    expect(JSON.stringify(await desk.db.query.selectFrom('webhook').selectAll().execute())).not.toContain(
      secret,
    );
  });

  test('what fails is tried again later, the same delivery, and ends as a dead letter that can be sent again', async () => {
    const failing = Array.from({ length: MOST_ATTEMPTS }, () => 503);
    const { heard, webhooks, webhook, ada, newTicket, round, pass } = await hooked(await place(), failing);
    await newTicket();
    await round();
    await round();
    expect(heard).toHaveLength(1); // not before its time
    for (let tries = 1; tries < MOST_ATTEMPTS; tries += 1) {
      pass(pauseAfter(tries, 1));
      await round();
    }
    expect(heard).toHaveLength(MOST_ATTEMPTS);
    expect(new Set(heard.map(({ headers }) => headers['alongside-delivery'])).size).toBe(1);
    expect(await webhooks.list(ada)).toMatchObject([{ waiting: 0, dead: 1 }]);
    const dead = await webhooks.deliveries(ada, webhook.id, { state: 'dead', limit: 10 });
    if (!dead.ok) throw new Error(dead.error.message);
    expect(dead.value).toMatchObject([{ attempts: MOST_ATTEMPTS, reason: 'answered 503' }]);
    const id = dead.value[0]?.id ?? '';
    expect(await webhooks.retry(ada, id)).toMatchObject({ ok: true });
    await round();
    expect(heard).toHaveLength(MOST_ATTEMPTS + 1);
    expect(await webhooks.list(ada)).toMatchObject([{ waiting: 0, dead: 0 }]);
    expect(await webhooks.retry(ada, id)).toMatchObject({ error: { error: 'NOT_FOUND' } });
  });

  test('events that were not asked for are not told; a resting webhook hears nothing, also not afterwards', async () => {
    const { heard, webhooks, webhook, ada, tickets, newTicket, round, pass } = await hooked(
      await place(),
      [],
      ['ticket.created'],
    );
    const { id, version } = await newTicket();
    await tickets.change(ada, id, { version, priority: 'low' }); // made and changed before anybody looked: it is new
    await round();
    await tickets.change(ada, id, { version: 2, priority: 'high' });
    await round();
    expect(heard.map(({ json }) => json['event'])).toEqual(['ticket.created']);
    await webhooks.change(ada, webhook.id, { active: false });
    pass(120_000);
    await newTicket();
    await round();
    pass(120_000);
    await webhooks.change(ada, webhook.id, { active: true });
    await round();
    expect(heard).toHaveLength(1);
  });

  test('two servers at one time tell it once', async () => {
    const { heard, newTicket, sender } = await hooked(await place());
    await Promise.all([newTicket(), newTicket(), newTicket()]);
    await Promise.all([sender.look(), sender.look()]);
    await Promise.all([sender.work(), sender.work(), sender.work()]);
    expect(heard.map(({ json }) => json.ticket?.['number']).toSorted()).toEqual([1, 2, 3]);
  });

  test('HD-22: nothing is sent into a private network, nor where a redirect points; the test says so', async () => {
    const { webhooks, webhook, ada, owner, heard } = await hooked(await place(), [302, 200]);
    for (const url of [
      'http://example.org/',
      'https://127.0.0.1/',
      'https://[::1]/',
      'https://169.254.169.254/latest',
    ])
      expect(await webhooks.create(ada, { name: 'x', url, events: ['ticket.created'] }), url).toMatchObject({
        error: { error: 'INVALID' },
      });
    expect(await webhooks.test(ada, webhook.id)).toMatchObject({
      value: { delivered: false, detail: 'answered 302: it points elsewhere' },
    });
    expect(await webhooks.test(ada, webhook.id)).toMatchObject({ value: { delivered: true } });
    expect(heard.map(({ json }) => json['event'])).toEqual(['test', 'test']);
    const bo = await owner('Elsewhere'); // HD-2
    for (const refused of [await webhooks.test(bo, webhook.id), await webhooks.remove(bo, webhook.id)])
      expect(refused).toMatchObject({ error: { error: 'NOT_FOUND' } });
    expect(await webhooks.remove(ada, webhook.id)).toMatchObject({ ok: true });
    expect(await webhooks.list(ada)).toEqual([]);
  });
});
