import { createStore } from 'zustand/vanilla';
import { z } from 'zod';

/** How far a note has come on its way to a ticket. */
export const noteFilingSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('draft') }),
  z.strictObject({ state: z.literal('filing') }),
  /** `where` in words, such as "Ticket 1042"; `link` leads there. */
  z.strictObject({
    state: z.literal('filed'),
    where: z.string().max(200),
    link: z.string().max(2_000).nullable(),
  }),
  /** Nothing is lost: the same note can be filed again, and ends up in one ticket. */
  z.strictObject({
    state: z.literal('failed'),
    why: z.enum(['network', 'refused', 'interrupted']),
    detail: z.string().max(500),
  }),
]);
export type NoteFiling = z.infer<typeof noteFilingSchema>;

const noteFileSchema = z.strictObject({
  name: z.string().max(200),
  type: z.string().max(100),
  text: z.string(),
});

/** The note of one session, kept until it is filed or removed. */
export const keptNoteSchema = z.strictObject({
  /** The session's. */
  id: z.string().min(1).max(64),
  device: z.string().max(300),
  /** Epoch ms. */
  endedAt: z.number(),
  draft: z.strictObject({
    key: z.string().max(100),
    subject: z.string().max(300),
    technicianPart: z.string(),
    personPart: z.string(),
  }),
  /** The technician's part as it stands now. */
  edited: z.string(),
  attachments: z.array(noteFileSchema).max(10),
  filing: noteFilingSchema,
});
export type KeptNote = z.infer<typeof keptNoteSchema>;

/** Facts about the notes of this window. Only session/ writes it. */
export interface NoteState {
  /** Newest first. */
  readonly notes: readonly KeptNote[];
  /** Where notes are filed, in words; null where nothing is connected: then they can be copied and saved only. */
  readonly target: string | null;
  /** False once this computer refused to keep one: then a note lives as long as the window. */
  readonly kept: boolean;
}

export interface NoteActions {
  edit(id: string, text: string): void;
  file(id: string): void;
  /** Saves the whole note as a Markdown file. */
  save(id: string): void;
  remove(id: string): void;
}

export function createNoteStore() {
  return createStore<NoteState>(() => ({ notes: [], target: null, kept: true }));
}
export type NoteStore = ReturnType<typeof createNoteStore>;
