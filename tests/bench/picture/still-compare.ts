import { setTimeout as sleep } from 'node:timers/promises';
import { countDiffering } from './count-differing.ts';
import type { AtRest } from './figures.ts';
import { openScreenGrabber } from './screen-grab.ts';
import { monotonicMs } from './time-strip.ts';

const LIMIT_MS = 4_000;
/** Grabbing two displays costs some 20 ms of the machine under measurement, so not too often. */
const EVERY_MS = 60;

/**
 * Compares two displays after the source's stopped changing at `stoppedAt`, until they are the same or time is over.
 * Times are later than the truth by up to {@link EVERY_MS} and a grab.
 */
export async function compareAtRest(
  displays: { readonly sourceDisplay: string; readonly viewerDisplay: string },
  size: { readonly width: number; readonly height: number },
  stoppedAt: number,
): Promise<AtRest> {
  const source = openScreenGrabber(displays.sourceDisplay, size.width, size.height);
  const viewer = openScreenGrabber(displays.viewerDisplay, size.width, size.height);
  try {
    const wanted = source.grab();
    for (;;) {
      const at = monotonicMs();
      const differing = countDiffering(wanted, viewer.grab(), size.width, size.height);
      if (differing === 0) return { identicalAfter: at - stoppedAt, differing };
      if (at - stoppedAt > LIMIT_MS) {
        const changed = countDiffering(wanted, source.grab(), size.width, size.height);
        if (changed > 0) throw new Error(`the source itself still changes: ${changed} pixels`);
        return { identicalAfter: null, differing };
      }
      await sleep(EVERY_MS);
    }
  } finally {
    source.close();
    viewer.close();
  }
}
