const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;
const MAX = 120;
const MAX_END = 20;

/**
 * A file's name as it may be stored and offered for download on any system: no folders, nothing that hides or turns
 * letters, no name that a system keeps for itself. Always gives one.
 */
export function safeFileName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const plain = last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '');
  const dot = plain.lastIndexOf('.');
  const stem = dot > 0 ? plain.slice(0, dot) : plain;
  const end = dot > 0 ? cut(plain.slice(dot), MAX_END) : '';
  if (stem === '') return `file${end}`;
  const [base = ''] = stem.split('.'); // Windows keeps `con.tar.gz` for itself, too
  return `${RESERVED.test(base.trim()) ? '_' : ''}${cut(stem, MAX)}${end}`;
}

/** So many characters, none of them cut in two; no dot or space at the end, which Windows would take away. */
function cut(text: string, longest: number): string {
  return [...text]
    .slice(0, longest)
    .join('')
    .replace(/[. ]+$/, '');
}
