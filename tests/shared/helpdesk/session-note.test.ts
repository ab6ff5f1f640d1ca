import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge } from '../../../src-shared/findings/judge.ts';
import { compareSnapshots } from '../../../src-shared/findings/comparison.ts';
import { checkReceipt } from '../../../src-shared/helpdesk/session-receipt.ts';
import type { SessionFacts } from '../../../src-shared/helpdesk/session-facts.ts';
import {
  composeNote,
  draftSessionNote,
  MAX_TECHNICIAN_PART,
} from '../../../src-shared/helpdesk/session-note.ts';
import { areaIds } from '../../../src-shared/diagnostics/area.ts';
import { fakeSnapshot } from '../../gallery-desk/fake-machine.ts';
import { asHtml, elementsOf, textOf } from './as-html.ts';
import { hostileTexts } from './hostile-markdown.ts';

const start = Date.UTC(2026, 10, 22, 10, 45);
const MINUTE = 60_000;
const time = (at: number): string => new Date(at).toISOString().slice(11, 16);
const snapshot = fakeSnapshot(start + MINUTE, areaIds);
const facts: SessionFacts = {
  sessionId: 'AbCdEfGhIjKlMnOpQrStUv',
  startedAt: start,
  endedAt: start + 22 * MINUTE,
  endedBy: 'technician',
  technician: { name: 'Daniel Okoye', client: 'app' },
  route: 'direct',
  grants: [
    { capability: 'findings', what: null, from: start + MINUTE, to: start + 22 * MINUTE },
    { capability: 'screen', what: 'Screen 1', from: start + 2 * MINUTE, to: start + 16 * MINUTE },
  ],
  snapshot,
  judgement: judge(snapshot, { now: start + MINUTE }),
  comparison: compareSnapshots(snapshot, { ...snapshot, takenAt: start + 20 * MINUTE }),
  chat: [{ from: 'person', text: 'It will not print.', at: start + 3 * MINUTE }],
};
const nothing: SessionFacts = {
  ...facts,
  endedBy: 'refused',
  technician: { name: ' ', client: 'web' },
  route: null,
  grants: [],
  snapshot: null,
  judgement: null,
  comparison: null,
  chat: [],
};

