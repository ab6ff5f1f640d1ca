import { termsOf, wordsIn, type Word } from './knowledge-terms.ts';

/** A piece of plain text; drawn as text, never as HTML. */
export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/** Longest excerpt in characters. */
const EXCERPT = 170;
/** Most places that are looked at for the best one. */
const MAX_HITS = 500;

/** The whole text in pieces, those that were found marked. */
export function highlighted(
  text: string,
  terms: ReadonlySet<string>,
  starts: readonly string[] = [],
): readonly Piece[] {
  return piecesOf(text, hitsIn(text, terms, starts));
}

/** The part of a text where most different words were found, cut at words; its start when there are none. */
export function excerptOf(
  text: string,
  terms: ReadonlySet<string>,
  starts: readonly string[] = [],
): readonly Piece[] {
  const hits = hitsIn(text, terms, starts);
  const [from, to] = window(text, hits);
  const part = text.slice(from, to).replace(/\s/g, ' ');
  const inside = hits
    .filter(({ start, end }) => start >= from && end <= to)
    .map((hit) => ({ ...hit, start: hit.start - from, end: hit.end - from }));
  const pieces = piecesOf(part, inside);
  const before = from > 0 ? [{ text: '… ', hit: false }] : [];
  const after = to < text.length ? [{ text: ' …', hit: false }] : [];
  return [...before, ...pieces, ...after];
}

/** A word that was found; `key` is what it was found as, so that plurals are no other word. */
interface Hit extends Word {
  readonly key: string;
}

function hitsIn(text: string, terms: ReadonlySet<string>, starts: readonly string[]): readonly Hit[] {
  return wordsIn(text).flatMap((word) => {
    const key =
      termsOf(word.text).find((term) => terms.has(term)) ??
      starts.find((start) => word.text.toLowerCase().startsWith(start));
    return key === undefined ? [] : [{ ...word, key }];
  });
}

function window(text: string, hits: readonly Hit[]): readonly [number, number] {
  let best = { from: 0, different: 0 };
  const reach = EXCERPT - 30;
  hits.slice(0, MAX_HITS).forEach(({ start }, at) => {
    const words = new Set<string>();
    for (let next = at; (hits[next]?.end ?? Infinity) <= start + reach; next += 1)
      words.add(hits[next]?.key ?? '');
    if (words.size > best.different) best = { from: start, different: words.size };
  });
  const from = best.from < 40 ? 0 : afterSpace(text, best.from - 30);
  if (from + EXCERPT >= text.length) return [from, text.length];
  const space = text.slice(from, from + EXCERPT).search(/\s\S*$/);
  return [from, space > EXCERPT / 2 ? from + space : from + EXCERPT];
}

function afterSpace(text: string, from: number): number {
  const space = text.slice(from).search(/\s/);
  return space < 0 || space > 25 ? from : from + space + 1;
}

function piecesOf(text: string, hits: readonly Word[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end } of hits) {
    if (start > at) pieces.push({ text: text.slice(at, start), hit: false });
    pieces.push({ text: text.slice(start, end), hit: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false });
  return pieces;
}
