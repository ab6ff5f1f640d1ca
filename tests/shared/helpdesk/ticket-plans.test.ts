import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planMerge, planSplit, type PlannedTicket } from '../../../src-shared/helpdesk/ticket-plans.ts';
import { ticketStates } from '../../../src-shared/helpdesk/ticket.ts';

function ticket(id: string, parts: Partial<PlannedTicket> = {}): PlannedTicket {
  return {
    id,
    number: 1,
    state: 'open',
    version: 3,
    subject: `Subject ${id}`,
    requesterId: `person-${id}`,
    tags: [],
    watcherIds: [],
    mergedIntoId: null,
    messages: [{ id: `${id}-1`, at: 1 }],
    ...parts,
  };
}
const tickets = fc
  .array(
    fc.record({
      state: fc.constantFrom(...ticketStates),
      messages: fc.integer({ min: 0, max: 5 }),
      tags: fc.uniqueArray(fc.constantFrom('p', 'q', 'r')),
      requesterId: fc.option(fc.constantFrom('maria', 'jo')),
    }),
    { minLength: 2, maxLength: 5 },
  )
  .map((all) =>
    all.map(({ messages, ...parts }, index) =>
      ticket(`t${index}`, {
        ...parts,
        messages: Array.from({ length: messages }, (_, n) => ({ id: `t${index}-${n}`, at: n })),
      }),
    ),
  );

describe('joining tickets', () => {
  it('refuses a ticket with itself, one that is joined already, and a closed one to join into', () => {
    const trouble = (into: PlannedTicket, others: PlannedTicket[]): string | null => {
      const plan = planMerge(into, others);
      return plan.ok ? null : plan.error;
    };
    expect(trouble(ticket('a'), [])).toBe('nothing-chosen');
    expect(trouble(ticket('a'), [ticket('a')])).toBe('self');
    expect(trouble(ticket('a'), [ticket('b'), ticket('b')])).toBe('self');
    expect(trouble(ticket('a'), [ticket('b', { mergedIntoId: 'c' })])).toBe('already-merged');
    expect(trouble(ticket('a', { mergedIntoId: 'b' }), [ticket('b')])).toBe('already-merged');
    expect(trouble(ticket('a', { state: 'closed' }), [ticket('b')])).toBe('target-closed');
    expect(trouble(ticket('a'), [ticket('b', { state: 'closed' })])).toBeNull();
  });

  it('writes down on both sides what happened, and tells the people who wait elsewhere now', () => {
    const plan = planMerge(ticket('a', { tags: ['p'] }), [
      ticket('b', { tags: ['q'] }),
      ticket('c', { requesterId: 'person-a' }),
    ]);
    expect(plan.ok && plan.value.history).toEqual([
      { ticketId: 'b', what: 'merged-into', from: null, to: 'a' },
      { ticketId: 'b', what: 'state', from: 'open', to: 'closed' },
      { ticketId: 'a', what: 'merged-from', from: 'b', to: null },
      { ticketId: 'c', what: 'merged-into', from: null, to: 'a' },
      { ticketId: 'c', what: 'state', from: 'open', to: 'closed' },
      { ticketId: 'a', what: 'merged-from', from: 'c', to: null },
      { ticketId: 'a', what: 'tags', from: 'p', to: 'p, q' },
    ]);
    expect(plan.ok && plan.value.tellRequesterIds).toEqual(['person-b']);
  });

  it('loses no message, no tag and no waiting person, whatever the tickets', () => {
    fc.assert(
      fc.property(tickets, ([into, ...others]) => {
        if (into === undefined) return;
        const plan = planMerge(into, others);
        expect(plan.ok).toBe(into.state !== 'closed');
        if (!plan.ok) return;
        const { moves, tags, tellRequesterIds, closedIds } = plan.value;
        expect(moves.map(({ messageId }) => messageId)).toEqual(
          others.flatMap(({ messages }) => messages.map(({ id }) => id)),
        );
        expect(new Set(tags)).toEqual(new Set([into, ...others].flatMap((one) => one.tags)));
        expect(closedIds).toEqual(others.map(({ id }) => id));
        const people = others.flatMap(({ requesterId }) => (requesterId === null ? [] : [requesterId]));
        for (const person of people) expect([into.requesterId, ...tellRequesterIds]).toContain(person);
      }),
    );
  });
});

describe('dividing a ticket', () => {
  it('refuses to move nothing, everything or what is not there', () => {
    const two = ticket('a', {
      messages: [
        { id: 'm1', at: 1 },
        { id: 'm2', at: 2 },
      ],
    });
    const trouble = (ids: string[], from = two): string | null => {
      const plan = planSplit(from, ids, 'new', '');
      return plan.ok ? null : plan.error;
    };
    expect(trouble([])).toBe('nothing-chosen');
    expect(trouble(['m1', 'm2'])).toBe('everything-chosen');
    expect(trouble(['m3'])).toBe('unknown-message');
    expect(trouble(['m1'], { ...two, mergedIntoId: 'b' })).toBe('already-merged');
    expect(trouble(['m1', 'm1'])).toBeNull();
  });

  it('leaves every message in exactly one of the two', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), fc.infiniteStream(fc.boolean()), (count, coin) => {
        const messages = Array.from({ length: count }, (_, n) => ({ id: `m${n}`, at: n }));
        const chosen = messages.filter(() => coin.next().value).map(({ id }) => id);
        const plan = planSplit(ticket('a', { messages }), chosen, 'new', 'Other trouble');
        expect(plan.ok).toBe(chosen.length > 0 && chosen.length < count);
        if (!plan.ok) return;
        expect(plan.value.moves.map(({ messageId }) => messageId)).toEqual(chosen);
        expect(plan.value.moves.every(({ fromId, toId }) => fromId === 'a' && toId === 'new')).toBe(true);
      }),
    );
  });

  it('takes the person along, links the two and writes it down on both', () => {
    const plan = planSplit(
      ticket('a', {
        tags: ['p'],
        messages: [
          { id: 'm1', at: 1 },
          { id: 'm2', at: 2 },
        ],
      }),
      ['m2'],
      'new',
      ' ',
    );
    expect(plan.ok && plan.value).toMatchObject({
      newTicket: { subject: 'Subject a', requesterId: 'person-a', tags: ['p'] },
      link: { from: 'new', kind: 'follows', to: 'a' },
      history: [
        { ticketId: 'a', what: 'split-into', to: 'new' },
        { ticketId: 'new', what: 'split-from', from: 'a' },
      ],
    });
  });
});
