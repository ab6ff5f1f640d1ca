import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderTechnician } from './harness.tsx';

describe('the note at the end of a session', () => {
  it('comes to the front when the session ends', () => {
    const { notes, unmount } = renderTechnician('desk-ended-by-me');
    expect(screen.queryByRole('tab', { name: 'Note' })).toBeNull();
    unmount();
    const ended = renderTechnician('desk-note');
    expect(screen.getByRole('tab', { name: 'Note' }).getAttribute('aria-selected')).toBe('true');
    fireEvent.click(screen.getByRole('tab', { name: 'Facts' }));
    expect(screen.queryByRole('textbox', { name: 'Your part of the note' })).toBeNull();
    expect(ended.notes.getState().notes).toHaveLength(1);
    expect(notes.getState().notes).toHaveLength(0);
  });

  it('has a part to write in and a part that nobody can', () => {
    const { noteActions } = renderTechnician('desk-note');
    const mine = screen.getByRole('textbox', { name: 'Your part of the note' });
    fireEvent.change(mine, { target: { value: 'Cleared the list.' } });
    expect(noteActions.edit).toHaveBeenCalledWith(expect.any(String), 'Cleared the list.');
    const theirs = screen.getByRole('region', { name: 'The person’s part' });
    expect(within(theirs).queryByRole('textbox')).toBeNull();
    expect(theirs.textContent).toContain('Nobody can change it.');
    expect(theirs.textContent).toContain('SHA-256 of this part');
  });

  it('shows as preview what a ticket shows', async () => {
    renderTechnician('desk-note');
    fireEvent.click(screen.getByRole('tab', { name: 'Preview' }));
    expect(screen.queryByRole('textbox', { name: 'Your part of the note' })).toBeNull();
    expect(await screen.findByRole('heading', { name: 'What was done' })).toBeDefined();
  });

  it('is filed with one press, and not a second time while it is on its way', () => {
    const { noteActions, notes } = renderTechnician('desk-note');
    fireEvent.click(screen.getByRole('button', { name: 'File it in Northfield help desk' }));
    expect(noteActions.file).toHaveBeenCalledTimes(1);
    act(() =>
      notes.setState((state) => ({
        notes: state.notes.map((note) => ({ ...note, filing: { state: 'filing' } })),
      })),
    );
    fireEvent.click(screen.getByRole('button', { name: 'Filing' }));
    expect(noteActions.file).toHaveBeenCalledTimes(1);
    expect(screen.queryByRole('button', { name: 'Remove' })).toBeNull();
    expect(screen.getByRole('textbox', { name: 'Your part of the note' })).toHaveProperty('readOnly', true);
  });

  it('that was filed leads to its ticket', () => {
    renderTechnician('desk-note-filed');
    expect(screen.getByText('Filed: Ticket 1042.')).toBeDefined();
    expect(screen.getByRole('link', { name: 'Ticket 1042' }).getAttribute('href')).toBe(
      'https://help.northfield.example/tickets/1042',
    );
    expect(screen.queryByRole('button', { name: /^File/u })).toBeNull();
  });

  it('that could not be filed says that nothing is lost and can be tried again', () => {
    const { noteActions } = renderTechnician('desk-note-failed');
    expect(screen.getByText(/Nothing is lost, and trying again makes no second note/u)).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(noteActions.file).toHaveBeenCalledTimes(1);
  });

  it('shows no button to file where nothing is connected, and says so', () => {
    renderTechnician('desk-note-alone');
    expect(screen.queryByRole('button', { name: /^File/u })).toBeNull();
    expect(screen.getByText(/No help desk is connected/u)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Copy' })).toBeDefined();
    expect(screen.getByRole('button', { name: 'Save' })).toBeDefined();
  });

  it('is removed only when it is said twice', () => {
    const { noteActions } = renderTechnician('desk-note');
    fireEvent.click(screen.getByRole('button', { name: 'Remove' }));
    expect(noteActions.remove).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'Remove it for good' }));
    expect(noteActions.remove).toHaveBeenCalledTimes(1);
  });

  it('can be opened again from the first screen', () => {
    const { noteActions } = renderTechnician('join-notes');
    const list = screen.getByRole('region', { name: 'Notes of ended sessions' });
    const [first] = within(list).getAllByRole('button', { name: 'Open the note' });
    if (first === undefined) throw new Error('no note');
    fireEvent.click(first);
    const dialog = screen.getByRole('dialog', { name: 'Note of the session' });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(noteActions.save).toHaveBeenCalledTimes(1);
  });
});
