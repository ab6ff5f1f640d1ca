import { keptNoteSchema, type KeptNote } from '../stores/note-store.ts';

/** Where a browser keeps text by name; `localStorage` is one. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const INDEX = 'alongside.notes';
const nameOf = (id: string): string => `alongside.note.${id}`;
/** Notes kept at a time; the oldest gives way. */
export const MAX_NOTES = 10;

/** Notes of ended sessions, kept over a restart. */
export interface NoteShelf {
  /** Newest first. What can't be read any more is dropped. */
  load(): readonly KeptNote[];
  /** False when this computer does not keep it. */
  put(note: KeptNote): boolean;
  remove(id: string): void;
}

export function createNoteShelf(storage: TextStorage): NoteShelf {
  const ids = (): readonly string[] => {
    const names: unknown = parse(read(storage, INDEX));
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
  };
  const drop = (id: string): void => {
    storage.removeItem(nameOf(id));
    storage.setItem(INDEX, JSON.stringify(ids().filter((one) => one !== id)));
  };
  return {
    load: () =>
      ids().flatMap((id) => {
        const note = keptNoteSchema.safeParse(parse(read(storage, nameOf(id))));
        return note.success ? [note.data] : [];
      }),
    put: (note) =>
      attempt(() => {
        const kept = [note.id, ...ids().filter((id) => id !== note.id)];
        for (const id of kept.slice(MAX_NOTES)) drop(id);
        storage.setItem(nameOf(note.id), JSON.stringify(note));
        if (!ids().includes(note.id)) storage.setItem(INDEX, JSON.stringify(kept.slice(0, MAX_NOTES)));
      }),
    remove: (id) => void attempt(() => drop(id)),
  };
}

function read(storage: TextStorage, name: string): string | null {
  try {
    return storage.getItem(name);
  } catch {
    return null; // a browser set to keep nothing throws
  }
}

function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** Storage throws when it is full or forbidden. */
function attempt(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
