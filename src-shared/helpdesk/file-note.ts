import type { Result } from '../result.ts';

/** A whole note of a session on its way into a ticket. */
export interface NoteToFile {
  /** The same however often it is tried: whoever files makes one entry for a key, and answers alike each time. */
  readonly key: string;
  readonly subject: string;
  /** What the device is; empty when nothing is known. */
  readonly device: string;
  /** Markdown, both parts. */
  readonly text: string;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly text: string }[];
}

/** Where a note ended up: in words, such as "Ticket 1042", and the address that leads there. */
export interface FiledNote {
  readonly where: string;
  readonly link: string | null;
}

/** `network`: trying again may help. `refused`: it was understood, and not taken. */
export interface FileTrouble {
  readonly why: 'network' | 'refused';
  readonly detail: string;
}

/** Files notes: into our own tickets, or into a help desk that is connected. */
export interface FileNote {
  /** In words: "Northfield help desk". */
  readonly target: string;
  file(note: NoteToFile): Promise<Result<FiledNote, FileTrouble>>;
}
