import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { initialsOf } from '../../../../src-renderer/features/technician/join/initials.ts';
import { appError } from '../../../../src-shared/errors.ts';
import { NOW, renderTechnician } from './harness.tsx';

const boxes = () => screen.getAllByLabelText(/^Digits/) as HTMLInputElement[];
function box(index: number): HTMLInputElement {
  const found = boxes()[index];
  if (found === undefined) throw new Error(`no box ${index}`);
  return found;
}
/** Types one key after the other where the caret is, as a browser does. */
function type(text: string): void {
  for (const key of text) {
    const field = document.activeElement;
    if (!(field instanceof HTMLInputElement)) throw new Error('nothing to type into');
    const at = field.selectionStart ?? field.value.length;
    const value = field.value.slice(0, at) + key + field.value.slice(at);
    fireEvent.change(field, { target: { value, selectionStart: at + 1, selectionEnd: at + 1 } });
  }
}
const values = () => boxes().map((field) => field.value);
const paste = (text: string, field = box(0)) =>
  fireEvent.paste(field, { clipboardData: { getData: () => text } });

describe('The code field', () => {
  it('has the focus at once, says what it is and how many digits are missing', () => {
    renderTechnician('join');
    expect(document.activeElement).toBe(box(0));
    expect(screen.getByRole('group', { name: 'Enter the code' })).toBeTruthy();
    expect(screen.getByText('12 digits to go. It connects by itself.').role).toBe('status');
  });

  it('flows from box to box and connects by itself at the twelfth digit', () => {
    const { actions } = renderTechnician('join');
    type('4821773059');
    expect(values()).toEqual(['4821', '7730', '59']);
    expect(document.activeElement).toBe(box(2));
    expect(screen.getByText('2 digits to go. It connects by itself.')).toBeTruthy();
    expect(actions.join).not.toHaveBeenCalled();
    type('26');
    expect(actions.join).toHaveBeenCalledExactlyOnceWith('482177305926');
  });

  it('flows back with backspace', () => {
    renderTechnician('join');
    type('48217');
    box(1).setSelectionRange(0, 0);
    fireEvent.keyDown(box(1), { key: 'Backspace' });
    expect(values()).toEqual(['4827', '', '']);
    expect(document.activeElement).toBe(box(0));
    expect(box(0).selectionStart).toBe(3);
  });

  it('moves between boxes with the arrow keys, Home and End', () => {
    renderTechnician('join');
    type('482177');
    fireEvent.keyDown(box(1), { key: 'Home' });
    expect(document.activeElement).toBe(box(0));
    fireEvent.keyDown(box(0), { key: 'End' });
    expect(document.activeElement).toBe(box(1));
    box(1).setSelectionRange(0, 0);
    fireEvent.keyDown(box(1), { key: 'ArrowLeft' });
    expect(document.activeElement).toBe(box(0));
  });

  it.each(['4821 7730 5926', '4821-7730-5926', 'https://help.example:7480/#482177305926'])(
    'takes %j by paste',
    (text) => {
      const { actions } = renderTechnician('join');
      paste(text);
      expect(values()).toEqual(['4821', '7730', '5926']);
      expect(actions.join).toHaveBeenCalledExactlyOnceWith('482177305926');
    },
  );

  it('pre-fills a code from a link but never joins by itself', () => {
    const { actions } = renderTechnician('join-link');
    expect(values()).toEqual(['4821', '7730', '5926']);
    expect(actions.join).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'Connect' }));
    expect(actions.join).toHaveBeenCalledExactlyOnceWith('482177305926');
  });

  it('is locked while a code is tried, tells the steps, and can be given up', () => {
    const { actions } = renderTechnician('join-working');
    expect(box(0).readOnly).toBe(true);
    expect(
      screen.getByText('Proving to each other that both know the code', { selector: 'li' }),
    ).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(actions.cancelJoin).toHaveBeenCalled();
  });
});

