const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;
const MAX = 120;

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
  const end = dot > 0 ? plain.slice(dot).slice(0, 20) : '';
  if (stem === '') return `file${end}`;
  return `${RESERVED.test(stem) ? '_' : ''}${[...stem].slice(0, MAX).join('')}${end}`;
}
