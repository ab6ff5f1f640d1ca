const patterns: readonly { readonly find: RegExp; readonly as: (match: RegExpExecArray) => string }[] = [
  // Windows: 0x80070070, 0xc000021a
  { find: /\b0x([0-9a-f]{4,16})\b/gi, as: ([, digits]) => `0x${(digits ?? '').toLowerCase()}` },
  // browsers and blue screens: ERR_NAME_NOT_RESOLVED, PR_END_OF_FILE_ERROR, CRITICAL_PROCESS_DIED
  { find: /\b[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+\b/g, as: ([all]) => all },
  // the event log: "event id 41", "Event 7031"
  {
    find: /\bevent(?:[ -]?id)?\s{0,3}[:#]?\s{0,3}(\d{1,5})\b/gi,
    as: ([, number]) => `event ${number ?? ''}`,
  },
  // "error 407", "error code: -43", "error code E05"
  {
    find: /\berror(?:\s{1,3}(?:code|number|no\.?))?\s{0,3}[:#]?\s{0,3}(-?\d{2,6}|[A-Z]{1,2}-?\d{2,5})\b/gi,
    as: ([, code]) => `error ${(code ?? '').toUpperCase()}`,
  },
];

/** Most codes that are read out of one text. */
const MAX_CODES = 20;

/** The error codes in a text, in one spelling, each once: "0x80070070", "ERR_NAME_NOT_RESOLVED", "event 41". */
export function errorCodesIn(text: string): readonly string[] {
  const found = new Set<string>();
  for (const { find, as } of patterns) {
    for (const match of text.matchAll(find)) {
      if (found.size === MAX_CODES) return [...found];
      found.add(as(match));
    }
  }
  return [...found];
}

/** A text without its error codes: they are looked for as codes, not as words. */
export function withoutErrorCodes(text: string): string {
  return patterns.reduce((rest, { find }) => rest.replace(find, ' '), text);
}
