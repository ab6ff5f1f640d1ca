import { expect, test } from 'vitest';
import { createAuditLog } from '../../../src-server/desk/audit-log.ts';
import { allRoutes } from '../../../src-shared/helpdesk/api/all-routes.ts';
import { onBothDatabases } from './both-databases.ts';
import { mailWorld, postOffice } from './mail-world.ts';
import { servedDesk } from './set-up-desk.ts';

const { mail, tickets } = allRoutes;
const base = { plusAddress: true, acknowledge: false, acknowledgeText: 'Thanks' };

test('the password is sealed, never shown, goes to no other server, and the test says what is wrong', async () => {
  const office = await postOffice({ user: 'desk', pass: 'right password' });
  const { owner } = await servedDesk({ config: { smtpServers: [`127.0.0.1:${office.port}`] } });
  const sending = { host: '127.0.0.1', port: office.port, security: 'none' as const, user: 'desk' };
  const verdict = async () => (await owner.call(mail.test)).answer.verdict;
  const put = (body: object) => owner.call(mail.changeSettings, { body: { ...base, ...body } as never });
  expect(await verdict()).toBe('no-settings');
  expect(await put({ sending })).toMatchObject({
    status: 422,
    answer: { fields: { password: expect.any(String) } },
  });
  const set = await put({ sending, password: 'wrong password' });
  expect(set).toMatchObject({ status: 200, answer: { passwordSetAt: expect.any(Number) } });
  expect(await verdict()).toBe('sign-in');
  expect((await put({ sending, password: 'right password' })).status).toBe(200);
  expect(await verdict()).toBe('ok');
  expect((await put({ sending })).status).toBe(200); // stays
  expect(await verdict()).toBe('ok');
  expect((await put({ sending: { ...sending, port: 25 } })).status).toBe(422);
  expect((await put({ sending: { ...sending, host: 'mail.example.org' }, password: 'x' })).status).toBe(422);
  const shown = await owner.raw('GET', '/api/mail/settings');
  expect(await shown.text()).not.toContain('right password');
  const audit = await owner.raw('GET', '/api/audit');
  const told = await audit.text();
  expect(told).toContain('mail.settings-changed');
  expect(told).not.toContain('right password');
  expect(told).not.toContain('wrong password');
});

test('TM-16: mail goes to no server of the inner network that the operator has not named', async () => {
  const office = await postOffice();
  const { owner } = await servedDesk();
  const verdictFor = async (host: string, port: number) => {
    const sending = { host, port, security: 'none' as const, user: null };
    await owner.call(mail.changeSettings, { body: { ...base, sending } });
    return (await owner.call(mail.test)).answer.verdict;
  };
  for (const host of ['127.0.0.1', 'localhost', '::1', '169.254.169.254', '10.0.0.1', '::ffff:127.0.0.1'])
    expect(await verdictFor(host, office.port), host).toBe('not-allowed');
  expect(await verdictFor('127.0.0.1', 25)).toBe('not-allowed');
  expect(await verdictFor('8.8.8.8', 53)).toBe('not-allowed');
});

test('an address is added with its queue, and only once', async () => {
  const { owner } = await servedDesk();
  const [queue] = (await owner.call(tickets.queues)).answer;
  const body = { address: 'Help@Desk.example', name: 'Help', queueId: queue?.id ?? '' };
  const made = await owner.call(mail.addAddress, { body });
  expect(made).toMatchObject({ status: 200, answer: { address: 'help@desk.example' } });
  expect((await owner.call(mail.addAddress, { body })).status).toBe(422);
  expect((await owner.call(mail.addAddress, { body: { ...body, address: 'a+b@desk.example' } })).status).toBe(
    422,
  );
  const { answer } = await owner.call(mail.settings);
  expect(answer).toMatchObject({ sending: null, listensOn: null, addresses: [{ name: 'Help' }] });
  const params = { id: made.answer.id };
  expect((await owner.call(mail.removeAddress, { params })).status).toBe(200);
  expect((await owner.call(mail.removeAddress, { params })).status).toBe(404);
});

onBothDatabases('mail of two organisations', (place) => {
  test('HD-2: no organisation takes another’s address, sees its settings, or sends with its password', async () => {
    const world = await mailWorld(await place());
    const bo = await world.owner('Other');
    const { settings } = world.mail;
    expect(await settings.read(bo)).toMatchObject({ sending: null, addresses: [] });
    const [own] = (await settings.read(world.actor)).addresses;
    const taken = await settings.addAddress(bo, {
      address: 'help@desk.example',
      name: 'B',
      queueId: world.queueId,
    });
    expect(taken).toMatchObject({ ok: false, error: { fields: { address: 'is taken' } } });
    const foreign = await settings.addAddress(bo, {
      address: 'b@desk.example',
      name: 'B',
      queueId: world.queueId,
    });
    expect(foreign).toMatchObject({ ok: false, error: { fields: { queueId: 'is unknown' } } });
    expect(await settings.removeAddress(bo, own?.id ?? '')).toMatchObject({ error: { error: 'NOT_FOUND' } });
    expect(await settings.account(bo.tenantId)).toMatchObject({ ok: false });
    const { entries } = await createAuditLog(world.desk).list(world.actor, { limit: 10 });
    expect(entries.map(({ action }) => action)).toContain('mail.address-added');
  });
});
