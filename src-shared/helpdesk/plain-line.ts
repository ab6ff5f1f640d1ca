/**
 * One line of text by others that shows what it holds: no control characters, no halves of characters, no line ends, and
 * no signs that turn the direction of what stands beside it. Joiners stay: Persian and many pictures are written with them.
 */
export const plainLine = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]*$/u;
