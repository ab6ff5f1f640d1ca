import { expect, test } from 'vitest';
import { allRoutes } from '../../../src-shared/helpdesk/api/all-routes.ts';
import { browserAt } from './help-desk-client.ts';
import { servedDesk } from './set-up-desk.ts';

const { tickets, waiting } = allRoutes;
const usual = { name: 'Margaret', what: 'Help' };

async function openQueue() {
  const desk = await servedDesk();
  const { answer } = await desk.owner.call(tickets.createQueue, {
    body: { name: 'Front desk', public: true },
  });
  return { ...desk, params: { id: answer.id }, person: browserAt(desk.url) };
}

test('a person without a login asks, sees their place, is taken, and hears who takes care', async () => {
  const { owner, person, params } = await openQueue();
  const report = { said: 'x'.repeat(200_000) };
  const asked = await person.call(waiting.ask, { params, body: { ...usual, report } });
  expect(asked).toMatchObject({ status: 200, answer: { status: { state: 'waiting', place: 1 } } });
  const { answer } = await owner.call(waiting.next, { params });
  expect(answer.ticket).toMatchObject({ subject: 'Help', state: 'open' });
  const { secret } = asked.answer;
  const seen = await person.call(waiting.status, { body: { secret } });
  expect(seen.answer).toMatchObject({ state: 'taken', by: 'Ada' });
  const file = answer.ticket?.messages[0]?.attachments[0];
  const saved = await owner.raw('GET', `/api/attachments/${file?.id ?? ''}`);
  expect(await saved.json()).toEqual(report);
});

test('a stranger may ask five times a minute, says no more than fits, and sees nothing of anybody', async () => {
  const { owner, person, params } = await openQueue();
  const too = await person.call(waiting.ask, {
    params,
    body: { ...usual, report: { said: 'x'.repeat(1_000_000) } },
  });
  expect(too.status).toBe(413);
  const statuses = [];
  for (let count = 0; count < 6; count += 1)
    statuses.push((await person.call(waiting.ask, { params, body: usual })).status);
  expect(statuses.at(-1)).toBe(429);
  expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(5);
  for (const route of [waiting.list, waiting.next] as const)
    expect((await person.raw(route.method, route.path.replace(':id', params.id))).status).toBe(401);
  const { answer } = await person.call(waiting.queue, { params });
  expect(answer).toEqual({
    name: 'Front desk',
    organisation: 'Library',
    waiting: statuses.filter((status) => status === 200).length,
    usualWaitMs: null,
  });
  expect((await owner.call(waiting.list, { params })).answer.people).toHaveLength(answer.waiting);
});
