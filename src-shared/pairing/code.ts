import { appError } from '../errors.ts';
import { err, ok, type Result } from '../result.ts';

/** Digits of a code: four of the room, seven secret ones, one check digit (PR-1). */
const ROOM_DIGITS = 4;
const SECRET_DIGITS = 7;
const CODE_DIGITS = ROOM_DIGITS + SECRET_DIGITS + 1;
/** A code in a pasted sentence: look at no more text than this. */
const MAX_PASTED_CHARS = 2_000;

/** A code taken apart. `room` goes to the broker; `secret` never leaves the machine (PR-2). */
export interface PairingCode {
  readonly room: string;
  readonly secret: string;
}

/** Damm's quasigroup: finds every single wrong digit and every swap of neighbours. */
const DAMM: readonly string[] = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];

function damm(digits: string): string {
  let state = 0;
  for (const digit of digits) state = Number(DAMM[state]?.[Number(digit)] ?? 0);
  return String(state);
}

/**
 * Secret digits from random bytes; 250 and above are thrown away, so that each digit is equally likely. `undefined`
 * when the bytes ran out (32 suffice but for one time in 10^40). Fewer than seven digits are for tests only (T4).
 */
export function makeSecret(random: Uint8Array, digits = SECRET_DIGITS): string | undefined {
  let secret = '';
  for (const byte of random) {
    if (secret.length === digits) break;
    if (byte < 250) secret += String(byte % 10);
  }
  return secret.length === digits ? secret : undefined;
}

/** Makes the host's code for a room the broker gave. Hand in 32 random bytes; throws if they are too few. */
export function makeCode(room: string, random: Uint8Array): PairingCode {
  if (!/^\d{4}$/.test(room)) throw new Error('a room has four digits');
  const secret = makeSecret(random);
  if (secret === undefined) throw new Error('hand in 32 random bytes for a code');
  return { room, secret };
}

/** The twelve digits of a code, its check digit last. */
export function codeDigits(code: PairingCode): string {
  return `${code.room}${code.secret}${damm(`${code.room}${code.secret}`)}`;
}

/** The code as people read it: `4821 7730 5926`. */
export function formatCode(code: PairingCode): string {
  return inGroups(codeDigits(code));
}

/** The link a QR code carries. The secret half stands behind `#`, which no server is ever sent. */
export function codeLink(code: PairingCode): string {
  const digits = codeDigits(code);
  return `ra://join/${digits.slice(0, ROOM_DIGITS)}#${digits.slice(ROOM_DIGITS)}`;
}

/**
 * Reads a code from whatever was typed or pasted: any spacing and dashes, a sentence around it, a link. A slip is
 * CODE_MISTYPED and costs nothing, since it never leaves the machine (PR-1).
 */
export function parseCode(text: string): Result<PairingCode> {
  const found = new Set(candidates(text).filter((digits) => damm(digits) === '0'));
  const [digits] = found;
  // Two different codes in one text: guessing which is meant could burn the wrong one.
  if (digits === undefined || found.size > 1) return err(appError('CODE_MISTYPED'));
  return ok({
    room: digits.slice(0, ROOM_DIGITS),
    secret: digits.slice(ROOM_DIGITS, ROOM_DIGITS + SECRET_DIGITS),
  });
}

/** How far an input field has got. */
export interface PartialCode {
  /** The digits typed so far, in groups of four. */
  readonly text: string;
  readonly toGo: number;
  readonly state: 'empty' | 'partial' | 'complete' | 'mistyped';
}

/** For an input field: what to show after each key, and how many digits are missing. */
export function readPartialCode(text: string): PartialCode {
  const whole = parseCode(text);
  if (whole.ok) return { text: formatCode(whole.value), toGo: 0, state: 'complete' };
  const digits = asciiDigits(text.slice(0, MAX_PASTED_CHARS)).replace(/\D/g, '').slice(0, CODE_DIGITS);
  const toGo = CODE_DIGITS - digits.length;
  const state = digits === '' ? 'empty' : toGo > 0 ? 'partial' : 'mistyped';
  return { text: inGroups(digits), toGo, state };
}

// \p{Z} holds every Unicode space, \p{Pd} every dash, \p{Cf} the invisible marks that copying adds.
const SEPARATOR = String.raw`[\s\p{Z}\p{Pd}\p{Cf}]`;
/** Twelve digits with any separators, and no digit before or after. */
const RUN = new RegExp(String.raw`\d(?:${SEPARATOR}*\d)*`, 'gu');
/** Three groups of four, found even where other numbers stand beside them. */
const GROUPS = new RegExp(
  String.raw`(?<!\d)(?=(\d{4})(?:${SEPARATOR}|[._·])*(\d{4})(?:${SEPARATOR}|[._·])*(\d{4})(?!\d))`,
  'gu',
);
const LINK = /\bra:\/\/join\/(\d{4})\/?#(\d{8})(?!\d)/g;

/** All twelve-digit numbers a text may mean. */
function candidates(text: string): readonly string[] {
  const plain = asciiDigits(text.slice(0, MAX_PASTED_CHARS));
  const links = [...plain.matchAll(LINK)].map((m) => `${m[1]}${m[2]}`);
  if (links.length > 0) return links;
  const runs = [...plain.matchAll(RUN)].map((run) => run[0].replace(/\D/g, ''));
  const groups = [...plain.matchAll(GROUPS)].map((m) => `${m[1]}${m[2]}${m[3]}`);
  return [...runs.filter((run) => run.length === CODE_DIGITS), ...groups];
}

/** Digits of other scripts (Arabic, Devanagari, full width, …) as ours: each script's ten stand in a row. */
function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (char) => {
    const point = char.codePointAt(0) ?? 48;
    let zero = point;
    while (point - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
    return point < 128 ? char : String((point - zero) % 10);
  });
}

function inGroups(digits: string): string {
  return digits.replace(/(\d{4})(?=\d)/g, '$1 ');
}
