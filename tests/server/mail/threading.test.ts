import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTicketTokens } from '../../../src-server/mail/ticket-token.ts';
import { key, mail, taken, tokens } from './desk.ts';

const token = tokens.make(1042);
const ticket = async (head: Record<string, string>, envelopeTo = ['help@desk.example']): Promise<unknown> =>
  (await taken(mail(head, 'more'), { envelopeTo })).ticket;

describe('the ticket of a mail', () => {
  const ours = { type: 'ticket', number: 1042 };

  it.each([
    ['the address it was sent to', { To: `Help <help+${token}@desk.example>` }],
    ['the mail it answers', { 'In-Reply-To': `<${token}.abc@desk.example>` }],
    [
      'the thread it stands in',
      { References: `<other@x.example> <${token}.abc@desk.example> <last@home.example>` },
    ],
    ['its subject', { Subject: `AW: Printer [#${token}]` }],
    ['its subject in capitals', { Subject: `AW: PRINTER [#${token.toUpperCase()}]` }],
  ])('is known by %s', async (_where, head) => {
    expect(await ticket(head)).toEqual(ours);
  });

  it('is known by the address of the envelope alone', async () => {
    expect(await ticket({ To: 'undisclosed-recipients:;' }, [`help+${token}@desk.example`])).toEqual(ours);
  });

  it('is a new one for a bare number, and a forged one for a wrong code', async () => {
    expect(await ticket({ Subject: 'Re: Printer [#1042]' })).toEqual({ type: 'new' });
    const wrong = `${token.slice(0, -1)}${token.endsWith('a') ? 'b' : 'a'}`;
    expect(await ticket({ Subject: `Re: Printer [#${wrong}]` })).toEqual({ type: 'forged' });
    expect(await ticket({ To: `help+${token.replace('1042', '1043')}@desk.example` })).toEqual({
      type: 'forged',
    });
    expect(await ticket({ References: `<${wrong}.abc@desk.example>` })).toEqual({ type: 'forged' });
  });

  it('of another organisation or another server is a forged one', async () => {
    for (const other of [
      createTicketTokens(key, 'southfield'),
      createTicketTokens(new Uint8Array(32), 'northfield'),
    ])
      expect(await ticket({ Subject: `[#${other.make(1042)}]` })).toEqual({ type: 'forged' });
  });
});

describe('a reference', () => {
  it('is read back for every number, and for no changed one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_999_999_999 }),
        fc.nat(),
        fc.constantFrom(...'abcxyz234567'),
        (number, at, letter) => {
          const made = tokens.make(number);
          expect(tokens.read(made)).toBe(number);
          const place = at % made.length;
          const changed = `${made.slice(0, place)}${letter}${made.slice(place + 1)}`;
          if (changed !== made) expect(tokens.read(changed)).toBeNull();
        },
      ),
    );
  });
});
