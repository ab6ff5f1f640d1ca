import { describe, expect, it } from 'vitest';
import { createTicketFiling, type CallServer } from '../../../src-renderer/session/file-in-tickets.ts';
import { apiError, type ApiError } from '../../../src-shared/helpdesk/api/api-error.ts';
import { sessionRoutes } from '../../../src-shared/helpdesk/api/session-routes.ts';
import { ticketRoutes } from '../../../src-shared/helpdesk/api/ticket-routes.ts';
import type { NoteToFile } from '../../../src-shared/helpdesk/file-note.ts';
import type { SessionFacts } from '../../../src-shared/helpdesk/session-facts.ts';
import {
  composeNote,
  draftSessionNote,
  MAX_TECHNICIAN_PART,
} from '../../../src-shared/helpdesk/session-note.ts';
import { checkReceipt } from '../../../src-shared/helpdesk/session-receipt.ts';
import { err, ok } from '../../../src-shared/result.ts';
import { browserAt, tokenIn, type Browser } from '../../server/help-desk/help-desk-client.ts';
import { startServer } from '../../server/test-server.ts';

const facts: SessionFacts = {
  sessionId: 'AbCdEfGhIjKlMnOpQrStUv',
  startedAt: 0,
  endedAt: 60_000,
  endedBy: 'technician',
  technician: { name: 'Kevin', client: 'web' },
  route: 'relayed',
  grants: [],
  snapshot: null,
  judgement: null,
  comparison: null,
  chat: [{ from: 'person', text: 'Thank you <3', at: 0 }],
};
const draft = draftSessionNote(facts, String);
const note: NoteToFile = {
  key: draft.key,
  subject: draft.subject,
  device: 'HP ProBook 450 G8',
  text: composeNote(draft, `${draft.technicianPart}\nCleared the list.`),
  attachments: [{ name: 'snapshot.json', type: 'application/json', text: '{"schema":1}' }],
};

/** The interface of a real server, as somebody who is signed in. */
function callAt(browser: Browser): CallServer {
  return async (route, input) => {
    const { status, answer } = await browser.call(route, input);
    return status === 200 ? ok(answer) : err(answer as unknown as ApiError);
  };
}

async function ownServer(): Promise<Browser> {
  const server = await startServer();
  const browser = browserAt(server.url);
  const { status } = await browser.call(sessionRoutes.setUp, {
    body: {
      token: tokenIn(server.setUpLink),
      organisation: 'Northfield',
      name: 'Kevin',
      email: 'kevin@northfield.example',
      password: 'a long enough one',
    },
  });
  if (status !== 200) throw new Error(`set-up: ${status}`);
  return browser;
}

describe('a note filed in our own help desk', () => {
  it('is a ticket with the note among ourselves, the snapshot and the person’s part as it was made', async () => {
    const browser = await ownServer();
    const filing = createTicketFiling(callAt(browser), 'Northfield');
    const filed = await filing.file(note);
    expect(filed).toEqual({
      ok: true,
      value: { where: 'Ticket 1', link: expect.stringMatching(/^#\/tickets\/.{22}$/u) },
    });
    const id = filed.ok ? (filed.value.link ?? '').slice('#/tickets/'.length) : '';
    const { answer } = await browser.call(ticketRoutes.get, { params: { id } });
    expect(answer).toMatchObject({
      subject: 'Remote session',
      device: 'HP ProBook 450 G8',
      tags: ['remote-session'],
    });
    expect(answer.messages).toMatchObject([
      { kind: 'internal', attachments: [{ name: 'snapshot.json', size: 12 }] },
    ]);
    expect(answer.messages[0]?.body).toContain('Cleared the list.');
    expect(checkReceipt(answer.messages[0]?.body ?? '')).toBe('as-made');
  });

  it('is one ticket when the answers got lost on their way, however often it is tried', async () => {
    const browser = await ownServer();
    const call = callAt(browser);
    let lost = 0;
    const deaf = createTicketFiling(async (route, input) => {
      const answer = await call(route, input);
      if (route.path !== ticketRoutes.create.path || lost >= 3) return answer;
      lost += 1;
      return err(apiError('UNREACHABLE', 'no answer'));
    }, 'Northfield');
    const tries = [];
    for (let n = 0; n < 5; n += 1) tries.push(await deaf.file(note));
    expect(tries.map((one) => (one.ok ? one.value.where : one.error.why))).toEqual([
      'network',
      'network',
      'network',
      'Ticket 1',
      'Ticket 1',
    ]);
    expect((await browser.call(ticketRoutes.list, {})).answer.total).toBe(1);
  });

  it('may be as long as a note can become, with a snapshot of some megabytes', async () => {
    const browser = await ownServer();
    const filing = createTicketFiling(callAt(browser), 'Northfield');
    const long = composeNote(draft, 'word ü '.repeat(MAX_TECHNICIAN_PART));
    const filed = await filing.file({
      ...note,
      text: long,
      attachments: [{ name: 'snapshot.json', type: 'application/json', text: 'x'.repeat(3_000_000) }],
    });
    expect(filed).toMatchObject({ ok: true });
    const { answer } = await browser.call(ticketRoutes.list, {});
    expect(answer.total).toBe(1);
  });

  it('that is too large for the server is refused in words', async () => {
    const filing = createTicketFiling(callAt(await ownServer()), 'Northfield');
    const refused = await filing.file({ ...note, text: 'x'.repeat(2_000_000) });
    expect(refused).toEqual({
      ok: false,
      error: { why: 'refused', detail: 'More was sent than this takes.' },
    });
  });

  it('is refused, not lost, when nobody is signed in', async () => {
    const server = await startServer();
    const filing = createTicketFiling(callAt(browserAt(server.url)), 'Northfield');
    expect(await filing.file(note)).toMatchObject({ ok: false, error: { why: 'refused' } });
  });
});
