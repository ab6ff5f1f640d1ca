import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isSignedBy, signatureHeaders, signCall } from '../../../src-server/connectors/webhook-signature.ts';
import {
  connectorSecretSchema,
  connectorSettingsSchema,
} from '../../../src-shared/helpdesk/connector-settings.ts';
import { startGlpi, type GlpiDouble } from './glpi-double.ts';
import { startJira } from './jira-double.ts';
import { startRequestTracker } from './request-tracker-double.ts';
import { connect, context, note, noteContext, NOW, SESSION, ticket } from './try-connector.ts';
import { startWebhook } from './webhook-double.ts';
import { startZammad } from './zammad-double.ts';
import { startZendesk } from './zendesk-double.ts';

/** What is peculiar to one system. */

const remote = { id: '1', number: '1', url: 'https://desk.example/1' };
const change = { marker: `[session:${SESSION}.state]`, idempotencyKey: 'k' };

describe('Zendesk', () => {
  test('the same create with the same key is one ticket, also when its answer is told again', async () => {
    const double = await startZendesk();
    const connector = connect(double);
    const first = await connector.createTicket(ticket, context);
    expect(await connector.createTicket(ticket, context)).toStrictEqual(first);
    expect(double.tickets).toHaveLength(1);
    await double.desk.close();
  });

  test('a key that was used with other words leads to the ticket that was made with it', async () => {
    const double = await startZendesk();
    const first = await connect(double).createTicket(ticket, context);
    const changed = connect({ ...double, mapping: { ...double.mapping, tags: ['other'] } });
    expect(await changed.createTicket(ticket, context)).toStrictEqual(first);
    expect(double.tickets).toHaveLength(1);
    await double.desk.close();
  });

  test('"still at work on it" is no refusal', async () => {
    const double = await startZendesk();
    double.desk.fault({ status: 409, json: { error: 'conflict' } });
    const answer = await connect(double).createTicket(ticket, context);
    expect(answer).toMatchObject({ error: { kind: 'transient', mayHaveHappened: true } });
    await double.desk.close();
  });

  test('a visitor without a name is not taken for a sign-in', async () => {
    const double = await startZendesk();
    double.desk.fault({ status: 200, json: { user: { id: null, role: 'end-user' } } });
    expect((await connect(double).testConnection()).works).toBe(false);
    await double.desk.close();
  });
});

describe('Request Tracker', () => {
  test('200 with an error text is an error: the state is read back', async () => {
    const double = await startRequestTracker();
    const connector = connect({ ...double, mapping: { states: { solved: 'bogus' } } });
    const made = await connector.createTicket({ ...ticket, facts: {} }, context);
    if (!made.ok) throw new Error(made.error.detail);
    expect(await connector.setStatus(made.value, 'solved', change)).toMatchObject({
      error: { kind: 'validation', field: 'Status', detail: expect.stringContaining("isn't a valid status") },
    });
    await double.desk.close();
  });

  test('a custom field that the queue does not have fails the test: RT itself would say nothing', async () => {
    const double = await startRequestTracker();
    const odd = connect({ ...double, mapping: { fields: [{ from: 'device', to: 'Gadget' }] } });
    const verdict = await odd.testConnection();
    expect(verdict.works).toBe(false);
    expect(verdict.checks).toContainEqual(
      expect.objectContaining({
        what: 'fields',
        result: 'failed',
        detail: expect.stringContaining('Gadget'),
      }),
    );
    await double.desk.close();
  });

  test('400 "Permission Denied" is a matter of rights, not of the words sent', async () => {
    const double = await startRequestTracker();
    expect(await connect(double).addNote(remote, note, noteContext)).toMatchObject({
      error: { kind: 'permission' },
    });
    await double.desk.close();
  });

  test('a queue that can not be seen fails the test', async () => {
    const double = await startRequestTracker();
    const settings = { kind: 'rt', address: double.desk.origin, queue: 'Nope' } as const;
    const verdict = await connect(double, { settings }).testConnection();
    expect(verdict.checks).toContainEqual(expect.objectContaining({ what: 'queue', result: 'failed' }));
    await double.desk.close();
  });
});

describe('GLPI', () => {
  let double: GlpiDouble;
  beforeEach(async () => {
    double = await startGlpi();
  });
  afterEach(async () => {
    await double.desk.close();
    expect(double.desk.violations).toStrictEqual([]);
  });

  test('every session that is begun is ended', async () => {
    const connector = connect(double);
    await connector.createTicket(ticket, context);
    double.desk.fault({ status: 400, json: ['ERROR_GLPI_ADD', 'no'] }, 1);
    await connector.createTicket(ticket, context);
    expect(double.openSessions()).toBe(0);
  });

  test('a session that GLPI forgot is begun again, once', async () => {
    double.desk.fault({ status: 401, json: ['ERROR_SESSION_TOKEN_INVALID', 'seems invalid'] }, 1);
    expect((await connect(double).createTicket(ticket, context)).ok).toBe(true);
    expect(double.tickets).toHaveLength(1);
  });

  test('solving twice adds one solution', async () => {
    const connector = connect(double);
    const made = await connector.createTicket(ticket, context);
    if (!made.ok) throw new Error(made.error.detail);
    await connector.setStatus(made.value, 'solved', change);
    await connector.setStatus(made.value, 'solved', change);
    expect(double.solutions()).toBe(1);
  });

  test('an item that is refused in an answer of success is refused', async () => {
    const connector = connect({ ...double, mapping: { states: { waiting: '99' } } });
    const made = await connector.createTicket({ ...ticket, facts: {} }, context);
    if (!made.ok) throw new Error(made.error.detail);
    expect(await connector.setStatus(made.value, 'waiting', change)).toMatchObject({
      error: { kind: 'validation', detail: 'Bad status' },
    });
  });
});

