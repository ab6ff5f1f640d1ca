import { useDesk } from '../desk/use-desk.ts';
import { NoteEditor } from './note-editor.tsx';
import { useNotes } from '../../../ui/app-context.tsx';

/** The note of the session that just ended here, where the facts stood. */
export function NotePanel() {
  const id = useDesk((desk) => desk.id);
  const note = useNotes(({ notes }) => notes.find((one) => one.id === id));
  return note === undefined ? null : <NoteEditor note={note} />;
}
