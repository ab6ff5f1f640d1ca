import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutQuoted, REPLY_LINE } from '../../../src-server/mail/cut-quoted.ts';

describe('what was written before', () => {
  it.each([
    ['our own line', `Thanks!\n\n${REPLY_LINE}\nolder`],
    ['our own line within a quote', `Thanks!\n\n> ${REPLY_LINE}\n> older`],
    ['Gmail', 'Thanks!\n\nOn Mon, 23 Nov 2026 at 10:15, Help <help@desk.example> wrote:\n\n> older\n> lines'],
    [
      'Gmail, broken line',
      'Thanks!\n\nOn Mon, 23 Nov 2026 at 10:15, Help <\nhelp@desk.example> wrote:\n> older',
    ],
    ['German', 'Thanks!\n\nAm 23.11.26 um 10:15 schrieb Help:\n> older'],
    ['French', 'Thanks!\n\nLe 23 nov. 2026 à 10:15, Help a écrit :\n> older'],
    ['Spanish', 'Thanks!\n\nEl lun, 23 nov 2026, Help escribió:\n> older'],
    [
      'Outlook',
      'Thanks!\n\n________________________________\nFrom: Help <help@desk.example>\nSent: Monday\nTo: Maria\nSubject: x\n\nolder',
    ],
    ['Outlook, German', 'Thanks!\n\nVon: Help <help@desk.example>\nGesendet: Montag\nAn: Maria\n\nolder'],
    ['Outlook, old', 'Thanks!\n\n-----Original Message-----\nFrom: x\n\nolder'],
    ['a bare quote at the end', 'Thanks!\n> older\n> lines'],
  ])('is cut off after %s', (_program, text) => {
    expect(cutQuoted(text).text).toBe('Thanks!');
    expect(cutQuoted(text).quoted).toContain('older');
  });

  it('stays when answers stand between quoted lines', () => {
    const text = 'On Monday, 23 Nov, Help wrote:\n> first question\nyes\n> second question\nno';
    expect(cutQuoted(text)).toEqual({ text, quoted: null });
  });

  it('stays when nothing else is left', () => {
    expect(cutQuoted('> only a quote').text).toBe('> only a quote');
    expect(cutQuoted('-----Original Message-----\nforwarded words').quoted).toBeNull();
  });

  it('is not seen in ordinary sentences', () => {
    for (const text of [
      'On Monday I wrote:\nhello',
      'From: here to there\nit is far',
      'Dates: 1 > 2',
      '> quote\nanswer',
    ])
      expect(cutQuoted(text)).toEqual({ text, quoted: null });
  });

  it('and what is new hold every word of the mail together', () => {
    const line = fc.constantFrom(
      'hello',
      '',
      '> q',
      'On x, 2026, y wrote:',
      '-----Original Message-----',
      'From: a',
      'Sent: b',
      REPLY_LINE,
      '____',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.join('\n');
        const cut = cutQuoted(text);
        const words = (of: string): readonly string[] => of.split(/\s+/u).filter((word) => word !== '');
        expect([...words(cut.text), ...words(cut.quoted ?? '')]).toEqual(words(text));
        if (text.trim() !== '') expect(cut.text).not.toBe('');
      }),
    );
  });

  it('is found in no time in a mail made to be slow', () => {
    for (const text of [
      'On '.repeat(30_000),
      'From: a\n'.repeat(10_000),
      '>'.repeat(90_000),
      `On ${'a\n'.repeat(40_000)}`,
      '-'.repeat(90_000),
    ])
      expect(cutQuoted(text).text.length).toBeGreaterThan(0); // the limit of the test is what fails
  });
});
