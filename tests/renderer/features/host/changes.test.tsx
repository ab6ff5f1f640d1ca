import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { machine, NOW } from '../../../shared/findings/machine.ts';
import { comparison, diagnoses } from '../../../gallery/sample-session.ts';
import { called, show } from './show.ts';

afterEach(cleanup);
const button = (name: RegExp) => screen.getByRole('button', { name });
const change = (rule: string) => document.querySelector(`[data-rule="${rule}"]`);

describe('before and after', () => {
  test('is on the end screen with both values', () => {
    show('8-end-changes');
    expect(screen.getByRole('heading', { name: 'Before and after' })).toBeTruthy();
    expect(change('PRN-02')?.textContent).toMatch(/Fixed:.*Before.*7 jobs.*After.*nothing waits/);
    expect(change('NET-14')?.getAttribute('data-change')).toBe('new');
  });

  test('says that it checks from the end on, and shows nothing old meanwhile', () => {
    const host = show('8-end-checking', { comparison });
    expect(screen.getByText('We are checking this computer again.')).toBeTruthy();
    expect(change('PRN-02')).toBeNull();
    act(() => host.store.setState({ diagnosis: { ...diagnoses.done, running: true } }));
    expect(screen.getByText('We are checking this computer again.')).toBeTruthy();
    act(() => host.store.setState({ diagnosis: diagnoses.later }));
    expect(screen.queryByText('We are checking this computer again.')).toBeNull();
    expect(change('PRN-02')).not.toBeNull();
  });

  test('can be asked for by the person', () => {
    const host = show('1-findings-again');
    fireEvent.click(button(/^check again$/i));
    expect(host.calls).toEqual([{ name: 'startDiagnosis', input: [true] }]);
  });

  test('can be asked for before there is anything to compare', () => {
    const host = show('1-findings-done');
    fireEvent.click(button(/^check again$/i));
    expect(called(host)).toEqual(['startDiagnosis']);
  });
});

describe('the findings', () => {
  test('are five at first, the worst on top when all checks are in', () => {
    show('1-findings-many');
    const cards = [...document.querySelectorAll('.host-finding')];
    expect(cards).toHaveLength(5);
    expect(cards[0]?.textContent).toContain('Your disk is full');
  });

  test('keep their places while checks run, and take their rank after', () => {
    const host = show('1-findings', { diagnosis: { ...diagnoses.many, running: true } });
    const first = () => document.querySelector('.host-finding h2')?.textContent ?? '';
    act(() => host.store.setState({ diagnosis: diagnoses.running }));
    const before = first();
    act(() => host.store.setState({ diagnosis: { ...diagnoses.many, running: true } }));
    expect(first()).toBe(before);
    act(() => host.store.setState({ diagnosis: diagnoses.many }));
    expect(first()).toContain('Your disk is full');
  });
});

describe('a fix card', () => {
  const openCard = (name: RegExp) => fireEvent.click(button(name));

  test('has numbered steps and opens the page of the settings that they speak of', () => {
    const host = show('1-findings-again');
    openCard(/^free some space/i);
    expect(document.querySelectorAll('.host-finding-steps:not([hidden]) li').length).toBeGreaterThan(2);
    fireEvent.click(screen.getByRole('button', { name: 'Open storage settings' }));
    expect(host.calls).toEqual([{ name: 'openSettingsPage', input: ['storage'] }]);
  });

  test('has no such button where this system has no such page', () => {
    show('1-findings-done');
    openCard(/^free some space/i);
    expect(screen.queryByRole('button', { name: /^open .* settings/i })).toBeNull();
  });
});

describe('a saved file', () => {
  const choose = (text: string, at = 0) => {
    const input = document.querySelectorAll<HTMLInputElement>('input[data-file]')[at];
    if (input === undefined) throw new Error('no place for a file');
    const file = new File([text], 'old.json', { type: 'application/json' });
    Object.defineProperty(input, 'files', { value: [file], configurable: true });
    fireEvent.change(input);
  };
  const openDialog = () => fireEvent.click(button(/^compare with a saved file$/i));

  test('is compared with this computer now', async () => {
    show('1-findings-done');
    openDialog();
    choose(JSON.stringify({ ...machine({ network: { proxySet: true } }), takenAt: NOW - 864e5 }));
    await waitFor(() => expect(change('NET-14')?.getAttribute('data-change')).toBe('gone'));
    expect(change('PRN-02')?.getAttribute('data-change')).toBe('new');
  });

  test('that is no such file is told in words, and nothing is compared', async () => {
    show('1-findings-done');
    openDialog();
    choose('<html>');
    await waitFor(() => expect(screen.getByText(/The file is not JSON/)).toBeTruthy());
    expect(document.querySelector('.ui-change')).toBeNull();
  });
});
