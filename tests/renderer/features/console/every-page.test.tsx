import axe from 'axe-core';
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { apiError } from '../../../../src-shared/helpdesk/api/api-error.ts';
import { id, message, summary, ticket } from '../../helpdesk/fake-server.ts';
import { renderConsole, type Shown } from './harness.tsx';

const audit = (whole: boolean) => () => ({
  whole,
  entries: [
    {
      seq: 1,
      at: 1_000,
      actorId: id('Daniel'),
      action: 'member.invited',
      detail: { email: 'grace@example.org', role: 'technician' },
      hash: 'a'.repeat(64),
    },
  ],
});
const full = {
  'tickets.list': () => ({
    tickets: [summary(1), summary(2, { state: 'reopened', priority: 'urgent' })],
    next: null,
    total: 2,
  }),
  'tickets.get': () =>
    ticket(1, {
      messages: [
        message('one', { author: { type: 'requester', id: id('margaret'), name: 'Margaret Ellison' } }),
        message('two'),
        message('three', { kind: 'internal', body: 'Call her **back**.' }),
      ],
      tags: ['printer'],
    }),
  'audit.list': audit(true),
};
const down = {
  'tickets.list': () => undefined,
  'tickets.get': () => undefined,
  'audit.list': () => undefined,
};

const pages: readonly (Shown & { readonly name: string })[] = [
  { name: 'sign-in', hash: '#/sign-in', role: null },
  { name: 'set-up', hash: '#set-up=abc', role: null },
  { name: 'invitation', hash: '#join=abc', role: null },
  { name: 'home, empty', hash: '#/' },
  { name: 'home', hash: '#/', answers: full },
  { name: 'home, no answer', hash: '#/', answers: down },
  { name: 'tickets, empty', hash: '#/tickets' },
  { name: 'tickets', hash: '#/tickets', answers: full },
  { name: 'tickets, no answer', hash: '#/tickets', answers: down },
  { name: 'a ticket', hash: `#/tickets/${id('ticket-1-')}`, answers: full },
  { name: 'a ticket for an auditor', hash: `#/tickets/${id('ticket-1-')}`, answers: full, role: 'auditor' },
  {
    name: 'a ticket that is not there',
    hash: `#/tickets/${id('x')}`,
    answers: { 'tickets.get': () => apiError('NOT_FOUND', 'No.') },
  },
  { name: 'members', hash: '#/administration/members' },
  { name: 'queues', hash: '#/administration/queues' },
  { name: 'audit', hash: '#/administration/audit', answers: full },
  { name: 'audit, broken', hash: '#/administration/audit', answers: { 'audit.list': audit(false) } },
  { name: 'ways in', hash: '#/account' },
  {
    name: 'an app asks',
    hash: `#app-sign-in=${'a'.repeat(43)}`,
    answers: { 'apps.look': () => ({ device: 'BRANCH-07', matching: 'KRTWXH', askedAt: 1_000 }) },
  },
  { name: 'an address that leads nowhere', hash: '#/no/such' },
];

describe.each(pages)('$name', (page) => {
  test('has one h1, a title, names for all buttons, and nothing serious for axe', async () => {
    await renderConsole(page);
    expect(screen.getAllByRole('heading', { level: 1 })).toHaveLength(1);
    expect(document.title).toMatch(/ · Alongside$/);
    const rules = { 'color-contrast': { enabled: false } };
    const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations } = await axe.run(document.body, { rules, runOnly, resultTypes: ['violations'] });
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(
      serious.map(({ id: rule, nodes }) => `${rule}: ${nodes.map(({ html }) => html).join(' ')}`),
    ).toEqual([]);
  });
});

describe('who sees what', () => {
  test('without a login the first screen is the one where a code is typed', async () => {
    await renderConsole({ hash: '', role: null });
    screen.getByRole('heading', { level: 1, name: 'The code' });
    expect(screen.queryByRole('navigation')).toBeNull();
  });

  test('the rail shows only what this role may open, and no area that does not exist', async () => {
    await renderConsole({ hash: '#/', role: 'technician' });
    const rail = within(screen.getByRole('navigation', { name: 'Areas' }));
    expect(rail.getAllByRole('link').map((link) => link.textContent)).toEqual([
      'Home',
      'Tickets',
      'Knowledge',
      'Join a session',
    ]);
  });

  test('an auditor reads a ticket and finds nothing to write or change with', async () => {
    await renderConsole({ hash: `#/tickets/${id('ticket-1-')}`, role: 'auditor', answers: full });
    await screen.findByText('Prints are stuck 1');
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.queryByRole('combobox')).toBeNull();
  });

  test('a broken chain is said at once, in words', async () => {
    await renderConsole({ hash: '#/administration/audit', answers: { 'audit.list': audit(false) } });
    const alerts = await screen.findAllByRole('alert');
    expect(alerts.map((alert) => alert.textContent).join(' ')).toContain('The chain is broken');
  });

  test('a login that runs out keeps the address and says that nothing is lost', async () => {
    const { desk } = await renderConsole({
      hash: '#/tickets',
      answers: { 'members.list': () => apiError('SIGN_IN', 'Sign in to go on.') },
    });
    expect(desk.session.getState().ranOut).toBe(true);
    screen.getByText(/Your login has run out/);
    expect(location.hash).toBe('#/tickets');
  });
});

describe('an app that asks to be let in', () => {
  const hash = `#app-sign-in=${'a'.repeat(43)}`;
  const look = () => ({ device: 'BRANCH-07', matching: 'KRTWXH', askedAt: 1_000 });

  test('HD-14: is named with its letters, and is let in by a press only', async () => {
    const { server } = await renderConsole({
      hash,
      answers: { 'apps.look': look, 'apps.answer': () => ({ allowed: true }) },
    });
    await screen.findByText('KRTWXH');
    screen.getByText(/“BRANCH-07” asks to be signed in as Daniel Okoye/);
    expect(server.of('apps.answer')).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Let it in' }));
    await screen.findByText(/The app is signed in/);
    expect(server.of('apps.answer').map(({ body }) => body)).toEqual([{ allow: true }]);
  });

  test('HD-14: is not even looked at before somebody has signed in here', async () => {
    const { server } = await renderConsole({ hash, role: null, answers: { 'apps.look': look } });
    screen.getByRole('heading', { level: 1, name: 'Sign in' });
    expect(server.of('apps.look')).toEqual([]);
  });
});

describe('the first run', () => {
  test('says by field what is missing, and opens the help desk when all is well', async () => {
    let tries = 0;
    const { server } = await renderConsole({
      hash: '#set-up=the-token',
      role: null,
      answers: {
        'session.setUp': () => {
          tries += 1;
          return apiError('INVALID', 'No.', { fields: { password: 'has fewer than 12 characters' } });
        },
      },
    });
    fireEvent.change(screen.getByLabelText('Your name'), { target: { value: 'Daniel' } });
    fireEvent.click(screen.getByRole('button', { name: 'Set it up' }));
    await screen.findByText('Use at least 12 characters.');
    expect(tries).toBe(1);
    expect(server.of('session.setUp')[0]?.body).toMatchObject({ token: 'the-token', name: 'Daniel' });
    expect(screen.getByLabelText('Password').getAttribute('aria-invalid')).toBe('true');
    expect((screen.getByLabelText('Your name') as HTMLInputElement).value).toBe('Daniel');
  });
});
