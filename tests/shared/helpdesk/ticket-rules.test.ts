import { describe, expect, it } from 'vitest';
import { afterReply, mayBecome, statesAfter, type Reply } from '../../../src-shared/helpdesk/ticket-rules.ts';
import { ticketStates, type TicketState } from '../../../src-shared/helpdesk/ticket.ts';

const after = (state: TicketState, reply: Reply): string => {
  const result = afterReply(state, reply);
  return result.type === 'state' ? result.state : result.type;
};

describe('the state of a ticket', () => {
  it('may always stay, never goes back to new, and closed is the end', () => {
    for (const from of ticketStates) {
      expect(mayBecome(from, from)).toBe(true);
      if (from !== 'new') expect(mayBecome(from, 'new')).toBe(false);
      if (from !== 'closed') expect(mayBecome(from, 'closed')).toBe(true);
    }
    expect(statesAfter('closed')).toEqual([]);
  });

  it('is reopened only from solved', () => {
    expect(ticketStates.filter((from) => from !== 'reopened' && mayBecome(from, 'reopened'))).toEqual([
      'solved',
    ]);
  });

  it.each([
    ['new', 'new', 'open'],
    ['open', 'open', 'open'],
    ['waiting', 'open', 'waiting'],
    ['solved', 'reopened', 'solved'],
    ['reopened', 'reopened', 'open'],
    ['closed', 'follow-up', 'follow-up'],
  ] as const)(
    '%s becomes %s when the requester answers and %s when a technician does',
    (state, asked, answered) => {
      expect(after(state, { by: 'requester', kind: 'public' })).toBe(asked);
      expect(after(state, { by: 'technician', kind: 'public' })).toBe(answered);
    },
  );

  it('is not moved by notes or by machines', () => {
    for (const state of ticketStates) {
      expect(after(state, { by: 'technician', kind: 'internal' })).toBe(state);
      expect(after(state, { by: 'machine', kind: 'public' })).toBe(state);
    }
  });

  it('is what the technician chose with the reply, if it may be', () => {
    expect(after('new', { by: 'technician', kind: 'public', choose: 'solved' })).toBe('solved');
    expect(after('open', { by: 'technician', kind: 'internal', choose: 'waiting' })).toBe('waiting');
    expect(afterReply('closed', { by: 'technician', kind: 'public', choose: 'open' })).toEqual({
      type: 'refused',
      from: 'closed',
      to: 'open',
    });
  });
});
