import { describe, expect, test } from 'vitest';
import { createSatisfaction } from '../../../src-server/desk/satisfaction.ts';
import { createTickets } from '../../../src-server/desk/tickets.ts';
import { allRoutes } from '../../../src-shared/helpdesk/api/all-routes.ts';
import { startServer } from '../test-server.ts';
import { onBothDatabases } from './both-databases.ts';
import { deskOn, type TestDesk } from './desk-on.ts';
import { browserAt, tokenIn } from './help-desk-client.ts';

const DAY = 86_400_000;

async function withTicket(desk: TestDesk) {
  const actor = await desk.owner();
  const made = await createTickets(desk.desk).create(
    actor,
    allRoutes.tickets.create.body.parse({ subject: 'Printer', body: 'x' }),
  );
  if (!made.ok) throw new Error(made.error.message);
  return { actor, ticket: made.value, satisfaction: createSatisfaction(desk.desk) };
}
const tokenOf = (asked: { ok: boolean; value?: { path: string } }) =>
  asked.value?.path.split('/').at(-1) ?? '';

onBothDatabases('satisfaction', (place) => {
  test('one answer by a secret link, changeable for a week from the first one, then for nobody', async () => {
    const desk = await deskOn(await place());
    const { actor, ticket, satisfaction } = await withTicket(desk);
    expect(await satisfaction.get(actor, ticket.id)).toEqual({ ok: true, value: null });
    const token = tokenOf(await satisfaction.ask(actor, ticket.id));
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(
      JSON.stringify(await desk.desk.db.query.selectFrom('satisfaction').selectAll().execute()),
    ).not.toContain(token);
    desk.pass(30 * DAY);
    expect(await satisfaction.answer(token, { good: false, comment: 'Slow.' })).toMatchObject({ ok: true });
    desk.pass(6 * DAY);
    expect(await satisfaction.answer(token, { good: true, comment: '' })).toMatchObject({ ok: true });
    expect(await satisfaction.get(actor, ticket.id)).toMatchObject({
      value: { answer: { good: true, comment: '' } },
    });
    desk.pass(DAY);
    expect(await satisfaction.answer(token, { good: false, comment: '' })).toMatchObject({
      error: { error: 'NOT_FOUND' },
    });
    expect(await satisfaction.look(token)).toMatchObject({ ok: false });
  });

  test('nobody is asked twice: not by two links, nor by a link after a session, also at one time', async () => {
    const desk = await deskOn(await place());
    const { actor, ticket, satisfaction } = await withTicket(desk);
    const both = await Promise.all([satisfaction.ask(actor, ticket.id), satisfaction.ask(actor, ticket.id)]);
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    const sessionId = desk.desk.newId();
    const filed = { good: true, comment: 'Quick.', sessionId };
    const first = await satisfaction.file(actor, ticket.id, filed);
    expect(first).toMatchObject({ ok: true, value: { answer: { sessionId, comment: 'Quick.' } } });
    expect(await satisfaction.file(actor, ticket.id, filed)).toEqual(first); // the answer was lost on its way
    const other = await satisfaction.file(actor, ticket.id, { ...filed, good: false });
    expect(other).toMatchObject({ error: { error: 'CONFLICT' } });
    expect(await satisfaction.ask(actor, ticket.id)).toMatchObject({ error: { error: 'CONFLICT' } });
  });

  test('HD-2: another organisation’s ticket is as unknown as none; a link nobody answers dies', async () => {
    const desk = await deskOn(await place());
    const { actor, ticket, satisfaction } = await withTicket(desk);
    const bo = await desk.owner('Elsewhere');
    for (const refused of [
      await satisfaction.get(bo, ticket.id),
      await satisfaction.ask(bo, ticket.id),
      await satisfaction.file(bo, ticket.id, { good: true, comment: '', sessionId: desk.desk.newId() }),
    ])
      expect(refused).toMatchObject({ error: { error: 'NOT_FOUND' } });
    const token = tokenOf(await satisfaction.ask(actor, ticket.id));
    desk.pass(60 * DAY);
    expect(await satisfaction.look(token)).toMatchObject({ ok: false });
  });
});

describe('the page of the link', () => {
  test('is answered without scripts; opening it answers nothing; what was written is shown as text', async () => {
    const server = await startServer();
    const owner = browserAt(server.url);
    const person = { name: 'Ada', email: 'ada@example.org', password: 'a long enough one' };
    const token = tokenIn(server.setUpLink);
    await owner.call(allRoutes.session.setUp, { body: { ...person, organisation: 'Library', token } });
    const body = { subject: '<b>Printer</b>', body: 'x' };
    const { id } = (await owner.call(allRoutes.tickets.create, { body })).answer;
    const { path } = (await owner.call(allRoutes.satisfaction.ask, { params: { id } })).answer;
    const opened = await fetch(`${server.url}${path}`);
    const page = await opened.text();
    expect(page).toContain('&lt;b&gt;Printer&lt;/b&gt;');
    expect(page).not.toMatch(/<script|style=/);
    expect(opened.headers.get('content-security-policy')).toContain("form-action 'self'");
    const said = () => owner.call(allRoutes.satisfaction.get, { params: { id } });
    expect((await said()).answer).toMatchObject({ answer: null });
    const post = (fields: Record<string, string>) =>
      fetch(`${server.url}${path}`, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { origin: 'null' }, // as browsers say it where no referrer is sent
      });
    expect((await post({ comment: 'only this' })).status).toBe(422);
    const answered = await post({ good: 'no', comment: '"><script>alert(1)</script>' });
    expect(await answered.text()).not.toContain('<script');
    expect((await said()).answer).toMatchObject({
      answer: { good: false, comment: '"><script>alert(1)</script>', sessionId: null },
    });
    expect((await fetch(`${server.url}/answer/${'A'.repeat(43)}`)).status).toBe(404);
  });
});
