import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeEdits, type TicketFields } from '../../../src-shared/helpdesk/merge-edits.ts';
import { priorities, ticketStates } from '../../../src-shared/helpdesk/ticket.ts';

const base: TicketFields = {
  subject: 'Printer',
  state: 'open',
  priority: 'normal',
  queueId: 'first',
  assigneeId: null,
  requesterId: 'maria',
  device: null,
  tags: ['printer', 'office'],
  watcherIds: [],
};

describe('two people editing one ticket', () => {
  it('of whom each changed another field get both changes', () => {
    const { merged, conflicts, changed } = mergeEdits(
      base,
      { ...base, priority: 'high', tags: ['printer', 'office', 'urgent'] },
      { ...base, state: 'waiting', tags: ['printer'] },
    );
    expect(merged).toEqual({ ...base, priority: 'high', state: 'waiting', tags: ['printer', 'urgent'] });
    expect(conflicts).toEqual([]);
    expect(changed).toEqual(['priority', 'tags']);
  });

  it('of whom both changed the same field are told so, with all three values', () => {
    const { merged, conflicts, changed } = mergeEdits(
      base,
      { ...base, assigneeId: 'kevin', priority: 'high' },
      { ...base, assigneeId: 'anna' },
    );
    expect(conflicts).toEqual([{ field: 'assigneeId', base: null, mine: 'kevin', theirs: 'anna' }]);
    expect(merged).toEqual({ ...base, assigneeId: 'anna', priority: 'high' });
    expect(changed).toEqual(['priority']);
  });

  it('who made the same change agree', () => {
    const solved = { ...base, state: 'solved' as const };
    expect(mergeEdits(base, solved, solved)).toEqual({ merged: solved, conflicts: [], changed: [] });
  });
});

const name = fc.constantFrom('a', 'b', 'c');
const set = fc.uniqueArray(fc.constantFrom('p', 'q', 'r', 's'));
const fields: fc.Arbitrary<TicketFields> = fc.record({
  subject: name,
  state: fc.constantFrom(...ticketStates),
  priority: fc.constantFrom(...priorities),
  queueId: name,
  assigneeId: fc.option(name),
  requesterId: fc.option(name),
  device: fc.option(name),
  tags: set,
  watcherIds: set,
});
const oneValue = ['subject', 'state', 'priority', 'queueId', 'assigneeId', 'requesterId', 'device'] as const;

describe('whatever two people do', () => {
  it('each change is in the result or named as a conflict: nothing is lost', () => {
    fc.assert(
      fc.property(fields, fields, fields, (was, mine, theirs) => {
        const { merged, conflicts } = mergeEdits(was, mine, theirs);
        const named = new Set<string>(conflicts.map(({ field }) => field));
        for (const field of oneValue) {
          if (mine[field] !== was[field])
            expect(named.has(field) || merged[field] === mine[field]).toBe(true);
          if (theirs[field] !== was[field]) expect(merged[field]).toBe(theirs[field]);
          if (mine[field] === was[field]) expect(merged[field]).toBe(theirs[field]);
        }
        for (const field of ['tags', 'watcherIds'] as const) {
          for (const item of ['p', 'q', 'r', 's']) {
            const has = (side: TicketFields): boolean => side[field].includes(item);
            const expected = has(mine) === has(was) ? has(theirs) : has(mine);
            expect(has(merged)).toBe(expected);
          }
        }
      }),
    );
  });

  it('who is first does not matter where nothing conflicts', () => {
    fc.assert(
      fc.property(fields, fields, fields, (was, one, other) => {
        const first = mergeEdits(was, one, other);
        if (first.conflicts.length > 0) return;
        const second = mergeEdits(was, other, one);
        const sorted = (all: TicketFields): TicketFields => ({
          ...all,
          tags: all.tags.toSorted(),
          watcherIds: all.watcherIds.toSorted(),
        });
        expect(sorted(second.merged)).toEqual(sorted(first.merged));
      }),
    );
  });

  it('saving what nobody changed writes nothing', () => {
    fc.assert(
      fc.property(fields, fields, (was, theirs) => {
        expect(mergeEdits(was, was, theirs)).toEqual({ merged: theirs, conflicts: [], changed: [] });
      }),
    );
  });
});
