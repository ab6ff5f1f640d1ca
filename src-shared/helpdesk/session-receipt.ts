import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { FormatTime } from '../report/comparison-text.ts';
import { plainMarkdown } from './plain-markdown.ts';
import type { SessionFacts, SessionGrant } from './session-facts.ts';

/*
 * The person's part of a session's note: what they allowed, to whom, for how long. Nobody edits it; its last line is a
 * hash over all lines before, so that anybody can see whether it is as it was made.
 */

const TITLE = '## What the person allowed';
const HASH = 'SHA-256 of this part: ';

/** By which a session is found in any ticket system. */
export function sessionMarker(sessionId: string): string {
  return `[session:${sessionId}]`;
}

export function sessionReceipt(facts: SessionFacts, formatTime: FormatTime): string {
  const { technician, startedAt, endedAt, endedBy, route, sessionId } = facts;
  const name = technician.name.trim() === '' ? 'no name given' : `"${plainMarkdown(technician.name)}"`;
  const lines = [
    TITLE,
    '',
    `- Who helped: ${name}, name not verified, in the ${technician.client === 'web' ? 'browser' : 'app'}`,
    '- How they met: with a code from the person, spoken, good for one try, proven on both sides',
    `- From ${formatTime(startedAt)} until ${formatTime(endedAt)} (${lengthWords(endedAt - startedAt)}), ${endWords[endedBy]}`,
    `- Connection: encrypted end to end, ${route === null ? 'route not known' : routeWords[route]}`,
    ...grantLines(facts.grants, formatTime),
    '- Changed on the computer through the app: nothing, it can only look',
    '- Files moved: none',
    `- Session: \`${sessionMarker(sessionId)}\``,
  ];
  return withHash(lines.join('\n'));
}

/** Where a receipt stands in a note, and whether it is as it was made. */
export function checkReceipt(note: string): 'as-made' | 'changed' | 'missing' {
  const text = note.replace(/\r\n?/gu, '\n');
  const begin = text.lastIndexOf(`${TITLE}\n`);
  if (begin === -1) return 'missing';
  const hashAt = text.indexOf(`\n\n${HASH}`, begin);
  if (hashAt === -1) return 'changed';
  const whole = withHash(text.slice(begin, hashAt));
  return text.startsWith(whole, begin) ? 'as-made' : 'changed';
}

function withHash(body: string): string {
  return `${body}\n\n${HASH}\`${bytesToHex(sha256(utf8ToBytes(body)))}\``;
}

function grantLines(grants: readonly SessionGrant[], formatTime: FormatTime): readonly string[] {
  if (grants.length === 0) return ['- Allowed: nothing'];
  return grants.map(({ capability, what, from, to }) => {
    const thing = capability === 'findings' ? 'to read the findings' : 'to see the screen';
    const which = what === null || what === '' ? '' : ` (${plainMarkdown(what)})`;
    return `- Allowed: ${thing}${which}, ${formatTime(from)} to ${formatTime(to)} (${lengthWords(to - from)})`;
  });
}

const endWords: Readonly<Record<SessionFacts['endedBy'], string>> = {
  technician: 'ended by the technician',
  person: 'ended by the person',
  refused: 'the person let nobody in',
  'link-lost': 'the connection was lost',
  failed: 'the app ended it because something was wrong',
};
const routeWords: Readonly<Record<'direct' | 'relayed', string>> = {
  direct: 'directly between the two computers',
  relayed: 'through a relay that cannot read it',
};

/** "under 1 min", "14 min", "1 h 5 min". */
function lengthWords(ms: number): string {
  const minutes = Math.round(Math.max(0, ms) / 60_000);
  if (minutes < 1) return 'under 1 min';
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : `${hours} h ${minutes % 60} min`;
}
