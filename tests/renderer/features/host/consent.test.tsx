import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { called, show } from './show.ts';

afterEach(cleanup);
const button = (name: RegExp) => screen.getByRole('button', { name });

describe('an unverified technician', () => {
  test('can not be let in during the cool-down', () => {
    const host = show('4-card');
    fireEvent.click(button(/let them look, in 0:21/i));
    expect(called(host)).toEqual([]);
  });

  test('can be let in when it is over', () => {
    const host = show('4-card');
    act(() => host.store.setState((state) => ({ now: state.now + 21_000 })));
    fireEvent.click(button(/^let them look$/i));
    expect(called(host)).toEqual(['letIn']);
  });

  test('is refused with the primary button', () => {
    const host = show('4-card');
    const refuse = button(/no, end now/i);
    expect(refuse.dataset['look']).toBe('primary');
    fireEvent.click(refuse);
    expect(called(host)).toEqual(['refuse']);
  });

  test.each(['4-card', '4-consent', '6-live'] as const)('is called not verified on %s', (name) => {
    show(name);
    expect(screen.getAllByText('Not verified').length).toBeGreaterThan(0);
  });

  test('on a web console is said to be on one', () => {
    show('4-card-web-over');
    expect(screen.getByText('Web console')).toBeTruthy();
    expect(screen.getByText('trusts the server')).toBeTruthy();
  });
});

describe('one thing at a time', () => {
  test('allowing what we found allows nothing else', () => {
    const host = show('4-consent');
    fireEvent.click(button(/allow: see what we found/i));
    expect(called(host)).toEqual(['grantFindings']);
  });

  test('what is allowed can be taken back on the same screen', () => {
    const host = show('4-consent-findings');
    fireEvent.click(button(/take back: see what we found/i));
    expect(host.calls).toEqual([{ name: 'takeBack', input: ['findings'] }]);
  });

  test('the screen is shown only after one was chosen', async () => {
    const host = show('5-screens');
    fireEvent.click(button(/choose one first/i));
    expect(called(host)).toEqual(['loadScreens']);
    fireEvent.click(screen.getByRole('radio', { name: /this pc/i }));
    fireEvent.click(button(/show this window/i));
    await waitFor(() => expect(host.calls.at(-1)).toEqual({ name: 'grantScreen', input: ['w2'] }));
  });

  test('windows come before whole screens', () => {
    show('5-screens');
    const kinds = screen.getAllByRole('radio').map((radio) => (radio as HTMLInputElement).value[0]);
    expect(kinds).toEqual(['w', 'w', 'w', 'w', 'd', 'd']);
  });
});

describe('the privacy preview', () => {
  test('a switch leaves its field out', () => {
    const host = show('9-preview');
    fireEvent.click(screen.getByRole('switch', { name: /leave out: computer name/i }));
    expect(host.calls.at(-1)).toEqual({ name: 'withhold', input: [['you.Computer name'], true] });
  });

  test('says of a field that is left out that it is not sent', () => {
    show('9-preview');
    const row = screen.getByRole('row', { name: /serial number/i });
    expect(within(row).getByText('Not sent')).toBeTruthy();
  });

  test('"Send nothing" grants nothing', () => {
    const host = show('9-preview');
    fireEvent.click(button(/send nothing/i));
    expect(called(host)).toEqual(['loadPreview']);
  });

  test('"Send nothing" takes back what was allowed', () => {
    const host = show('9-preview-sent');
    fireEvent.click(button(/send nothing/i));
    expect(host.calls.at(-1)).toEqual({ name: 'takeBack', input: ['findings'] });
  });

  test('shows the very text on request', async () => {
    show('9-preview');
    fireEvent.click(button(/see it as text/i));
    expect(await screen.findByText(/"person-1"/)).toBeTruthy();
  });
});
