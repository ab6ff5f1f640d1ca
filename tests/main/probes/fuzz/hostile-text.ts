import fc from 'fast-check';

/**
 * Text as a machine that lies might print it: true output with something wrong in it, the words alone, or noise. The
 * nearer to the truth, the further into a parser it gets.
 */
export function hostileText(seeds: readonly string[]): fc.Arbitrary<string> {
  const seed = fc.constantFrom(...(seeds.length > 0 ? seeds : ['']));
  return fc.oneof(
    {
      weight: 7,
      arbitrary: fc
        .tuple(seed, fc.array(edit, { minLength: 1, maxLength: 6 }))
        .map(([text, edits]) => edits.reduce(applyEdit, text)),
    },
    { weight: 2, arbitrary: fc.array(fc.tuple(token, separator)).map((pairs) => pairs.flat().join('')) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  );
}

/** What people, networks, drives and programs can put into output. */
export const hostileWords: readonly string[] = [
  '',
  '$(touch /tmp/x)',
  '`id`',
  '; reboot',
  '| cat /etc/passwd',
  '--help',
  '-o/etc/passwd',
  '../../etc/passwd',
  '%s%n%x',
  '\u0000\u0001',
  '\u001b[2J\u0007\u001b]0;title\u0007',
  'evil\u202egpj.exe',
  '\u2066hidden\u2069',
  '\ud800',
  '\ufffd\ufffd',
  '\ufeff',
  'é\u0301\u0301\u0301',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'null',
  'NaN',
  'Infinity',
  '-1',
  '-0',
  '1e999',
  '99999999999999999999999999',
  '0x7fffffffffffffff',
  '{"status":"ok"}',
  '[[[[[[[[',
  '"',
  "'",
  '\\',
  '\\040\\011\\134\\777',
  '(((((',
  ')))))',
  '<script>alert(1)</script>',
  'a'.repeat(4000),
  ' '.repeat(2000),
  '💣'.repeat(300),
];

export const token: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...hostileWords),
  fc.string({ unit: 'binary', maxLength: 24 }),
  fc.integer().map(String),
  fc.double().map(String),
);

const separator = fc.constantFrom(' ', '\n', '\t', ':', '=', ',', '\r\n', '|', '/', '"', '\0', ' : ', '()');

const kinds = ['insert', 'word', 'number', 'line', 'drop', 'twice', 'many', 'cut', 'separator'] as const;

export const edit = fc.record({
  kind: fc.constantFrom(...kinds),
  /** Where, as a part of the whole. */
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  token,
  separator,
});
export type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

export function applyEdit(text: string, { kind, at, token: word, separator: gap }: Edit): string {
  const place = Math.floor(at * text.length);
  switch (kind) {
    case 'insert':
      return text.slice(0, place) + word + text.slice(place);
    case 'word':
      return replaceOne(text, /[^\s:=,"()[\]{}]+/g, at, () => word);
    case 'number':
      return replaceOne(text, /-?\d+(?:\.\d+)?/g, at, () => word);
    case 'line':
      return lines(text, at, () => [word]);
    case 'drop':
      return lines(text, at, () => []);
    case 'twice':
      return lines(text, at, (line) => [line, line]);
    case 'many':
      return lines(text, at, (line) => (line.length > 400 ? [line] : Array<string>(100).fill(line)));
    case 'cut':
      return text.slice(0, place);
    case 'separator':
      return replaceOne(text, /[\s:=,"()[\]{}]/g, at, () => gap);
  }
}

/** Cheap on long texts, since 10^5 cases are made of them: only the match after a place is looked for. */
function replaceOne(text: string, pattern: RegExp, at: number, by: () => string): string {
  pattern.lastIndex = Math.floor(at * text.length);
  const one = pattern.exec(text) ?? pattern.exec(text); // the first of all where none comes after
  return one === null ? text : text.slice(0, one.index) + by() + text.slice(one.index + one[0].length);
}

function lines(text: string, at: number, by: (line: string) => readonly string[]): string {
  const place = Math.floor(at * text.length);
  const from = text.lastIndexOf('\n', place - 1) + 1;
  const end = text.indexOf('\n', from);
  const to = end === -1 ? text.length : end;
  const now = by(text.slice(from, to));
  if (now.length > 0) return text.slice(0, from) + now.join('\n') + text.slice(to);
  return text.slice(0, from) + text.slice(to + 1);
}