describe('Zammad', () => {
  test('a ticket is found without its search index as well', async () => {
    const double = await startZammad(false);
    const connector = connect(double);
    const made = await connector.createTicket(ticket, context);
    expect(await connector.findByMarker(context.marker)).toStrictEqual(made);
    await double.desk.close();
  });
});

describe('Jira Service Management', () => {
  test('a form that demands what nothing fills fails the test, with the names', async () => {
    const double = await startJira();
    const verdict = await connect({ ...double, mapping: {} }).testConnection();
    expect(verdict.checks).toContainEqual(
      expect.objectContaining({
        what: 'fields',
        result: 'failed',
        detail: expect.stringContaining('customfield_10050'),
      }),
    );
    await double.desk.close();
  });

  test('a transition that is not offered is named, with those that are', async () => {
    const double = await startJira();
    const connector = connect({ ...double, mapping: { ...double.mapping, states: { solved: 'Finish' } } });
    const made = await connector.createTicket(ticket, context);
    if (!made.ok) throw new Error(made.error.detail);
    expect(await connector.setStatus(made.value, 'solved', change)).toMatchObject({
      error: { kind: 'validation', detail: expect.stringContaining('Resolved') },
    });
    await double.desk.close();
  });
});

describe('the webhook', () => {
  const body = Buffer.from('{"a":1}');
  const call = { delivery: 'd1', timestampS: 1_000, body };
  const signature = signCall('secret-secret', call);

  test('the signature is the one openssl makes of the same parts', () => {
    expect(signature).toBe('v1=fd6de38750a200ad9965c049e4f91c9bdb81be3419fce74a9025310912b5175a');
  });

  test.each([
    ['another body', { ...call, body: Buffer.from('{"a":2}') }, 1_000],
    ['another delivery', { ...call, delivery: 'd2' }, 1_000],
    ['another time', { ...call, timestampS: 1_001 }, 1_000],
    ['a call of six minutes ago', call, 1_360],
    ['a call of the future', call, 640],
  ])('%s does not pass', (_title, other, nowS) => {
    expect(isSignedBy('secret-secret', call, signature, 1_000)).toBe(true);
    expect(isSignedBy('secret-secret', other, signature, nowS)).toBe(false);
  });

  test('a signature of another length is refused, not thrown', () => {
    expect(isSignedBy('secret-secret', call, 'v1=', 1_000)).toBe(false);
  });

  test('a second try has the same delivery and body, and its own time and signature', async () => {
    let now = NOW;
    const double = await startWebhook(() => now);
    const connector = connect(double, { now: () => now });
    await connector.addNote(remote, note, noteContext);
    now += 3_600_000;
    await connector.addNote(remote, note, noteContext);
    const [first, second] = double.desk.calls;
    expect(second?.body).toStrictEqual(first?.body);
    expect(second?.headers[signatureHeaders.delivery]).toBe(first?.headers[signatureHeaders.delivery]);
    expect(second?.headers[signatureHeaders.signature]).not.toBe(first?.headers[signatureHeaders.signature]);
    await double.desk.close();
  });
});

describe('what an administrator enters', () => {
  test.each([
    { kind: 'zendesk', subdomain: 'acme.evil.example/' },
    { kind: 'zendesk', subdomain: 'a@b' },
    { kind: 'freshdesk', domain: '-acme' },
    { kind: 'rt', address: 'rt.example.org', queue: 'General' },
    { kind: 'rt', address: 'https://user:pw@rt.example.org', queue: 'General' },
    { kind: 'rt', address: 'https://rt.example.org/?x=1', queue: 'General' },
    { kind: 'rt', address: 'https://rt.example.org', queue: 'General', token: 'a secret in the wrong place' },
    {
      kind: 'jira',
      address: 'https://acme.atlassian.net',
      email: 'a@b.example',
      serviceDeskId: '../1',
      requestTypeId: '2',
    },
  ])('%j is refused', (settings) => {
    expect(connectorSettingsSchema.safeParse(settings).success).toBe(false);
  });

  test.each(['a token\r\nX-Admin: yes', 'short', 'with space in it', 'ümlaut-token'])(
    '%j is no key',
    (secret) => {
      expect(connectorSecretSchema.safeParse(secret).success).toBe(false);
    },
  );
});
