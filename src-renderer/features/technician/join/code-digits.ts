/**
 * The code as one field in three boxes: pure text editing. A caret is a place between digits of the whole code,
 * 0 to 12.
 */
export const CODE_LENGTH = 12;
export const BOX_LENGTH = 4;
export const BOXES = [0, 1, 2] as const;

export interface Edited {
  readonly digits: string;
  readonly caret: number;
}

export function boxOf(digits: string, box: number): string {
  return digits.slice(box * BOX_LENGTH, (box + 1) * BOX_LENGTH);
}

/** The digits in whatever was typed: full-width digits count, everything else is dropped. */
function onlyDigits(text: string): string {
  return text.normalize('NFKC').replace(/\D/g, '');
}

/** What stands in a box after a key or a paste: `raw` is its new text, `caretInRaw` where the caret went. */
export function editBox(digits: string, box: number, raw: string, caretInRaw: number): Edited {
  const start = box * BOX_LENGTH;
  const head = digits.slice(0, start);
  const before = head + onlyDigits(raw.slice(0, caretInRaw));
  const after = onlyDigits(raw.slice(caretInRaw)) + digits.slice(start + BOX_LENGTH);
  // A full code is overwritten, as on a form: what was typed wins over what follows it.
  const room = Math.max(0, CODE_LENGTH - before.length);
  const kept = after.length > room ? after.slice(after.length - room) : after;
  const caret = Math.min(before.length, CODE_LENGTH);
  return { digits: (before.slice(0, CODE_LENGTH) + kept).slice(0, CODE_LENGTH), caret };
}

/** Backspace (-1) at the start of a box or Delete (+1) at its end takes the digit beyond the edge. */
export function removeAcross(digits: string, caret: number, direction: -1 | 1): Edited {
  const at = direction === -1 ? caret - 1 : caret;
  if (at < 0 || at >= digits.length) return { digits, caret };
  return { digits: digits.slice(0, at) + digits.slice(at + 1), caret: at };
}

/** Twelve digits that may be parted by spaces, dashes, dots or the # of a link; not part of a longer number. */
const wholeCode = /(?<!\d)\d(?:[\s.\-\u2010-\u2015_#]*\d){11}(?!\d)/g;

/**
 * The code in a pasted text: a whole code wherever it stands (in a sentence, in a link with a port number before
 * it), else every digit there is. The last one wins, because in a link the code comes last.
 */
export function codeIn(text: string): string {
  const normal = text.normalize('NFKC');
  const whole = normal.match(wholeCode)?.at(-1);
  return onlyDigits(whole ?? afterLink(normal)).slice(0, CODE_LENGTH);
}

/** Of an incomplete link only the part after its last mark is the code; ports and addresses are not. */
function afterLink(text: string): string {
  return /:\/\//.test(text) ? (text.match(/[#/=]([\d\s-]*)$/)?.[1] ?? '') : text;
}

/** In which box and at which place in it a caret stands; between two boxes it stands at the start of the next. */
export function placeOf(caret: number): { readonly box: number; readonly offset: number } {
  const box = Math.min(BOXES.length - 1, Math.floor(caret / BOX_LENGTH));
  return { box, offset: caret - box * BOX_LENGTH };
}
