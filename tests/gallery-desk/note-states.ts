import { areaIds } from '../../src-shared/diagnostics/area.ts';
import { judge } from '../../src-shared/findings/judge.ts';
import { deviceName } from '../../src-shared/helpdesk/session-facts.ts';
import { draftSessionNote } from '../../src-shared/helpdesk/session-note.ts';
import type { KeptNote, NoteFiling, NoteState } from '../../src-renderer/stores/note-store.ts';
import { dayAndTime } from '../../src-renderer/words/time.ts';
import { fakeSnapshot } from './fake-machine.ts';
import { NOW, SESSION_ID } from './states.ts';

const MINUTE = 60_000;
const target = 'Northfield help desk';

function noteOf(id: string, endedAt: number, filing: NoteFiling): KeptNote {
  const startedAt = endedAt - 14 * MINUTE;
  const snapshot = fakeSnapshot(startedAt + MINUTE, areaIds);
  const draft = draftSessionNote(
    {
      sessionId: id,
      startedAt,
      endedAt,
      endedBy: 'technician',
      technician: { name: 'Daniel Okoye', client: 'app' },
      route: 'direct',
      grants: [
        { capability: 'findings', what: null, from: startedAt + MINUTE, to: endedAt },
        { capability: 'screen', what: 'Screen 1', from: startedAt + 2 * MINUTE, to: endedAt },
      ],
      snapshot,
      judgement: judge(snapshot, { now: endedAt }),
      comparison: null,
      chat: [
        {
          from: 'person',
          text: 'Good morning. It will not print and it is slow.',
          at: startedAt + 5 * MINUTE,
        },
        {
          from: 'technician',
          text: 'I will clear the list. Your files stay where they are.',
          at: endedAt - MINUTE,
        },
      ],
    },
    dayAndTime,
  );
  return {
    id,
    device: deviceName(snapshot),
    endedAt,
    draft,
    edited: draft.technicianPart,
    attachments: [{ name: 'snapshot.json', type: 'application/json', text: '{}' }],
    filing,
  };
}

const one = (filing: NoteFiling): Partial<NoteState> => ({
  notes: [noteOf(SESSION_ID, NOW, filing)],
  target,
});

/** The notes that go with a state of the gallery; none with most. */
export function notesOf(state: string): Partial<NoteState> {
  switch (state) {
    case 'desk-note':
    case 'desk-note-preview':
      return one({ state: 'draft' });
    case 'desk-note-alone':
      return { ...one({ state: 'draft' }), target: null };
    case 'desk-note-filing':
      return one({ state: 'filing' });
    case 'desk-note-filed':
      return one({
        state: 'filed',
        where: 'Ticket 1042',
        link: 'https://help.northfield.example/tickets/1042',
      });
    case 'desk-note-failed':
      return one({ state: 'failed', why: 'network', detail: 'no answer in 10 s' });
    case 'join-notes':
    case 'join-notes-open':
      return {
        notes: [
          noteOf(SESSION_ID, NOW - 40 * MINUTE, { state: 'draft' }),
          noteOf('earlier', NOW - 1_600 * MINUTE, { state: 'failed', why: 'interrupted', detail: '' }),
        ],
        target,
      };
    default:
      return {};
  }
}
