import { err, ok, type Result } from '../../src-shared/result.ts';
import type { MailLimits } from './mail-limits.ts';

export type ShapeTrouble = 'too-large' | 'head-too-large' | 'too-many-parts' | 'too-deep';

/** A part whose head says that it holds others. */
const CONTAINER = /^content-type:[^\n]*(?:\n[ \t][^\n]*)*/gimu;
const BOUNDARY = /boundary\s*=\s*(?:"([^"\n]{1,200})"|([^\s;"]{1,200}))/iu;

/**
 * Looks over a mail before anything takes it apart: a parser that follows ten thousand nested parts has lost already.
 * Counts rather too much than too little (a quoted mail counts as well).
 */
export function checkShape(raw: Uint8Array, limits: MailLimits): Result<null, ShapeTrouble> {
  if (raw.byteLength > limits.maxBytes) return err('too-large');
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
    .toString('latin1')
    .replace(/\r\n?/gu, '\n');
  const headEnd = text.indexOf('\n\n');
  if ((headEnd === -1 ? text.length : headEnd) > limits.maxHeadBytes) return err('head-too-large');
  const boundaries = boundariesOf(text, limits.maxParts);
  if (boundaries.size > limits.maxParts) return err('too-many-parts');
  return countParts(text, boundaries, limits);
}

function boundariesOf(text: string, most: number): Set<string> {
  const found = new Set<string>();
  for (const [head] of text.matchAll(CONTAINER)) {
    const [, quoted, bare] = BOUNDARY.exec(head) ?? [];
    const boundary = (quoted ?? bare)?.trimEnd();
    if (boundary !== undefined) found.add(boundary);
    if (found.size > most) break;
  }
  return found;
}

/** Walks over the lines that begin and end parts, with the boundaries that are open. */
function countParts(
  text: string,
  boundaries: ReadonlySet<string>,
  limits: MailLimits,
): Result<null, ShapeTrouble> {
  const open: string[] = [];
  let parts = 0;
  for (const [, line = ''] of text.matchAll(/^--([^\n]{1,300})$/gmu)) {
    const name = line.trimEnd();
    const ends = name.endsWith('--') && boundaries.has(name.slice(0, -2));
    const boundary = ends ? name.slice(0, -2) : name;
    if (!boundaries.has(boundary)) continue;
    const at = open.lastIndexOf(boundary);
    if (at !== -1) open.length = ends ? at : at + 1;
    if (ends) continue;
    parts += 1;
    if (at === -1) open.push(boundary);
    if (parts > limits.maxParts) return err('too-many-parts');
    if (open.length > limits.maxDepth) return err('too-deep');
  }
  return ok(null);
}
