import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { askedRound, type NetRound } from '../../../../src-shared/network/net-tests.ts';
import { networkTestIds } from '../../../../src-shared/network/network-test-id.ts';
import { networkTestWords } from '../../../../src-shared/words/network-test-words.ts';
import { readingGrade } from '../../../shared/words/reading-grade.ts';
import { show } from './show.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});
const round: NetRound = askedRound('r1', [
  { test: 'gateway', target: null },
  { test: 'tcp', target: { host: 'intern.example', port: 22 } },
]);
const button = (name: RegExp) => screen.getByRole('button', { name });

describe('tests of the network, at the person', () => {
  test('are asked for by name, with the computers they would ask, and need a click', () => {
    const host = show('6-live', { network: round });
    expect(screen.getByRole('group', { name: /asks to test your network/ })).toBeTruthy();
    expect(screen.getByText(/intern\.example/)).toBeTruthy();
    expect(screen.getByText(/Your router/)).toBeTruthy();
    fireEvent.click(button(/allow these tests/i)); // nobody has read it yet
    expect(host.calls).toEqual([]);
    act(() => void vi.advanceTimersByTime(1000));
    fireEvent.click(button(/allow these tests/i));
    expect(host.calls).toEqual([{ name: 'answerNetwork', input: ['r1', true] }]);
  });

  test('name each port that would be asked, also where none was named', () => {
    const ports = [22, 80, 3389].map((port) => ({
      test: 'tcp' as const,
      target: { host: 'a.example', port },
    }));
    const more = [
      { test: 'http' as const, target: { host: 'b.example', port: null } },
      { test: 'path' as const, target: { host: 'c.example', port: null } },
    ];
    show('6-live', { network: askedRound('r2', [...ports, ...more]) });
    expect(screen.getByText(/also asks/).textContent).toBe(
      'This also asks: a.example (ports 22, 80, 3389), b.example (port 443), c.example.',
    );
  });

  test('say plainly when they ask this computer, one in the own network, or one that may hold secrets', () => {
    const hosts = ['127.0.0.1', '192.168.1.1', '169.254.169.254', '::ffff:a9fe:a9fe', 'example.org'];
    const list = hosts.map((host) => ({ test: 'http' as const, target: { host, port: 80 } }));
    show('6-live', { network: askedRound('r3', list) });
    expect(screen.getByText(/127\.0\.0\.1 is this computer/)).toBeTruthy();
    expect(screen.getByText(/192\.168\.1\.1 may be a device in your home/)).toBeTruthy();
    expect(screen.getAllByText(/is not a normal computer\. Secrets may be kept there/)).toHaveLength(2);
    expect(screen.queryByText(/example\.org (?:is|may be)/)).toBeNull();
  });

  test('begin to be read anew when another list stands there', () => {
    const host = show('6-live', { network: round });
    act(() => void vi.advanceTimersByTime(1000));
    act(() => host.store.setState({ network: { ...round, id: 'r9' } }));
    fireEvent.click(button(/allow these tests/i));
    expect(host.calls).toEqual([]);
  });

  test('can be refused', () => {
    const host = show('6-live', { network: round });
    fireEvent.click(button(/not now/i));
    expect(host.calls).toEqual([{ name: 'answerNetwork', input: ['r1', false] }]);
  });

  test('show how far they are, and Stop', () => {
    const host = show('6-live', { network: { ...round, state: 'running' } });
    expect(screen.getByRole('progressbar', { name: /being tested/ })).toBeTruthy();
    fireEvent.click(button(/stop the tests/i));
    expect(host.calls).toEqual([{ name: 'stopNetworkTests', input: [] }]);
  });

  test('say that they are done, and nothing after a no or without one', () => {
    show('6-live', { network: { ...round, state: 'done' } });
    expect(screen.getByText(/tests are done/)).toBeTruthy();
    cleanup();
    show('6-live', { network: { ...round, state: 'refused' } });
    expect(screen.queryByText(/network tests|test your network/)).toBeNull();
  });

  test('have plain names', () => {
    const names = networkTestIds.map((id) => `${networkTestWords[id].person}.`);
    expect(new Set(names).size).toBe(networkTestIds.length);
    expect(readingGrade(names.join(' '))).toBeLessThanOrEqual(8);
  });
});
