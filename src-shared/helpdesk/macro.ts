import { z } from 'zod';
import { err, ok, type Result } from '../result.ts';
import {
  isMacroVariable,
  macroVariables,
  type MacroFacts,
  type MacroVariableName,
} from './macro-variables.ts';
import { plainMarkdown } from './plain-markdown.ts';
import { prioritySchema, ticketStateSchema } from './ticket.ts';

const id = z.string().min(1).max(64);
const tag = z.string().trim().toLowerCase().min(1).max(40);

/** What a macro does besides its text. Each kind at most once. */
export const macroActionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('set-state'), state: ticketStateSchema }),
  z.strictObject({ type: z.literal('set-priority'), priority: prioritySchema }),
  z.strictObject({ type: z.literal('add-tags'), tags: z.array(tag).min(1).max(30) }),
  z.strictObject({ type: z.literal('remove-tags'), tags: z.array(tag).min(1).max(30) }),
  /** `me` is whoever uses the macro; null takes the assignee away. */
  z.strictObject({ type: z.literal('assign'), to: z.union([z.literal('me'), id]).nullable() }),
  z.strictObject({ type: z.literal('move'), queueId: id }),
]);
export type MacroAction = z.infer<typeof macroActionSchema>;

/** A canned reply is a macro without actions. */
export const macroSchema = z.strictObject({
  id,
  name: z.string().trim().min(1).max(120),
  /** Who the text is for; a macro without text has actions only. */
  kind: z.enum(['public', 'internal']),
  text: z
    .string()
    .max(20_000)
    .superRefine((text, context) => {
      const parsed = parseMacroText(text);
      if (!parsed.ok) context.addIssue({ code: 'custom', message: macroTroubleWords(parsed.error) });
    }),
  actions: z
    .array(macroActionSchema)
    .max(6)
    .refine(
      (actions) => new Set(actions.map(({ type }) => type)).size === actions.length,
      'each kind of action stands once',
    ),
});
export type Macro = z.infer<typeof macroSchema>;

/** What is wrong with a macro's text, and where: `line` counts from 1. */
export type MacroTrouble =
  | { readonly code: 'unknown-variable'; readonly name: string; readonly line: number }
  | { readonly code: 'not-closed'; readonly line: number }
  /** The ticket has no such value and the text names nothing to write instead. */
  | { readonly code: 'no-value'; readonly name: string; readonly line: number };

export type MacroPiece =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'variable';
      readonly name: MacroVariableName;
      /** What stands there when the ticket has no such value: `{{requester.name|there}}`. */
      readonly instead: string | null;
      readonly line: number;
    };

/** Takes a text apart; the first trouble ends it. `\{{` writes two braces. */
export function parseMacroText(text: string): Result<readonly MacroPiece[], MacroTrouble> {
  const pieces: MacroPiece[] = [];
  let line = 1;
  let at = 0;
  for (const found of text.matchAll(/\\\{\{|\{\{([^{}\n]*)(\}\})?/gu)) {
    const before = text.slice(at, found.index);
    line += before.split('\n').length - 1;
    pieces.push({ type: 'text', text: before });
    at = found.index + found[0].length;
    const piece = pieceOf(found[0], found[1], found[2] !== undefined, line);
    if (!piece.ok) return piece;
    pieces.push(piece.value);
  }
  pieces.push({ type: 'text', text: text.slice(at) });
  return ok(pieces.filter((piece) => piece.type === 'variable' || piece.text !== ''));
}

function pieceOf(
  whole: string,
  inner: string | undefined,
  closed: boolean,
  line: number,
): Result<MacroPiece, MacroTrouble> {
  if (whole.startsWith('\\')) return ok({ type: 'text', text: '{{' });
  if (inner === undefined || !closed) return err({ code: 'not-closed', line });
  const bar = inner.indexOf('|');
  const name = (bar === -1 ? inner : inner.slice(0, bar)).trim();
  if (!isMacroVariable(name)) return err({ code: 'unknown-variable', name, line });
  return ok({ type: 'variable', name, instead: bar === -1 ? null : inner.slice(bar + 1).trim(), line });
}

/** The macro's text for one ticket. Values are data: they are escaped, and never read for variables again. */
export function renderMacroText(text: string, facts: MacroFacts): Result<string, MacroTrouble> {
  const parsed = parseMacroText(text);
  if (!parsed.ok) return parsed;
  let rendered = '';
  for (const piece of parsed.value) {
    if (piece.type === 'text') {
      rendered += piece.text;
      continue;
    }
    const value = macroVariables[piece.name].of(facts);
    if ((value === null || value.trim() === '') && piece.instead === null)
      return err({ code: 'no-value', name: piece.name, line: piece.line });
    rendered += value === null || value.trim() === '' ? (piece.instead ?? '') : plainMarkdown(value);
  }
  return ok(rendered);
}

/** For the editor and for the server's answer: what is wrong and what to do. */
export function macroTroubleWords(trouble: MacroTrouble): string {
  switch (trouble.code) {
    case 'unknown-variable':
      return `Line ${trouble.line}: there is no variable "${trouble.name}".`;
    case 'not-closed':
      return `Line ${trouble.line}: "{{" is not closed with "}}" on the same line. Write "\\{{" for two braces.`;
    case 'no-value':
      return `Line ${trouble.line}: this ticket has no ${trouble.name}. Write {{${trouble.name}|something else}} to put something else there.`;
  }
}

/** What of a ticket a macro changes. A field left out stays. */
export interface MacroChange {
  readonly state?: z.infer<typeof ticketStateSchema>;
  readonly priority?: z.infer<typeof prioritySchema>;
  readonly tags?: readonly string[];
  readonly assigneeId?: string | null;
  readonly queueId?: string;
}

/** The macro's actions on a ticket with these tags, used by `me`. */
export function macroChange(
  actions: readonly MacroAction[],
  ticket: { readonly tags: readonly string[] },
  me: string,
): MacroChange {
  return actions.reduce<MacroChange>((change, action) => {
    switch (action.type) {
      case 'set-state':
        return { ...change, state: action.state };
      case 'set-priority':
        return { ...change, priority: action.priority };
      case 'add-tags':
        return { ...change, tags: [...new Set([...(change.tags ?? ticket.tags), ...action.tags])] };
      case 'remove-tags':
        return { ...change, tags: (change.tags ?? ticket.tags).filter((tag) => !action.tags.includes(tag)) };
      case 'assign':
        return { ...change, assigneeId: action.to === 'me' ? me : action.to };
      case 'move':
        return { ...change, queueId: action.queueId };
    }
  }, {});
}
