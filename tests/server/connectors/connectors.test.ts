import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Connector, RemoteTicket } from '../../../src-server/domain/connector.ts';
import { defaultMapping } from '../../../src-shared/helpdesk/connector-mapping.ts';
import type { DeskDouble } from './desk-double.ts';
import {
  connect,
  context,
  doubles,
  note,
  noteContext,
  replyContext,
  SESSION,
  ticket,
} from './try-connector.ts';

/** What holds for every system. Each stands behind a server that takes only what is documented. */
describe.each(Object.keys(doubles))('%s', (kind) => {
  let double: DeskDouble;
  let connector: Connector;
  beforeEach(async () => {
    double = await start(kind);
    connector = connect(double);
  });
  afterEach(async () => {
    await double.desk.close();
    expect(double.desk.violations).toStrictEqual([]);
  });
  const can = () => connector.capabilities;

  test('a test of the connection that works says so, and changes nothing', async () => {
    const verdict = await connector.testConnection();
    expect(verdict.works).toBe(true);
    expect(verdict.checks).toContainEqual(expect.objectContaining({ what: 'reach', result: 'ok' }));
    expect(double.tickets).toStrictEqual([]);
  });

  test('a wrong key is named as such', async () => {
    const verdict = await connect(double, { secrets: wrong(double) }).testConnection();
    expect(verdict.works).toBe(false);
    expect(verdict.checks).toContainEqual(expect.objectContaining({ what: 'sign-in', result: 'failed' }));
  });

  test('a system that is not there is not taken for a wrong key', async () => {
    await double.desk.close();
    const verdict = await connector.testConnection();
    expect(verdict.checks).toStrictEqual([expect.objectContaining({ what: 'reach', result: 'failed' })]);
  });

  test('a ticket has its words, its requester, its mark, its mapped fields, and an address to look at', async () => {
    const remote = await made(connector);
    const [there, ...more] = double.tickets;
    expect(more).toStrictEqual([]);
    expect(there).toMatchObject({ id: remote.id, requester: 'ada@example.org' });
    expect(there?.subject).toBe(`${ticket.subject} [session:${SESSION}]`);
    expect(readable(there?.messages[0]?.text)).toContain('Since "Monday" + one <b>day</b>, 100%25 sure.');
    expect(Object.values(there?.custom ?? {})).toContain('https://help.example/s/1');
    expect(JSON.stringify(there?.custom)).not.toContain('not mapped');
    expect(remote.url).toMatch(/^https?:\/\//);
  });

  test('a ticket is found again by its mark alone, and by no other', async () => {
    const remote = await made(connector);
    if (!can().finds) return expect((await connector.findByMarker(context.marker)).ok).toBe(false);
    expect(await connector.findByMarker(context.marker)).toStrictEqual({ ok: true, value: remote });
    for (const other of ['AbCXdEf-GhIjKlMnOpQrSt', 'AbC_dEf', 'zzzzzzzzzzzzzzzzzzzzzz'])
      expect(await connector.findByMarker(`[session:${other}]`)).toStrictEqual({
        ok: true,
        value: undefined,
      });
  });

  test('a note is private, its files arrive byte by byte, and it is found by its mark', async () => {
    const remote = await made(connector);
    const answer = await connector.addNote(remote, note, noteContext);
    if (!can().notes) return expect(answer).toMatchObject({ error: { kind: 'validation' } });
    expect(answer).toStrictEqual({ ok: true, value: undefined });
    const added = double.tickets[0]?.messages[1];
    expect(added?.public).toBe(false);
    expect(readable(added?.text)).toContain('AUDIO-02 was found: <the wrong device>.');
    expect(added?.files.map(({ bytes }) => [...bytes])).toStrictEqual(
      note.files.map(({ bytes }) => [...bytes]),
    );
    expect(added?.files.map(({ type }) => type)).toStrictEqual([
      'application/json',
      'application/octet-stream',
    ]);
    if (!can().finds) return undefined;
    expect(await connector.hasMessage(remote, noteContext.marker)).toStrictEqual({ ok: true, value: true });
    return expect(await connector.hasMessage(remote, replyContext.marker)).toStrictEqual({
      ok: true,
      value: false,
    });
  });

  test("the ticket's own mark is not taken for a note", async () => {
    const remote = await made(connector);
    if (!can().finds) return undefined;
    return expect(await connector.hasMessage(remote, noteContext.marker)).toStrictEqual({
      ok: true,
      value: false,
    });
  });

  test('a reply is public', async () => {
    const remote = await made(connector);
    const answer = await connector.addReply(remote, { text: 'Is all well?', files: [] }, replyContext);
    if (!can().replies) return expect(answer.ok).toBe(false);
    expect(answer.ok).toBe(true);
    return expect(double.tickets[0]?.messages[1]).toMatchObject({ public: true, files: [] });
  });

  test('a note is found on a ticket with hundreds of them', async () => {
    const remote = await made(connector);
    if (!can().finds) return undefined;
    const filler = { text: 'something else', public: true, files: [] };
    for (let count = 0; count < 230; count += 1) double.tickets[0]?.messages.push(filler);
    const plain = { text: 'at the end', files: [] };
    expect((await connector.addNote(remote, plain, noteContext)).ok).toBe(true);
    return expect(await connector.hasMessage(remote, noteContext.marker)).toStrictEqual({
      ok: true,
      value: true,
    });
  });

  test('a state is set, again without trouble, and one the ticket does not take is trouble', async () => {
    const remote = await made(connector);
    const stateContext = { marker: `[session:${SESSION}.state]`, idempotencyKey: 'tenant.entry-4' };
    if (!can().states)
      return expect((await connector.setStatus(remote, 'solved', stateContext)).ok).toBe(false);
    const words = { ...defaultMapping(connector.kind).states, ...double.mapping.states };
    for (const state of ['open', 'waiting', 'solved', 'solved'] as const) {
      const key = { ...stateContext, idempotencyKey: `tenant.${state}` };
      expect(await connector.setStatus(remote, state, key)).toStrictEqual({ ok: true, value: undefined });
      expect(double.tickets[0]?.status).toBe(words[state]);
    }
    return undefined;
  });

  test.each([
    ['denied', 'permission'],
    ['invalid', 'validation'],
    ['missing', 'not_found'],
    ['tooMany', 'rate_limited'],
    ['broken', 'transient'],
  ] as const)('an answer "%s" is trouble of the kind %s', async (said, expected) => {
    double.desk.fault(double.says[said], kind === 'glpi' ? 1 : 0); // GLPI begins with a session
    const answer = await connector.createTicket(ticket, context);
    expect(answer).toMatchObject({
      ok: false,
      error: {
        kind: expected,
        mayHaveHappened: said === 'broken',
        ...(said === 'tooMany' ? { retryAfterMs: 93_000 } : {}),
        ...(said === 'invalid' && double.says.field !== undefined ? { field: double.says.field } : {}),
      },
    });
  });

  test('after a lost answer nobody claims to know what happened', async () => {
    double.desk.fault('drop-after', kind === 'glpi' ? 1 : 0);
    const answer = await connector.createTicket(ticket, context);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'transient', mayHaveHappened: true } });
    expect(double.tickets).toHaveLength(1);
  });

  test('where nothing could be sent, nothing has happened', async () => {
    await double.desk.close();
    const answer = await connector.createTicket(ticket, context);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'transient', mayHaveHappened: false } });
  });

  test('a page of a proxy instead of an answer is not taken for success', async () => {
    double.desk.fault({ status: 200, text: '<html>Please sign in</html>' }, kind === 'glpi' ? 1 : 0);
    const answer = await connector.createTicket(ticket, context);
    if (kind === 'webhook') return expect(answer.ok).toBe(true); // its receiver may answer anything with 200
    return expect(answer).toMatchObject({ ok: false, error: { mayHaveHappened: true } });
  });

  test('a redirect is not followed: the key would travel along', async () => {
    double.desk.fault({ status: 302, headers: { location: 'http://127.0.0.1:9/' } });
    const answer = await connector.createTicket(ticket, context);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'validation' } });
    expect(double.desk.calls).toHaveLength(1);
  });

  test('files that are too large are refused before anything is sent', async () => {
    const files = [{ name: 'big.bin', type: 'text/plain', bytes: Buffer.alloc(can().maxFileBytes + 1) }];
    const answer = can().notes
      ? await connector.addNote(nowhere, { ...note, files }, noteContext)
      : await connector.createTicket({ ...ticket, files }, context);
    expect(answer).toMatchObject({
      ok: false,
      error: { kind: 'too_large', detail: expect.stringContaining('big.bin') },
    });
    expect(double.desk.calls.filter(({ path }) => !path.endsWith('Session'))).toStrictEqual([]);
  });

  test('an answer never brings our key into what administrators see', async () => {
    const echo = Object.values(double.secrets).join(' ');
    double.desk.fault({
      status: 400,
      json: { message: echo, error: echo, description: echo, errorMessage: echo },
    });
    const answer = await connector.createTicket(ticket, context);
    expect(answer.ok).toBe(false);
    for (const secret of Object.values(double.secrets)) expect(JSON.stringify(answer)).not.toContain(secret);
  });

  test('a server that never answers is given up with the action, as a lost answer', async () => {
    const controller = new AbortController();
    double.desk.fault('hang', kind === 'glpi' ? 1 : 0);
    const answering = connect(double, { signal: controller.signal }).createTicket(ticket, context);
    while (double.desk.calls.length < (kind === 'glpi' ? 2 : 1)) await new Promise(setImmediate);
    controller.abort();
    expect(await answering).toMatchObject({ ok: false, error: { kind: 'transient', mayHaveHappened: true } });
  });
});

const nowhere: RemoteTicket = { id: '1', number: '1', url: 'https://desk.example/1' };

function start(kind: string): Promise<DeskDouble> {
  const begin = doubles[kind];
  if (begin === undefined) throw new Error(`no double for ${kind}`);
  return begin();
}

async function made(connector: Connector): Promise<RemoteTicket> {
  const answer = await connector.createTicket(ticket, context);
  if (!answer.ok) throw new Error(answer.error.detail);
  return answer.value;
}

function wrong({ secrets }: DeskDouble): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(secrets).map((name) => [name, 'not-the-right-one']));
}

/** Text as a person sees it, whether it was sent as text or as HTML. */
function readable(text = ''): string {
  return text
    .replaceAll(/<\/?(?:p|br)>/g, '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#37;', '%')
    .replaceAll('&#43;', '+')
    .replaceAll('&amp;', '&');
}
