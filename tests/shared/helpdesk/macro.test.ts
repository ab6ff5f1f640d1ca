import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  macroChange,
  macroSchema,
  macroTroubleWords,
  parseMacroText,
  renderMacroText,
} from '../../../src-shared/helpdesk/macro.ts';
import { macroVariables, type MacroFacts } from '../../../src-shared/helpdesk/macro-variables.ts';
import { asHtml, elementsOf } from './as-html.ts';
import { hostileTexts } from './hostile-markdown.ts';

const facts: MacroFacts = {
  ticket: {
    number: 1042,
    subject: 'Printer is offline',
    state: 'open',
    priority: 'normal',
    queue: 'First line',
    device: null,
    created: '23 Nov 2026',
  },
  requester: { name: 'Maria Weber', email: 'maria@example.org' },
  technician: { name: 'Kevin M.' },
  organisation: { name: 'Example Ltd' },
  today: '24 Nov 2026',
};
const render = (text: string, of: MacroFacts = facts): string => {
  const rendered = renderMacroText(text, of);
  return rendered.ok ? rendered.value : `! ${macroTroubleWords(rendered.error)}`;
};

describe('a macro’s text', () => {
  it('gets the values of the ticket', () => {
    expect(
      render('Dear {{requester.firstName}},\n\nabout **#{{ ticket.number }}**: {{ticket.subject}}'),
    ).toBe('Dear Maria,\n\nabout **#1042**: Printer is offline');
  });

  it('names an unknown variable and its line, and renders nothing', () => {
    expect(render('Hello\n\n{{requester.shoeSize}}')).toBe(
      '! Line 3: there is no variable "requester.shoeSize".',
    );
    expect(render('{{constructor}}')).toContain('no variable');
    expect(render('{{__proto__}}')).toContain('no variable');
    expect(render('{{ticket.number.toString()}}')).toContain('no variable');
  });

  it('names braces that are not closed, and writes escaped ones as they are', () => {
    expect(render('a\n{{ticket.number')).toContain('Line 2: "{{" is not closed');
    expect(render('{{ticket.\nnumber}}')).toContain('Line 1');
    expect(render('use \\{{ticket.number}} in macros')).toBe('use {{ticket.number}} in macros');
  });

  it('says what a ticket lacks, unless the text names something to write instead', () => {
    const nobody = { ...facts, requester: null };
    expect(render('Dear {{requester.name}}', nobody)).toContain('this ticket has no requester.name');
    expect(render('Dear {{requester.name|customer}}', nobody)).toBe('Dear customer');
    expect(render('On {{ticket.device|}}.')).toBe('On .');
    expect(render('Dear {{requester.name|customer}}')).toBe('Dear Maria Weber');
  });

  it('never reads a value for variables or as formatting', () => {
    fc.assert(
      fc.property(fc.constantFrom(...hostileTexts, '{{technician.name}}'), (subject) => {
        const text = render('About {{ticket.subject|it}} end', {
          ...facts,
          ticket: { ...facts.ticket, subject },
        });
        expect(elementsOf(asHtml(text))).toEqual(['p']);
        expect(text).not.toContain('Kevin');
      }),
    );
  });

  it('has a meaning, an example and a value for every variable of the list', () => {
    for (const [name, { meaning, example }] of Object.entries(macroVariables)) {
      expect(meaning.length).toBeGreaterThan(3);
      expect(example).not.toBe('');
      expect(render(`{{${name}|nothing}}`)).not.toContain('!');
    }
  });

  it('is taken apart without losing a character', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '\n', '{', '}', '{{today}}', '\\{{', '|')), (parts) => {
        const text = parts.join('');
        const parsed = parseMacroText(text);
        if (!parsed.ok) return;
        const plain = parsed.value
          .map((piece) => (piece.type === 'text' ? piece.text : '{{today}}'))
          .join('');
        expect(plain).toBe(text.replaceAll('\\{{', '{{'));
      }),
    );
  });
});

describe('a macro', () => {
  const macro = { id: 'm1', name: 'Ask for the model', kind: 'public', text: 'Hi', actions: [] };

  it('is refused with a text that could not be rendered, or with the same action twice', () => {
    expect(macroSchema.safeParse(macro).success).toBe(true);
    expect(macroSchema.safeParse({ ...macro, text: '{{nobody}}' }).success).toBe(false);
    const close = { type: 'set-state', state: 'closed' };
    expect(macroSchema.safeParse({ ...macro, actions: [close, close] }).success).toBe(false);
    expect(macroSchema.safeParse({ ...macro, actions: [{ type: 'run', code: 'x' }] }).success).toBe(false);
  });

  it('changes what its actions name and nothing else', () => {
    expect(
      macroChange(
        [
          { type: 'set-state', state: 'waiting' },
          { type: 'add-tags', tags: ['printer', 'old'] },
          { type: 'remove-tags', tags: ['new'] },
          { type: 'assign', to: 'me' },
        ],
        { tags: ['new', 'old'] },
        'kevin',
      ),
    ).toEqual({ state: 'waiting', tags: ['old', 'printer'], assigneeId: 'kevin' });
    expect(macroChange([{ type: 'assign', to: null }], { tags: [] }, 'kevin')).toEqual({ assigneeId: null });
    expect(macroChange([], { tags: ['a'] }, 'kevin')).toEqual({});
  });
});
