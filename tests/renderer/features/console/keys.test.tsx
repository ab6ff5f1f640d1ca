import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { id, summary, ticket } from '../../helpdesk/fake-server.ts';
import { renderConsole, settle } from './harness.tsx';

const press = (key: string, more: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
const answers = {
  'tickets.list': () => ({ tickets: [summary(1), summary(2), summary(3)], next: null, total: 3 }),
  'tickets.get': () => ticket(1),
  'tickets.change': () => ticket(1, { version: 2 }),
};

describe('keys of the list', () => {
  test('J and K go from row to row, X selects the row, / goes to the search', async () => {
    await renderConsole({ hash: '#/tickets', answers });
    press('j');
    await settle();
    expect(document.activeElement?.textContent).toBe('Prints are stuck 1');
    press('j');
    await settle();
    expect(document.activeElement?.textContent).toBe('Prints are stuck 2');
    press('x');
    expect(await screen.findAllByText('1 selected')).not.toEqual([]);
    press('k');
    await settle();
    expect(document.activeElement?.textContent).toBe('Prints are stuck 1');
    press('/');
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
  });

  test('do nothing while something is typed', async () => {
    await renderConsole({ hash: '#/tickets', answers });
    screen.getByRole('searchbox').focus();
    for (const key of ['x', 'n', '?', 'g', 't', 'j']) press(key);
    await settle();
    expect(screen.queryByText('1 selected')).toBeNull();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
  });

  test('what is selected is forgotten when other tickets are shown', async () => {
    await renderConsole({ hash: '#/tickets', answers });
    press('j');
    await settle();
    press('x');
    await screen.findAllByText('1 selected');
    await act(async () => {
      location.hash = '#/tickets?priority=high';
      window.dispatchEvent(new HashChangeEvent('hashchange'));
    });
    await settle();
    expect(screen.queryByText('1 selected')).toBeNull();
  });
});

describe('keys of every page', () => {
  test('Ctrl+K calls the commands up, also while something is typed', async () => {
    await renderConsole({ hash: '#/tickets', answers });
    screen.getByRole('searchbox').focus();
    press('k', { ctrlKey: true });
    await screen.findByRole('dialog', { name: 'Go to, do, or find a ticket' });
  });

  test('? lists the keys, N begins a ticket, G and a letter goes to a page', async () => {
    await renderConsole({ hash: '#/', answers });
    press('?');
    await screen.findByRole('dialog', { name: 'Keys' });
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    await settle();
    (document.activeElement as HTMLElement | null)?.blur();
    press('g');
    press('t');
    expect(location.hash).toBe('#/tickets');
  });

  test('R answers, I writes a note, T takes the ticket', async () => {
    const { server } = await renderConsole({ hash: `#/tickets/${id('ticket-1-')}`, answers });
    await screen.findByRole('heading', { level: 1 });
    press('t');
    await settle();
    expect(server.of('tickets.change').map(({ body }) => body)).toEqual([
      { version: 1, assigneeId: id('Daniel') },
    ]);
    press('i');
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Note for the help desk' }));
    press('r');
    expect(screen.queryByRole('textbox', { name: /^Reply to/ })).toBeNull();
  });
});
