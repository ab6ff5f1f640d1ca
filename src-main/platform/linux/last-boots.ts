/** One line of `last -x reboot shutdown`. */
interface Mark {
  readonly what: 'reboot' | 'shutdown';
  /** Epoch ms. */
  readonly at: number;
}

export interface Stops {
  /** Starts that no shutdown came before, counted from `from` on. */
  readonly count: number;
  readonly newestAt: number | null;
}

/** Two marks of one start: some systems write it twice. */
const SAME_START_MS = 20_000;

/**
 * `last -x --time-format iso reboot shutdown`, newest first. A start right after another start means that the one
 * before ended without a shutdown: the power went, or the system crashed. Null where no start is listed: then the
 * file says nothing.
 */
export function parseLast(text: string, from: number): Stops | null {
  const marks = text.split('\n').flatMap(markOf);
  if (!marks.some(({ what }) => what === 'reboot')) return null;
  const stops = marks.flatMap((mark, i) => {
    const older = marks[i + 1];
    const unexpected = mark.what === 'reboot' && older?.what === 'reboot';
    return unexpected && mark.at - older.at > SAME_START_MS && mark.at >= from ? [mark.at] : [];
  });
  return { count: stops.length, newestAt: stops[0] ?? null };
}

function markOf(line: string): readonly Mark[] {
  const match = /^(reboot|shutdown)\s+system (?:boot|down)\b.*?\s(\d{4}-\d\d-\d\dT\S{8,20})/.exec(line);
  const at = Date.parse((match?.[2] ?? '').replace(',', '.'));
  return match && at > 0 ? [{ what: match[1] === 'reboot' ? 'reboot' : 'shutdown', at }] : [];
}
