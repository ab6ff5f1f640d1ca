import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { askedRound, type NetRound } from '../../../../src-shared/network/net-tests.ts';
import { networkTestIds } from '../../../../src-shared/network/network-test-id.ts';
import { networkTestWords } from '../../../../src-shared/words/network-test-words.ts';
import { readingGrade } from '../../../shared/words/reading-grade.ts';
import { show } from './show.ts';

afterEach(cleanup);
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
    fireEvent.click(button(/allow these tests/i));
    expect(host.calls).toEqual([{ name: 'answerNetwork', input: ['r1', true] }]);
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
