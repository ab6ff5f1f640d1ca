import { describe, expect, it } from 'vitest';
import { checkReceipt } from '../../../src-shared/helpdesk/session-receipt.ts';
import { appError } from '../../../src-shared/errors.ts';
import { err, ok } from '../../../src-shared/result.ts';
import { newDesk, reduceDesk } from '../../../src-renderer/session/desk-reducer.ts';
import { createNoteKeeper } from '../../../src-renderer/session/note-keeper.ts';
import type { FileNote, NoteToFile } from '../../../src-shared/helpdesk/file-note.ts';
import { createNoteShelf, MAX_NOTES, type TextStorage } from '../../../src-renderer/session/note-shelf.ts';
import { createNoteStore, type KeptNote } from '../../../src-renderer/stores/note-store.ts';
import {
  createTechnicianStore,
  type Desk,
  type DeskEnd,
} from '../../../src-renderer/stores/technician-store.ts';

const START = 1_700_000_000_000;
const off = { state: 'off' as const, leftMs: 0, leaseMs: 0 };
const on = (what: string) => ({ state: 'granted' as const, leftMs: 1000, leaseMs: 1000, what });

function memory(room = Infinity): TextStorage & { readonly all: Map<string, string> } {
  const all = new Map<string, string>();
  return {
    all,
    getItem: (name) => all.get(name) ?? null,
    setItem(name, text) {
      if (text.length > room) throw new Error('quota');
      all.set(name, text);
    },
    removeItem: (name) => void all.delete(name),
  };
}

type Answer = Awaited<ReturnType<FileNote['file']>>;
/** A help desk that makes one entry for a key, as the port demands, and can be told to fail. */
function helpDesk() {
  const entries = new Map<string, NoteToFile>();
  const waiting: (() => void)[] = [];
  let answer: (() => Answer) | null = null;
  const port: FileNote = {
    target: 'Desk',
    async file(note) {
      await new Promise<void>((go) => waiting.push(go));
      if (answer !== null) return answer();
      if (!entries.has(note.key)) entries.set(note.key, note);
      return ok({ where: 'Ticket 1', link: 'https://desk.example/1' });
    },
  };
  return {
    port,
    entries,
    fail: (how: (() => Answer) | null) => (answer = how),
    waiting,
    async goOn() {
      for (const go of waiting.splice(0)) go();
      await Promise.resolve();
      await new Promise((done) => setTimeout(done));
    },
  };
}

function open(storage: TextStorage, port: FileNote | null = null) {
  const desks = createTechnicianStore(START, {
    technicianName: 'Kevin',
    textSize: 100,
    theme: 'light',
    fastPicture: 'auto',
  });
  const notes = createNoteStore();
  const saved: { name: string; content: Blob }[] = [];
  const keeper = createNoteKeeper({
    desks,
    notes,
    shelf: createNoteShelf(storage),
    client: 'web',
    formatTime: (at) => `${(at - START) / 60_000}`,
    saveFile: (name, content) => saved.push({ name, content }),
  });
  keeper.connect(port);
  const endSession = (id: string, how: DeskEnd = 'by-me', change: Partial<Desk> = {}): void => {
    const desk = { ...newDesk(START, id), ...change };
    desks.setState({ desk });
    desks.setState({ desk: reduceDesk(desk, { type: 'ended', at: START + 600_000, how, error: null }) });
  };
  const note = (id = 'one'): KeptNote => {
    const found = notes.getState().notes.find((one) => one.id === id);
    if (found === undefined) throw new Error('no note');
    return found;
  };
  return { desks, notes, saved, keeper, endSession, note };
}

