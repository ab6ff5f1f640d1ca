import { isCommonName } from './common-words.ts';
import { hideAddress, isAddressShape } from './hide-address.ts';
import type { Secret } from './learnt-secrets.ts';
import { lookedAtForm, unaccentedForm, unescapedForm, visibleForm } from './plain-forms.ts';
import { pseudonymPattern, type Pseudonyms } from './pseudonym.ts';
import { secretPattern } from './secret-pattern.ts';

export type Scrubber = (text: string) => string;

/** A stretch of text; once replaced it is not looked at again, so a pseudonym is never taken for a secret. */
interface Piece {
  readonly text: string;
  readonly done: boolean;
}

interface Step {
  readonly pattern: RegExp;
  /** The text to put there, or null to leave the match as it is and look on. */
  readonly replace: (match: RegExpMatchArray) => string | null;
}

const HIDDEN = '[hidden]';
const separator = String.raw`(?:[\\/]|%(?:25)*2f|%(?:25)*5c)`;
const folder = String.raw`(?:(?!%(?:25)*2f|%(?:25)*5c)[^\\/:*?"<>|\s])+`;

/** Ways to take a disguise off, each on top of the one before. */
const plainer = [unescapedForm, visibleForm, unaccentedForm, lookedAtForm];

/**
 * Pass (b): hides in free text what pass (a) learnt, then whatever looks personal by its form. A text is searched as it
 * stands and then in plainer and plainer forms; what is found in one of these is hidden and the plainer text is sent.
 */
export function createScrubber(secrets: readonly Secret[], pseudonyms: Pseudonyms): Scrubber {
  const learnt = learntStep(secrets, pseudonyms);
  const steps = [
    keepStep(pseudonyms),
    ...tokenSteps,
    mailStep(pseudonyms),
    ...addressSteps(pseudonyms),
    ...(learnt ? [learnt] : []),
    ...patternSteps(pseudonyms),
  ];
  const search = (text: string) =>
    steps
      .reduce(applyStep, [{ text, done: false }])
      .map((piece) => piece.text)
      .join('');
  return (text) => {
    if (text.length < 2) return text;
    let shown = search(text.normalize('NFC'));
    let view = shown;
    for (const form of plainer) {
      const plain = form(view);
      if (plain === view) continue;
      view = search(plain);
      if (view !== plain) shown = view;
    }
    return shown;
  };
}

function applyStep(pieces: readonly Piece[], step: Step): Piece[] {
  return pieces.flatMap((piece) => (piece.done ? [piece] : split(piece.text, step)));
}

function split(text: string, { pattern, replace }: Step): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    const replacement = match[0] === '' ? null : replace(match);
    if (replacement === null) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), done: false });
    pieces.push({ text: replacement, done: true });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), done: false });
  return pieces;
}

/** What was put there a moment ago; a value of the machine that only looks like it is searched like any other. */
function keepStep(pseudonyms: Pseudonyms): Step {
  return {
    pattern: new RegExp(pseudonymPattern, 'g'),
    replace: ([name]) => (pseudonyms.known.has(name) ? name : null),
  };
}

const tokenSteps: readonly Step[] = [
  { pattern: /-----BEGIN [A-Z ]*PRIVATE KEY.*?(?:-----END [A-Z ]*-----|$)/gis, replace: () => HIDDEN },
  { pattern: /\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi, replace: (match) => `${match[1]} ${HIDDEN}` },
  {
    pattern:
      /(pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|access[_-]?key|credentials?)(["']?\s*[=:]\s*)("[^"]*"|'[^']*'|[^\s&;,]+)/gi,
    replace: (match) => `${match[1]}${match[2]}${HIDDEN}`,
  },
  { pattern: /\beyJ[\w-]{8,}\.[\w-]+\.?[\w-]*/g, replace: () => HIDDEN },
  {
    pattern: /\b(?:gh[opsu]_|github_pat_|glpat-|xox[abprs]-|sk-|AKIA|AIza)[\w-]{12,}/g,
    replace: () => HIDDEN,
  },
  { pattern: /(\/\/)[^\s/@:]+:[^\s/@]+(?=@)/g, replace: (match) => `${match[1]}${HIDDEN}` },
];

/** Before the learnt values: a MAC inside an IPv6 address must not save the rest of it. */
function addressSteps(pseudonyms: Pseudonyms): readonly Step[] {
  const hide = (text: string) => (isAddressShape(text) ? text : hideAddress(text, pseudonyms));
  return [
    {
      pattern:
        /(?<![\p{L}\p{N}:.])(?:[0-9a-f]{0,4}:){2,7}(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4})(?:%[\w.-]+)?(?![\p{L}\p{N}:])/giu,
      replace: (match) => hide(match[0]),
    },
    { pattern: /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\d|\.\d)/g, replace: (match) => hide(match[0]) },
  ];
}

function mailStep(pseudonyms: Pseudonyms): Step {
  return {
    pattern: /[\p{L}\p{N}._%+-]{1,64}(?:@|%40)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu,
    replace: (match) => pseudonyms('mail', match[0]),
  };
}

/** All learnt values in one pattern; each has a group of its own. */
function learntStep(secrets: readonly Secret[], pseudonyms: Pseudonyms): Step | null {
  if (secrets.length === 0) return null;
  return {
    pattern: new RegExp(secrets.map(({ value }) => `(${secretPattern(value)})`).join('|'), 'giu'),
    replace: (match) => {
      const secret = secrets[match.findIndex((group, index) => index > 0 && group !== undefined) - 1];
      if (!secret) return null;
      return secret.kind === 'ip' ? hideAddress(secret.of, pseudonyms) : pseudonyms(secret.kind, secret.of);
    },
  };
}

function patternSteps(pseudonyms: Pseudonyms): readonly Step[] {
  return [
    { pattern: /S-1-5-21(?:-\d+){3,4}/gi, replace: (match) => pseudonyms('sid', match[0]) },
    {
      pattern: /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi,
      replace: (match) => pseudonyms('uuid', match[0]),
    },
    {
      pattern:
        /(?<![0-9a-f])(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![0-9a-f]|[:-][0-9a-f])|(?<![0-9a-f.])(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}(?![0-9a-f])/gi,
      replace: (match) => pseudonyms('mac', match[0]),
    },
    // systemd names an adapter by the MAC it was made with, whichever it uses now.
    {
      pattern: /(?<![\p{L}\p{N}])(enx|wlx|wwx)([0-9a-f]{12})(?![\p{L}\p{N}])/giu,
      replace: ([, lead = '', mac = '']) => lead + pseudonyms('mac', mac),
    },
    {
      pattern: new RegExp(
        `(${separator}(?:home|users)${separator}+)(${folder}(?: ${folder}){0,3}(?=${separator})|${folder})`,
        'gi',
      ),
      replace: ([, lead = '', name = '']) => (isCommonName(name) ? null : lead + pseudonyms('user', name)),
    },
  ];
}