describe('a session’s note', () => {
  it('says who, when, how verified, by which route, what was allowed and for how long', () => {
    expect(draftSessionNote(facts, time).personPart.split('\n')).toEqual([
      '## What the person allowed',
      '',
      '- Who helped: "Daniel Okoye", name not verified, in the app',
      '- How they met: with a code from the person, spoken, good for one try, proven on both sides',
      '- From 10:45 until 11:07 (22 min), ended by the technician',
      '- Connection: encrypted end to end, directly between the two computers',
      '- Allowed: to read the findings, 10:46 to 11:07 (21 min)',
      '- Allowed: to see the screen (Screen 1), 10:47 to 11:01 (14 min)',
      '- Changed on the computer through the app: nothing, it can only look',
      '- Files moved: none',
      '- Session: `[session:AbCdEfGhIjKlMnOpQrStUv]`',
      '',
      expect.stringMatching(/^SHA-256 of this part: `[0-9a-f]{64}`$/u),
    ]);
  });

  it('tells the worst findings with their evidence, how many more there are, and what was not checked', () => {
    const { technicianPart } = draftSessionNote(facts, time);
    const told = technicianPart.split('\n').filter((line) => line.startsWith('- **'));
    expect(told).toHaveLength(5);
    expect(told[0]).toMatch(/^- \*\*.+\*\* \((Critical|High|Medium)\): .+; [A-Z]+-\d+; /u);
    expect(technicianPart).toMatch(/\d+ more findings?\. \d+ checks fine\. Not checked: \d+\./u);
    expect(technicianPart).toContain('## Before and after');
    expect(technicianPart).toContain('- 10:48 Person: It will not print.');
  });

  it('is whole when next to nothing is known', () => {
    const { technicianPart, personPart, subject } = draftSessionNote(nothing, time);
    expect(subject).toBe('Remote session');
    expect(technicianPart).toContain('The person did not share the findings.');
    expect(technicianPart).not.toContain('Chat');
    expect(personPart).toContain('- Who helped: no name given, name not verified, in the browser');
    expect(personPart).toContain('- Allowed: nothing');
    expect(personPart).toContain('route not known');
  });

  it('has one key for a session, however often and by whom it is drafted', () => {
    expect(draftSessionNote(facts, time).key).toBe(draftSessionNote({ ...facts, chat: [] }, String).key);
    expect(draftSessionNote({ ...facts, sessionId: 'other' }, time).key).not.toBe(
      draftSessionNote(facts, time).key,
    );
  });

  it('keeps the last hundred lines of a long chat and says how many it left out', () => {
    const chat = Array.from({ length: 130 }, (_, n) => ({
      from: 'person' as const,
      text: `line ${n}.`,
      at: start,
    }));
    const { technicianPart } = draftSessionNote({ ...facts, chat }, time);
    expect(technicianPart).toContain('30 earlier lines left out.');
    expect(technicianPart).toContain('line 129.');
    expect(technicianPart).not.toContain('line 29.');
  });

  it('lets no name, screen or chat line out of its place', () => {
    const elements = (of: SessionFacts): readonly string[] => {
      const { technicianPart, personPart } = draftSessionNote(of, time);
      return [...elementsOf(asHtml(technicianPart)), ...elementsOf(asHtml(personPart))];
    };
    const calm = elements(facts);
    for (const text of hostileTexts.filter((one) => one.trim() !== '')) {
      const hostile: SessionFacts = {
        ...facts,
        technician: { name: text, client: 'app' },
        grants: facts.grants.map((grant) => ({ ...grant, what: text })),
        chat: [{ from: 'person', text, at: start }],
      };
      expect(elements(hostile), JSON.stringify(text)).toEqual(calm);
      expect(checkReceipt(draftSessionNote(hostile, time).personPart)).toBe('as-made');
    }
  });
});

describe('the person’s part of a note', () => {
  const draft = draftSessionNote(facts, time);
  const shown = asHtml(draft.personPart);
  const openers = [
    '```',
    '~~~~',
    '<!--',
    '<script>',
    '<![CDATA[',
    '> ',
    '- ',
    '| a |\n|---|',
    '\n',
    '    ',
    '[a]: b',
    '<div>',
    '`',
  ];
  const edits = fc
    .array(
      fc.oneof(fc.constantFrom(...openers, ...hostileTexts, draft.personPart), fc.string({ maxLength: 8 })),
      { maxLength: 8 },
    )
    .map((parts) => parts.join('\n'));

  it('is shown whole and as it is, whatever the technician writes above it', () => {
    fc.assert(
      fc.property(edits, (edited) => {
        const note = composeNote(draft, edited);
        expect(asHtml(note)).toContain(shown);
        expect(checkReceipt(note)).toBe('as-made');
      }),
      { numRuns: 150 },
    );
  });

  it('is known to be changed when one character of it is', () => {
    const note = composeNote(draft, 'Cleared the list of prints.');
    fc.assert(
      fc.property(fc.integer({ min: note.indexOf('- Who helped'), max: note.length - 3 }), (at) => {
        const changed = `${note.slice(0, at)}${note[at] === 'x' ? 'y' : 'x'}${note.slice(at + 1)}`;
        expect(checkReceipt(changed)).toBe('changed');
      }),
      { numRuns: 100 },
    );
    expect(checkReceipt(note.replace('14 min', '2 min'))).toBe('changed');
    expect(checkReceipt('Cleared the list of prints.')).toBe('missing');
  });

  it('stays as made when a system writes other line ends', () => {
    expect(checkReceipt(composeNote(draft, 'Done.').replace(/\n/gu, '\r\n'))).toBe('as-made');
  });

  it('is not pushed out by a technician’s part that is too long', () => {
    const note = composeNote(draft, 'x'.repeat(2 * MAX_TECHNICIAN_PART));
    expect(note.length).toBeLessThan(100_000);
    expect(checkReceipt(note)).toBe('as-made');
    expect(textOf(asHtml(note))).toContain('Who helped');
  });
});