describe('the note of a session', () => {
  it('is drafted when the session ends, once, and not when the person let nobody in', () => {
    const { endSession, notes, desks, note } = open(memory());
    endSession('one');
    desks.setState({ now: START + 700_000 });
    expect(notes.getState().notes.map(({ id }) => id)).toEqual(['one']);
    expect(note().draft.personPart).toContain('"Kevin", name not verified, in the browser');
    endSession('two', 'refused');
    expect(notes.getState().notes.map(({ id }) => id)).toEqual(['one']);
  });

  it('tells what was allowed and for how long, over changes of the screen and to the end', () => {
    let desk = newDesk(START, 'one');
    const say = (
      minutes: number,
      findings: typeof off | ReturnType<typeof on>,
      screen: typeof off | ReturnType<typeof on>,
    ): void => {
      desk = reduceDesk(desk, {
        type: 'message',
        at: START + minutes * 60_000,
        message: { type: 'session.state', paused: false, waiting: false, cooldownMs: 0, findings, screen },
      });
    };
    say(1, on(''), off);
    say(2, on(''), on('Screen 1'));
    say(3, on(''), on('Screen 1'));
    say(4, on(''), on('Screen 2'));
    say(5, on(''), off);
    const { endSession, note } = open(memory());
    endSession('one', 'by-person', desk);
    expect(
      note()
        .draft.personPart.split('\n')
        .filter((line) => line.includes('Allowed')),
    ).toEqual([
      '- Allowed: to read the findings, 1 to 10 (9 min)',
      '- Allowed: to see the screen (Screen 1), 2 to 4 (2 min)',
      '- Allowed: to see the screen (Screen 2), 4 to 5 (1 min)',
    ]);
  });

  it('leaves out the app’s own lines and what was never sent', () => {
    const { endSession, note } = open(memory());
    endSession('one', 'link-lost', {
      chat: [
        { id: '1', from: 'note', text: 'the app said', at: START },
        { id: '2', from: 'me', text: 'was sent', at: START },
        { id: '3', from: 'me', text: 'never left', at: START, waiting: true },
      ],
    });
    expect(note().edited).toContain('was sent');
    expect(note().edited).not.toMatch(/the app said|never left/u);
  });

  it('is still there after the window was closed, as it was last written', () => {
    const storage = memory();
    const first = open(storage);
    first.endSession('one');
    first.keeper.actions.edit('one', 'Cleared the list.');
    first.keeper.close();
    const second = open(storage);
    expect(second.note().edited).toBe('Cleared the list.');
    second.keeper.actions.remove('one');
    expect(open(storage).notes.getState().notes).toEqual([]);
    expect([...storage.all.keys()]).toEqual(['alongside.notes']);
  });

  it('gives way to newer ones after a while, and survives a storage that is full, broken or made up', () => {
    const storage = memory();
    const { endSession } = open(storage);
    for (let n = 0; n < MAX_NOTES + 3; n += 1) endSession(`s${n}`);
    expect(
      open(storage)
        .notes.getState()
        .notes.map(({ id }) => id),
    ).toEqual(Array.from({ length: MAX_NOTES }, (_, n) => `s${MAX_NOTES + 2 - n}`));
    const full = open(memory(50));
    full.endSession('one');
    expect(full.notes.getState().kept).toBe(false);
    expect(full.note().edited).toContain('## Findings');
    storage.setItem('alongside.note.s5', '{"id":');
    storage.setItem('alongside.note.s6', '{"id":"s6","filing":{"state":"filed"}}');
    expect(open(storage).notes.getState().notes).toHaveLength(MAX_NOTES - 2);
    storage.setItem('alongside.notes', '{}');
    expect(open(storage).notes.getState().notes).toEqual([]);
  });

  it('is saved whole, with the person’s part as it was made', async () => {
    const { endSession, keeper, saved } = open(memory());
    endSession('one');
    keeper.actions.edit('one', 'Mine.');
    keeper.actions.save('one');
    const text = await saved[0]?.content.text();
    expect(text).toMatch(/^Mine\.\n\n---\n\n## What the person allowed/u);
    expect(checkReceipt(text ?? '')).toBe('as-made');
  });
});

describe('filing a note', () => {
  it('sends both parts and the snapshot under the session’s key, and forgets the note here once it is filed', async () => {
    const storage = memory();
    const desk = helpDesk();
    const { endSession, keeper, note } = open(storage, desk.port);
    endSession('one');
    keeper.actions.edit('one', 'Mine.');
    keeper.actions.file('one');
    expect(note().filing.state).toBe('filing');
    keeper.actions.edit('one', 'Too late.');
    await desk.goOn();
    expect(note().filing).toEqual({ state: 'filed', where: 'Ticket 1', link: 'https://desk.example/1' });
    expect([...desk.entries.keys()]).toEqual(['session-one']);
    expect(checkReceipt(desk.entries.get('session-one')?.text ?? '')).toBe('as-made');
    expect(desk.entries.get('session-one')?.text).toMatch(/^Mine\./u);
    expect(open(storage).notes.getState().notes).toEqual([]);
  });

  it('makes one entry however often it is pressed', async () => {
    const desk = helpDesk();
    const { endSession, keeper } = open(memory(), desk.port);
    endSession('one');
    for (let n = 0; n < 5; n += 1) keeper.actions.file('one');
    expect(desk.waiting).toHaveLength(1);
    await desk.goOn();
    keeper.actions.file('one');
    expect(desk.waiting).toHaveLength(0);
  });

  it('that fails keeps everything and can be tried again, with the same key', async () => {
    const desk = helpDesk();
    const { endSession, keeper, note } = open(memory(), desk.port);
    endSession('one');
    keeper.actions.edit('one', 'Mine.');
    desk.fail(() => err({ why: 'refused', detail: 'no such queue' }));
    keeper.actions.file('one');
    await desk.goOn();
    expect(note().filing).toEqual({ state: 'failed', why: 'refused', detail: 'no such queue' });
    desk.fail(() => {
      throw new Error(appError('SERVER_UNREACHABLE').code);
    });
    keeper.actions.file('one');
    await desk.goOn();
    expect(note().filing).toMatchObject({ state: 'failed', why: 'network' });
    expect(note().edited).toBe('Mine.');
    desk.fail(null);
    keeper.actions.file('one');
    await desk.goOn();
    expect(note().filing.state).toBe('filed');
    expect(desk.entries.size).toBe(1);
  });

  it('that a closed window cut short is offered again, and makes no second entry', async () => {
    const storage = memory();
    const desk = helpDesk();
    const first = open(storage, desk.port);
    first.endSession('one');
    first.keeper.actions.file('one');
    const second = open(storage, desk.port);
    expect(second.note().filing).toMatchObject({ state: 'failed', why: 'interrupted' });
    await desk.goOn();
    second.keeper.actions.file('one');
    await desk.goOn();
    expect(second.note().filing.state).toBe('filed');
    expect(desk.entries.size).toBe(1);
  });

  it('does nothing where nothing is connected', () => {
    const { endSession, keeper, note } = open(memory());
    endSession('one');
    keeper.actions.file('one');
    expect(note().filing.state).toBe('draft');
  });
});
