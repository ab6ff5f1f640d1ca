import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { called, show } from './show.ts';

afterEach(cleanup);
const button = (name: RegExp) => screen.getByRole('button', { name });

describe('the live view', () => {
  test('Alt+P pauses, and goes on', () => {
    const live = show('6-live');
    fireEvent.keyDown(window, { code: 'KeyP', altKey: true });
    expect(called(live)).toEqual(['pause']);
    cleanup();
    const paused = show('6-live-paused');
    fireEvent.keyDown(window, { code: 'KeyP', altKey: true });
    expect(called(paused)).toEqual(['resume']);
  });

  test('names the stop key that works here, and none where there is none', () => {
    show('6-live');
    expect([...document.querySelectorAll('kbd')].map(({ textContent }) => textContent)).toEqual([
      'Ctrl',
      'Alt',
      'Shift',
      'End',
    ]);
    cleanup();
    show('6-live', { info: null });
    expect(document.querySelector('kbd')).toBeNull();
  });

  test('offers to renew only in the last minute', () => {
    const host = show('6-live-window');
    const renew = screen.getAllByRole('button', { name: /keep for 60 min/i });
    expect(renew).toHaveLength(1);
    fireEvent.click(button(/keep for 60 min: see what we found/i));
    expect(host.calls).toEqual([{ name: 'renew', input: ['findings'] }]);
  });

  test('sends a line of chat on Enter, and no empty one', () => {
    const host = show('6-live');
    const field = screen.getByRole('textbox', { name: /write to/i });
    fireEvent.submit(field);
    fireEvent.change(field, { target: { value: ' Hello ' } });
    fireEvent.submit(field);
    expect(host.calls).toEqual([{ name: 'say', input: ['Hello'] }]);
  });

  test('says when the connection is lost that nothing is seen', () => {
    show('6-live-lost');
    expect(screen.getByText('Connection lost. Kevin M. sees nothing. Trying again.')).toBeTruthy();
  });

  test('Stop lies above the scrim of any question', () => {
    show('6-live-close');
    const stop = screen.getByRole('button', { name: /^stop everything$/i, hidden: true });
    expect(stop.closest('.host-stop-bar')).not.toBeNull();
    expect(document.querySelector('.ui-dialog')?.getAttribute('data-place')).toBe('above-stop');
  });

  test('Esc on the close question keeps the session', () => {
    const host = show('6-live-close');
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' });
    expect(host.calls).toEqual([{ name: 'answerClose', input: [false] }]);
  });

  test('the first focus of the close question is on the safe answer', async () => {
    show('6-live-close');
    await new Promise((done) => setTimeout(done, 50));
    expect(document.activeElement?.textContent).toBe('Keep going');
  });
});

describe('the end', () => {
  test.each([
    ['8-end', 'You stopped it. Nobody can see your screen.'],
    ['8-end-left', 'Kevin M. has left. Nobody can see your screen.'],
    ['8-end-refused', 'You said no. Nobody has seen your screen.'],
    ['8-end-failed', 'Something went wrong, so we ended it. Nobody can see your screen.'],
  ] as const)('%s says what happened', (name, title) => {
    show(name);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(title);
  });

  test('"Done" goes back to the start', () => {
    const host = show('8-end');
    fireEvent.click(button(/^done$/i));
    expect(called(host)).toEqual(['reset']);
  });

  test('"Something felt wrong?" says what to do', () => {
    show('8-end');
    fireEvent.click(button(/something felt wrong/i));
    expect(screen.getByText('Call your bank.')).toBeTruthy();
  });
});