describe('The name that the person will see', () => {
  it('is asked for before the first code is sent', () => {
    const { actions } = renderTechnician('join-no-name');
    paste('482177305926');
    expect(actions.join).not.toHaveBeenCalled();
    expect(screen.getByText(/^The person has to see a name/).role).toBe('alert');
    const name = screen.getByLabelText('Your name');
    expect(document.activeElement).toBe(name);
    fireEvent.change(name, { target: { value: '  Daniel   Okoye ' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(actions.setSettings).toHaveBeenCalledWith({ technicianName: 'Daniel Okoye' });
  });

  it('is marked as not verified, and can be changed', () => {
    const { actions } = renderTechnician('join');
    expect(screen.getAllByText('Not verified').length).toBeGreaterThan(0);
    fireEvent.click(screen.getByRole('button', { name: 'Change' }));
    const name = screen.getByLabelText('Your name');
    fireEvent.change(name, { target: { value: 'Dana' } });
    fireEvent.keyDown(name, { key: 'Enter' });
    expect(actions.setSettings).toHaveBeenCalledWith({ technicianName: 'Dana' });
  });
});

describe('What went wrong has words of its own and a way on', () => {
  it.each([
    ['CODE_MISTYPED', 'That is not a whole code.', 'Check the digits'],
    ['CODE_WRONG', 'That code did not match.', 'Enter the new code'],
    ['ROOM_USED', 'Somebody has used this code already.', 'Enter the new code'],
    ['ROOM_EXPIRED', 'This code has run out.', 'Enter the new code'],
    ['ROOM_UNKNOWN', 'Nobody is waiting with this code.', 'Enter the new code'],
    ['PEER_LEFT', 'The person has left.', 'Enter the new code'],
    ['PAIRING_TIMEOUT', 'No answer from the person’s computer.', 'Enter the new code'],
    ['SERVER_BUSY', 'The help server is full.', 'Try now, or in 12 s by itself'],
    ['SERVER_RATE', 'Too many tries from this network.', 'Try now, or in 12 s by itself'],
    ['SERVER_VERSION', 'The help server speaks another version.', 'Copy details for IT'],
    ['PEER_VERSION', 'The two apps do not fit together.', 'Copy details for IT'],
    ['PAIRING_TAMPERED', 'Somebody may have changed this connection on its way.', 'Copy details for IT'],
    ['SERVER_PROTOCOL', 'Something went wrong in this app.', 'Copy details for IT'],
    ['SERVER_UNREACHABLE', 'We cannot reach the help server', 'Try now'],
  ] as const)('%s', (code, words, way) => {
    const { store } = renderTechnician('join');
    renderTechnician({
      join: { state: 'failed', error: appError(code), retryAt: store.getState().now + 12_000, attempt: 2 },
    });
    expect(screen.getByText(words)).toBeTruthy();
    expect(screen.getByRole('button', { name: way })).toBeTruthy();
  });

  it('a mistyped code stays to be corrected, and typing takes the words away', () => {
    const { actions } = renderTechnician('join-mistyped');
    expect(values()).toEqual(['4821', '7730', '5962']);
    fireEvent.click(screen.getByRole('button', { name: 'Check the digits' }));
    expect(document.activeElement).toBe(box(2));
    fireEvent.change(box(2), { target: { value: '592', selectionStart: 3 } });
    expect(actions.cancelJoin).toHaveBeenCalled();
    expect(screen.queryByText('That is not a whole code.')).toBeNull();
  });

  it('the server page stays while the server is tried again, and goes once it answers', () => {
    const { set } = renderTechnician('join-unreachable');
    expect(screen.getByText('Next try in 12 s')).toBeTruthy();
    set({ join: { state: 'working', step: 'server', since: NOW } });
    expect(screen.getByRole('heading', { name: 'We cannot reach the help server' })).toBeTruthy();
    expect(screen.getByText('Trying now…')).toBeTruthy();
    set({ join: { state: 'working', step: 'room', since: NOW } });
    expect(screen.getByRole('heading', { name: 'Enter the code' })).toBeTruthy();
    expect(values()).toEqual(['4821', '7730', '5926']);
  });

  it('a burned code is cleared for the new one', () => {
    renderTechnician('join-wrong');
    fireEvent.click(screen.getByRole('button', { name: 'Enter the new code' }));
    expect(values()).toEqual(['', '', '']);
  });
});

describe('Around the code', () => {
  it.each([
    ['Daniel Okoye', 'DO'],
    ['Dana (demo)', 'DD'],
    ['Ána', 'Á'],
    ['  ', ''],
  ])('%j is shown as %j', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });

  it('marks a test build', () => {
    renderTechnician('join-test-build');
    expect(screen.getByText('Test build')).toBeTruthy();
    expect(screen.getByText(/Electron 25.1.1, a stand-in/)).toBeTruthy();
  });

  it('says that the web console trusts the server, in a browser only', () => {
    renderTechnician('join', { web: true });
    expect(screen.getByText('Web console.')).toBeTruthy();
  });

  it('lists the sessions of this window, or says that there are none', () => {
    renderTechnician('join');
    expect(screen.getByText(/No sessions in this window yet/)).toBeTruthy();
    renderTechnician('join-recent');
    expect(screen.getByRole('rowheader', { name: 'computer-3' })).toBeTruthy();
  });
});
