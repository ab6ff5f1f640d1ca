import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addLink,
  inverseOf,
  linkKinds,
  linksOf,
  type LinkKind,
  type TicketLink,
} from '../../../src-shared/helpdesk/ticket-links.ts';
import { linksAfterMerge } from '../../../src-shared/helpdesk/ticket-plans.ts';

type Step = readonly [from: string, kind: LinkKind, to: string];
const grow = (steps: readonly Step[], links: readonly TicketLink[] = []): readonly TicketLink[] =>
  steps.reduce((kept, [from, kind, to]) => {
    const added = addLink(kept, from, kind, to);
    return added.ok ? added.value : kept;
  }, links);
const why = (steps: readonly Step[], step: Step): string | null => {
  const added = addLink(grow(steps), ...step);
  return added.ok ? null : added.error;
};
const id = fc.constantFrom<string>('a', 'b', 'c', 'd', 'e');
const steps = fc.array(fc.tuple(id, fc.constantFrom(...linkKinds), id), { maxLength: 20 });

describe('links between tickets', () => {
  it('never lead to the ticket itself, and stand once from whichever end they are made', () => {
    expect(why([], ['a', 'related', 'a'])).toBe('self');
    expect(why([['a', 'related', 'b']], ['b', 'related', 'a'])).toBe('already-linked');
    expect(why([['a', 'duplicate-of', 'b']], ['b', 'has-duplicate', 'a'])).toBe('already-linked');
    expect(why([['a', 'related', 'b']], ['a', 'duplicate-of', 'b'])).toBeNull();
  });

  it('make a ticket the duplicate of one other, and of none that is a duplicate of it', () => {
    expect(why([['a', 'duplicate-of', 'b']], ['a', 'duplicate-of', 'c'])).toBe('has-one-already');
    expect(why([['a', 'duplicate-of', 'b']], ['b', 'duplicate-of', 'a'])).toBe('cycle');
    expect(
      why(
        [
          ['a', 'duplicate-of', 'b'],
          ['b', 'duplicate-of', 'c'],
        ],
        ['a', 'has-duplicate', 'c'],
      ),
    ).toBe('cycle');
    expect(why([['a', 'part-of', 'b']], ['a', 'duplicate-of', 'c'])).toBeNull();
  });

  it('read from the other end as their inverse', () => {
    for (const kind of linkKinds) {
      expect(inverseOf(inverseOf(kind))).toBe(kind);
      const links = grow([['a', kind, 'b']]);
      expect(linksOf(links, 'a')).toEqual([{ kind, to: 'b' }]);
      expect(linksOf(links, 'b')).toEqual([{ kind: inverseOf(kind), to: 'a' }]);
    }
  });

  it('never go round, whatever is added', () => {
    fc.assert(
      fc.property(steps, (made) => {
        expect(goesRound(grow(made))).toBe(false);
      }),
    );
  });

  it('hang on the ticket that stays after a merge: none to a merged one, none round, all others kept', () => {
    fc.assert(
      fc.property(
        steps,
        fc.uniqueArray(id, { minLength: 2, maxLength: 4 }),
        (made, [intoId = '', ...closedIds]) => {
          const before = grow(made);
          const after = linksAfterMerge(before, { intoId, closedIds });
          expect(after.some(({ from, to }) => closedIds.includes(from) || closedIds.includes(to))).toBe(
            false,
          );
          expect(goesRound(after)).toBe(false);
          const untouched = before.filter(
            ({ from, to }) => !closedIds.includes(from) && !closedIds.includes(to),
          );
          expect(after).toEqual(expect.arrayContaining([...untouched]));
        },
      ),
    );
  });
});

/** Takes away what nothing points on from, again and again: what is left goes round. */
function goesRound(links: readonly TicketLink[]): boolean {
  return (['duplicate-of', 'part-of', 'follows'] as const).some((kind) => {
    let left = links.filter((link) => link.kind === kind);
    for (let before = Infinity; left.length < before;) {
      before = left.length;
      const starts = new Set(left.map(({ from }) => from));
      left = left.filter(({ to }) => starts.has(to));
    }
    return left.length > 0;
  });
}
