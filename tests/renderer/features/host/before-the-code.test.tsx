import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sameSentence } from '../../../../src-renderer/features/host/scam-screen.tsx';
import { called, show } from './show.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const button = (name: RegExp) => screen.getByRole('button', { name });
const pass = (ms: number) => act(() => void vi.advanceTimersByTime(ms));

describe('who made contact first', () => {
  test('nothing is chosen for the person, and nothing goes on without a choice', () => {
    const host = show('2-contact');
    fireEvent.click(button(/choose one to go on/i));
    expect(called(host)).toEqual([]);
  });

  test('"I contacted them" asks for a code', () => {
    const host = show('2-contact');
    fireEvent.click(screen.getByRole('radio', { name: /^i contacted them/i }));
    fireEvent.click(button(/continue/i));
    expect(called(host)).toEqual(['openInvite']);
  });

  test('"They contacted me" asks for no code and stops the person first', () => {
    const host = show('2-contact');
    fireEvent.click(screen.getByRole('radio', { name: /^they contacted me/i }));
    fireEvent.click(button(/continue/i));
    expect(called(host)).toEqual([]);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Stop here for a moment');
  });
});

describe('they contacted me', () => {
  const sentence = () => screen.getByRole('textbox', { name: /type/i });

  test('the sentence alone does not go on before 30 s are over', () => {
    const host = show('2b-scam');
    fireEvent.change(sentence(), { target: { value: 'I called them' } });
    pass(29_000);
    fireEvent.click(button(/go on after 0:01/i));
    expect(called(host)).toEqual([]);
  });

  test('30 s alone do not go on without the sentence', () => {
    const host = show('2b-scam');
    pass(31_000);
    fireEvent.click(button(/type the words to go on/i));
    expect(called(host)).toEqual([]);
  });

  test('30 s and the sentence go on', () => {
    const host = show('2b-scam');
    fireEvent.change(sentence(), { target: { value: ' i called  them. ' } });
    pass(31_000);
    fireEvent.click(button(/^go on$/i));
    expect(called(host)).toEqual(['openInvite']);
  });

  test('the sentence can not be pasted', () => {
    show('2b-scam');
    expect(fireEvent.paste(sentence())).toBe(false);
  });

  test('the safe answer goes back to the start', () => {
    const host = show('2b-scam');
    fireEvent.click(button(/close, i will call back first/i));
    expect(called(host)).toEqual([]);
    expect(button(/^get help$/i)).toBeTruthy();
  });

  test.each(['they called me', 'I called', 'I called them back', ''])('"%s" is not the sentence', (typed) => {
    expect(sameSentence(typed, 'I called them')).toBe(false);
  });
});

describe('the code', () => {
  test('is read digit by digit by a screen reader', () => {
    show('3-code');
    expect(screen.getByText('Your code is 4 8 2 1, 7 7 3 0, 5 9 2 6')).toBeTruthy();
  });

  test('leaving gives it up', () => {
    const host = show('3-code');
    fireEvent.click(button(/^cancel$/i));
    expect(called(host)).toEqual(['cancelInvite']);
  });

  test('after too many wrong codes no new one comes before the pause is over', () => {
    const host = show('3e-paused');
    fireEvent.click(button(/new code in 1:34/i));
    expect(called(host)).toEqual([]);
    act(() => host.store.setState((state) => ({ now: state.now + 95_000 })));
    fireEvent.click(button(/show a new code/i));
    expect(called(host)).toEqual(['openInvite']);
  });

  test('after five wrong codes there is no new one', () => {
    show('3e-stopped');
    expect(screen.queryByRole('button', { name: /new code/i })).toBeNull();
  });
});
