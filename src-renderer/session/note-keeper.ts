import type { FileNote, NoteToFile } from '../../src-shared/helpdesk/file-note.ts';
import { deviceName, type SessionFacts } from '../../src-shared/helpdesk/session-facts.ts';
import {
  composeNote,
  draftSessionNote,
  MAX_TECHNICIAN_PART,
} from '../../src-shared/helpdesk/session-note.ts';
import type { FormatTime } from '../../src-shared/report/comparison-text.ts';
import type { KeptNote, NoteActions, NoteFiling, NoteStore } from '../stores/note-store.ts';
import type { Desk, TechnicianStore } from '../stores/technician-store.ts';
import type { NoteShelf } from './note-shelf.ts';
import type { SaveFile } from './save-on-desk.ts';
import { sessionFactsOf } from './session-facts-of.ts';

export interface NoteKeeperOptions {
  readonly desks: TechnicianStore;
  readonly notes: NoteStore;
  readonly shelf: NoteShelf;
  readonly client: SessionFacts['technician']['client'];
  readonly formatTime: FormatTime;
  readonly saveFile: SaveFile;
}

export interface NoteKeeper {
  readonly actions: NoteActions;
  /** Where notes are filed from now on; null for nowhere. */
  connect(port: FileNote | null): void;
  close(): void;
}

/** Drafts a note when a session ends, and keeps it until it is filed or removed. */
export function createNoteKeeper(options: NoteKeeperOptions): NoteKeeper {
  const { desks, notes, shelf } = options;
  let port: FileNote | null = null;
  notes.setState({ notes: shelf.load().map(afterRestart) });
  const stop = desks.subscribe(({ desk, settings }, before) => {
    if (desk === null || desk.ended === null || before.desk?.ended !== null) return;
    const note = draftOf(desk, settings.technicianName, options);
    if (note !== null) put(options, note);
  });
  return {
    actions: {
      edit: (id, edited) =>
        change(options, id, (note) =>
          isOpen(note) ? { ...note, edited: edited.slice(0, MAX_TECHNICIAN_PART) } : note,
        ),
      file: (id) => void fileNote(options, port, id),
      save: (id) => saveNote(options, id),
      remove: (id) => {
        shelf.remove(id);
        notes.setState(({ notes: all }) => ({ notes: all.filter((note) => note.id !== id) }));
      },
    },
    connect(next) {
      port = next;
      notes.setState({ target: next?.target ?? null });
    },
    close: stop,
  };
}

/** What was on its way when the window closed may have arrived or not; filing it again makes no second entry. */
function afterRestart(note: KeptNote): KeptNote {
  return note.filing.state === 'filing'
    ? { ...note, filing: { state: 'failed', why: 'interrupted', detail: '' } }
    : note;
}

/** Nothing happened where the person let nobody in: there is nothing to note. */
function draftOf(desk: Desk, name: string, { client, formatTime }: NoteKeeperOptions): KeptNote | null {
  const facts = sessionFactsOf(desk, { name, client });
  if (facts === null || facts.endedBy === 'refused') return null;
  const draft = draftSessionNote(facts, formatTime);
  return {
    id: facts.sessionId,
    device: deviceName(facts.snapshot),
    endedAt: facts.endedAt,
    draft,
    edited: draft.technicianPart,
    attachments: snapshotFile(desk),
    filing: { state: 'draft' },
  };
}

/** The redacted snapshot, as it arrived. */
function snapshotFile({ snapshot }: Desk): KeptNote['attachments'] {
  if (snapshot === null) return [];
  const text = `${JSON.stringify(snapshot, null, 2)}\n`;
  return [{ name: 'snapshot.json', type: 'application/json', text }];
}

async function fileNote(options: NoteKeeperOptions, port: FileNote | null, id: string): Promise<void> {
  const note = options.notes.getState().notes.find((one) => one.id === id);
  if (note === undefined || port === null || !isOpen(note)) return;
  setFiling(options, id, { state: 'filing' });
  const filed = await tryToFile(port, {
    key: note.draft.key,
    subject: note.draft.subject,
    device: note.device,
    text: composeNote(note.draft, note.edited),
    attachments: note.attachments,
  });
  setFiling(options, id, filed);
}

async function tryToFile(port: FileNote, note: NoteToFile): Promise<NoteFiling> {
  try {
    const filed = await port.file(note);
    return filed.ok ? { state: 'filed', ...filed.value } : { state: 'failed', ...filed.error };
  } catch (error) {
    // whatever went wrong on the way: the note stays here
    return {
      state: 'failed',
      why: 'network',
      detail: error instanceof Error ? error.message.slice(0, 500) : '',
    };
  }
}

function saveNote({ notes, saveFile }: NoteKeeperOptions, id: string): void {
  const note = notes.getState().notes.find((one) => one.id === id);
  if (note === undefined) return;
  const day = new Date(note.endedAt).toISOString().slice(0, 10);
  const text = composeNote(note.draft, note.edited);
  saveFile(`session-note-${day}.md`, new Blob([text], { type: 'text/markdown' }));
}

function setFiling(options: NoteKeeperOptions, id: string, filing: NoteFiling): void {
  change(options, id, (note) => ({ ...note, filing }));
  // once it is filed this computer needs it no longer
  if (filing.state === 'filed') options.shelf.remove(id);
}

function change(options: NoteKeeperOptions, id: string, how: (note: KeptNote) => KeptNote): void {
  const note = options.notes.getState().notes.find((one) => one.id === id);
  if (note !== undefined) put(options, how(note));
}

function put({ notes, shelf }: NoteKeeperOptions, note: KeptNote): void {
  const kept = shelf.put(note);
  notes.setState(({ notes: all, ...rest }) => ({
    kept: rest.kept && kept,
    notes: all.some(({ id }) => id === note.id)
      ? all.map((one) => (one.id === note.id ? note : one))
      : [note, ...all],
  }));
}

/** May still be written in and filed. */
function isOpen({ filing }: KeptNote): boolean {
  return filing.state === 'draft' || filing.state === 'failed';
}
