import { articleSystems, type ArticleSystem } from './article.ts';

const systemNames: Readonly<Record<ArticleSystem, string>> = {
  windows: 'Windows',
  macos: 'macOS',
  linux: 'Linux',
};

/** "Windows", "macOS", "Linux": on tabs, and as the headings that make steps of their own for each system. */
export function systemName(system: ArticleSystem): string {
  return systemNames[system];
}

/** A part of an article's text: either for everybody, or one text a system, shown as tabs. */
export type ArticlePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'systems'; readonly texts: Readonly<Partial<Record<ArticleSystem, string>>> };

/**
 * Cuts the text where headings name the systems: neighbours "### Windows", "### macOS" and "### Linux" become one
 * part; a heading of the same or a higher level ends it. Headings inside of code are text.
 */
export function partsOf(body: string): readonly ArticlePart[] {
  const parts: ArticlePart[] = [];
  let open: { level: number; system: ArticleSystem } | null = null;
  let lines: string[] = [];
  const close = () => {
    const text = lines.join('\n').trim();
    lines = [];
    if (open === null) {
      if (text !== '') parts.push({ kind: 'text', text });
      return;
    }
    const last = parts.at(-1);
    if (last?.kind === 'systems' && last.texts[open.system] === undefined)
      parts[parts.length - 1] = { kind: 'systems', texts: { ...last.texts, [open.system]: text } };
    else parts.push({ kind: 'systems', texts: { [open.system]: text } });
  };
  for (const { line, inCode } of withCode(body)) {
    const heading = inCode ? null : headingOf(line);
    const system = heading === null ? undefined : systemOf(heading.text);
    if (heading !== null && (system !== undefined || (open !== null && heading.level <= open.level))) {
      close();
      open = system === undefined ? null : { level: heading.level, system };
      if (system !== undefined) continue;
    }
    lines.push(line);
  }
  close();
  return parts;
}

/** The first paragraph, as plain text: what a card or a list says about the article. */
export function leadOf(body: string): string {
  const paragraph = body.split(/\n\s*\n/).find((part) => part.trim() !== '' && !/^\s*[#>|`~!-]/.test(part));
  return paragraph === undefined ? '' : plainText(paragraph);
}

/** Everything a reader sees, as one line a block and without signs: what is searched and what excerpts are cut from. */
export function plainText(body: string): string {
  return Array.from(withCode(body), ({ line, inCode }) => (inCode ? line : plainLine(line)))
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** The pictures that the text shows: names as well as addresses, in their order, each once. */
export function picturesIn(body: string): readonly string[] {
  const found = new Set<string>();
  for (const { line, inCode } of withCode(body)) {
    if (inCode) continue;
    for (const match of line
      .replace(/(`{1,3})[^`]+\1/g, '')
      .matchAll(/!\[[^\]]{0,300}\]\(\s{0,5}<?([^)\s>]{0,500})/g))
      found.add(match[1] ?? '');
  }
  return [...found];
}

/** Longer ones are text: no heading of an article is. Keeps what is looked at here short. */
const MAX_HEADING = 300;

function headingOf(line: string): { readonly level: number; readonly text: string } | null {
  if (line.length > MAX_HEADING) return null;
  const match = /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t#]*$/.exec(line);
  return match === null ? null : { level: match[1]?.length ?? 1, text: match[2] ?? '' };
}

function systemOf(heading: string): ArticleSystem | undefined {
  return articleSystems.find((system) => systemNames[system].toLowerCase() === heading.toLowerCase());
}

/** The lines without the fences of code, each told whether it stands between two of them. */
function* withCode(body: string): Generator<{ readonly line: string; readonly inCode: boolean }> {
  let fence: string | null = null;
  for (const line of body.split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === null && mark !== undefined) fence = mark;
    else if (fence !== null && mark?.startsWith(fence) === true) fence = null;
    yield { line, inCode: fence !== null || mark !== undefined };
  }
}

function plainLine(line: string): string {
  return line
    .replace(/^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+|\d{1,3}[.)]\s+)+/, '')
    .replace(/!?\[([^\][]{0,300})\]\([^()]{0,500}\)/g, '$1')
    .replace(/^[\s:|-]*$/, '')
    .replace(/[*`]+|__|~~/g, '')
    .replace(/\|/g, ' ')
    .replace(/[ \t]+/g, ' ');
}
