import type { ChatLine } from '../stores/chat.ts';

/** Enough for a session; older lines fall away. */
const MAX_LINES = 500;
/** Lines this young at the moment of a loss may not have arrived: they are said again, and known by their id. */
const MAYBE_LOST_MS = 5_000;

/** The lines with one more. A line said twice (after a lost link) stays one line. */
export function withLine(lines: readonly ChatLine[], line: ChatLine): readonly ChatLine[] {
  if (lines.some((one) => one.id === line.id && one.from === line.from)) return lines;
  return [...lines, line].slice(-MAX_LINES);
}

/** Our lines that have to be said (again) on a link that is up after a loss at `lostAt` (epoch ms, null for none). */
export function linesToSay(lines: readonly ChatLine[], lostAt: number | null): readonly ChatLine[] {
  return lines.filter(
    ({ from, waiting, at }) =>
      from === 'me' && (waiting === true || (lostAt !== null && at > lostAt - MAYBE_LOST_MS)),
  );
}

export function withoutWaiting(lines: readonly ChatLine[]): readonly ChatLine[] {
  return lines.some((line) => line.waiting === true)
    ? lines.map((line) => (line.waiting === true ? { ...line, waiting: false } : line))
    : lines;
}

/** Text as it may be sent, or null for nothing. */
export function cleanText(text: string, maxChars: number): string | null {
  const clean = text.trim().slice(0, maxChars);
  return clean === '' ? null : clean;
}
