/*
 * The marker by which what we made is found again: `[session:<key>]`. The key of a ticket is the session's id; a note's
 * has a dot and a word after it, so that neither is taken for the other. Brackets end it: no key is the start of another.
 */

const keyPattern = /^[A-Za-z0-9_-]{1,64}(?:\.[a-z0-9-]{1,24})?$/;

/** Throws on a key that could not be found again: keys are ours, so that is a bug. */
export function markerOf(key: string): string {
  if (!keyPattern.test(key)) throw new Error('not a key of the outbox');
  return `[session:${key}]`;
}

/** The key inside a marker, for systems whose search takes words only. */
export function keyOf(marker: string): string {
  return marker.slice('[session:'.length, -1);
}

/** What every system here takes of a subject. Request Tracker counts bytes of UTF-8, and cuts without a word. */
const MAX_SUBJECT_BYTES = 200;

/** A subject with its marker, cut so that the marker is whole. */
export function markedSubject(subject: string, marker: string): string {
  const room = MAX_SUBJECT_BYTES - bytesOf(marker) - 1;
  const line = subject.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return `${bytesOf(line) > room ? `${cut(line, room - bytesOf('…'))}…` : line} ${marker}`;
}

/** As many whole characters as there is room for. */
function cut(text: string, room: number): string {
  let size = 0;
  let kept = '';
  for (const point of text) {
    size += bytesOf(point);
    if (size > room) return kept;
    kept += point;
  }
  return kept;
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/** A text with its marker on a line of its own. */
export function markedText(text: string, marker: string): string {
  return `${text.trimEnd()}\n\n${marker}`;
}
