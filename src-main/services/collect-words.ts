/**
 * The words behind `collect` on the app's own command line, or null when the app is to open its window. Chromium's own
 * switches may stand before it, and in development the app's folder. Behind "--" stands what others may have written,
 * such as a link. // TM-9
 */
export function collectWords(argv: readonly string[], packaged: boolean): readonly string[] | null {
  const end = argv.indexOf('--');
  const own = end === -1 ? argv : argv.slice(0, end);
  const plain = own.flatMap((word, index) => (index > 0 && !word.startsWith('-') ? [index] : []));
  const at = plain[packaged ? 0 : 1];
  return at !== undefined && own[at] === 'collect' ? own.slice(at + 1) : null;
}
