/**
 * Which of two versions of a Debian package is newer, as dpkg decides (deb-version(7)): below 0 when `a` is older.
 * Letters sort before everything else but "~", which sorts before the end itself; numbers count as numbers.
 */
export function compareDebianVersions(a: string, b: string): number {
  const left = partsOf(a);
  const right = partsOf(b);
  return (
    left.epoch - right.epoch ||
    compareParts(left.upstream, right.upstream) ||
    compareParts(left.own, right.own)
  );
}

interface Parts {
  readonly epoch: number;
  readonly upstream: string;
  /** Debian's own revision. */
  readonly own: string;
}

const LONGEST = 200;

function partsOf(version: string): Parts {
  const text = version.slice(0, LONGEST);
  const colon = text.indexOf(':');
  const rest = text.slice(colon + 1);
  const dash = rest.lastIndexOf('-');
  return {
    epoch: colon > 0 ? Number.parseInt(text.slice(0, colon), 10) || 0 : 0,
    upstream: dash < 0 ? rest : rest.slice(0, dash),
    own: dash < 0 ? '' : rest.slice(dash + 1),
  };
}

/** Turn by turn what is no number and what is one, beginning with what is no number. */
function compareParts(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => [...text.matchAll(/(\D*)(\d*)/g)]);
  for (let i = 0; i < Math.max(left?.length ?? 0, right?.length ?? 0); i += 1) {
    const [, word = '', figure = ''] = left?.[i] ?? [];
    const [, otherWord = '', otherFigure = ''] = right?.[i] ?? [];
    const difference = compareWords(word, otherWord) || Number(figure) - Number(otherFigure);
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareWords(a: string, b: string): number {
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const difference = rank(a[i]) - rank(b[i]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function rank(letter: string | undefined): number {
  if (letter === '~') return -1;
  if (letter === undefined) return 0;
  return /[A-Za-z]/.test(letter) ? letter.charCodeAt(0) : letter.charCodeAt(0) + 256;
}
