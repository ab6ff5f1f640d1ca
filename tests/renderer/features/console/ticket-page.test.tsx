import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { apiError } from '../../../../src-shared/helpdesk/api/api-error.ts';
import { id, message, summary, ticket } from '../../helpdesk/fake-server.ts';
import { renderConsole, settle } from './harness.tsx';

const hash = `#/tickets/${id('ticket-1-')}`;
const three = ticket(1, {
  messages: [
    message('one', { author: { type: 'requester', id: id('margaret'), name: 'Margaret Ellison' } }),
    message('two', {
      body: '<script>alert(1)</script> ![spy](https://example.net/x.png) [go](javascript:alert(1))',
    }),
    message('three', { kind: 'internal', body: 'Call her **back**.' }),
  ],
});

describe('the conversation', () => {
  test('tells who sees a message by a word and an icon, not by its colour alone', async () => {
    await renderConsole({ hash, answers: { 'tickets.get': () => three } });
    const items = await screen.findAllByRole('listitem');
    const cards = items.filter((item) => item.classList.contains('c-message'));
    expect(cards.map((card) => card.querySelector('.c-kind')?.textContent?.trim())).toEqual([
      'Requester',
      'Public reply',
      'Internal note',
    ]);
    expect(cards.every((card) => card.querySelector('.c-kind svg') !== null)).toBe(true);
  });

  test('HTML stays text, pictures elsewhere are not fetched, and links lead to the web only', async () => {
    await renderConsole({ hash, answers: { 'tickets.get': () => three } });
    await screen.findByText('back');
    const messages = document.querySelector('.c-messages');
    expect(messages?.querySelector('script, img, a[href^="javascript"]')).toBeNull();
    expect(messages?.textContent).toContain('<script>');
  });
});

describe('the composer', () => {
  test('shows all the while who will see it', async () => {
    await renderConsole({ hash, answers: { 'tickets.get': () => three } });
    const composer = within(await screen.findByRole('region', { name: 'Write' }));
    composer.getByText('The requester gets it.');
    composer.getByRole('button', { name: 'Send reply' });
    fireEvent.click(composer.getByRole('radio', { name: 'Internal note' }));
    composer.getByText('Only members of the help desk see it.');
    composer.getByRole('button', { name: 'Add note' });
    expect(composer.queryByRole('button', { name: 'Send reply' })).toBeNull();
  });

  test('sends the message with the state that was chosen, and nothing when nothing was written', async () => {
    const { server } = await renderConsole({
      hash,
      answers: {
        'tickets.get': () => three,
        'tickets.addMessage': () => ({ message: message('new'), ticket: summary(1) }),
      },
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Send and set solved' }));
    await settle();
    expect(server.of('tickets.addMessage')).toEqual([]);
    fireEvent.change(screen.getByRole('textbox', { name: 'Reply to Margaret Ellison' }), {
      target: { value: 'It prints again.' },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Send and set solved' }));
    await settle();
    expect(server.of('tickets.addMessage')[0]?.body).toMatchObject({
      kind: 'public',
      body: 'It prints again.',
      state: 'solved',
    });
  });

  test('a message that was not sent is still there, with the reason', async () => {
    await renderConsole({
      hash,
      answers: { 'tickets.get': () => three, 'tickets.addMessage': () => apiError('SERVER_FAILED', 'No.') },
    });
    const box = await screen.findByRole('textbox', { name: 'Reply to Margaret Ellison' });
    fireEvent.change(box, { target: { value: 'It prints again.' } });
    fireEvent.click(screen.getByRole('button', { name: 'Send reply' }));
    await screen.findByText(/^Not sent/);
    expect((box as HTMLTextAreaElement).value).toBe('It prints again.');
  });
});

describe('two people change the same', () => {
  test('HD-6: both values are shown, nothing is written before the choice, and the title takes the focus', async () => {
    const theirs = ticket(1, { version: 2, assigneeId: id('Grace') });
    const { server } = await renderConsole({
      hash,
      answers: {
        'tickets.get': () => ticket(1),
        'tickets.change': () => apiError('CONFLICT', 'No.', { current: theirs }),
      },
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Take it' }));
    const card = await screen.findByRole('group', { name: 'Somebody else changed this meanwhile' });
    expect(within(card).getByText('Grace Hall')).toBeTruthy();
    expect(within(card).getByText('Daniel Okoye')).toBeTruthy();
    expect(card.contains(document.activeElement)).toBe(true);
    expect(server.of('tickets.change')).toHaveLength(1);
    fireEvent.click(within(card).getByRole('button', { name: 'Keep what is there' }));
    await settle();
    expect(screen.queryByRole('group', { name: 'Somebody else changed this meanwhile' })).toBeNull();
    expect(server.of('tickets.change')).toHaveLength(1);
  });
});

describe('rights are given away', () => {
  test('only after a proof of who it is; the call then goes on by itself', async () => {
    let proved = false;
    const { server } = await renderConsole({
      hash: '#/administration/members',
      answers: {
        'members.invite': () =>
          proved ? { token: 'abc', expiresAt: 1_000 } : apiError('SIGN_IN', 'Prove it.', { stepUp: true }),
        'session.prove': () => {
          proved = true;
          return { proved: true };
        },
      },
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Invite somebody' }));
    fireEvent.change(await screen.findByLabelText('E-mail address'), {
      target: { value: 'new@example.org' },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Make the link' }));
    fireEvent.change(await screen.findByLabelText('Password'), { target: { value: 'a long enough one' } });
    fireEvent.click(screen.getByRole('button', { name: 'Go on' }));
    const link = await screen.findByLabelText('Invitation link');
    expect((link as HTMLInputElement).value).toContain('#join=abc');
    expect(server.of('members.invite')).toHaveLength(2);
  });
});
