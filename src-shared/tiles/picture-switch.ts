import type { PictureMode, PictureReason } from './picture-mode.ts';

/** What the switch knows; shares are 0 to 1, times ms. */
export interface PictureMeasures {
  /** Why there can be no tiles at all; null when there can. */
  readonly cannot: 'viewer-cannot' | 'no-native-capture' | null;
  /** The track can be asked for: it has not failed of late. */
  readonly trackWorks: boolean;
  /** Share of the screen in areas that move as photos do. */
  readonly movingShare: number;
  /** Share of the last second in which a good part of the screen changed. */
  readonly motion: number;
  /** Share of the screen that changes in a tenth of a second, mean of the last half second. */
  readonly changing: number;
  /** Since more than a caret changed, as far as half a second goes. */
  readonly quietMs: number;
  /** Share of the last second in which damage waited for answers. */
  readonly blocked: number;
  /** From damage to the answer that it is drawn, median of the last second; null when nothing was answered. */
  readonly lagMs: number | null;
  /** Shortest round trip of late; null before the first. */
  readonly roundTripMs: number | null;
  /** Share of the last second this process spent fetching and encoding, and how late its timers came. */
  readonly busy: number;
  readonly lateMs: number;
}

export interface PictureChoice {
  readonly mode: PictureMode;
  readonly reason: PictureReason;
  /** Since when, same clock as `now`. */
  readonly since: number;
  /** Since when tiles are behind, same clock; null while they are not. */
  readonly behindSince: number | null;
  /** How often in a row tiles had to give way to a link or a machine that could not carry them. */
  readonly gaveWay: number;
}

/** What is on before anything is known. */
export function firstChoice(now: number): PictureChoice {
  return { ...exact, since: now, behindSince: null, gaveWay: 0 };
}

/** JPEG of up to this share of the screen (a film in a quarter of it, with edges); beyond it the track does better. */
export const LOSSY_SHARE = 0.35;
/** A pause this long ends motion, ms. */
export const QUIET_MS = 500;
const QUIET_SHARE = 0.02;
/** Between two changes to and from video, ms, unless the screen is quite still. */
const DWELL_MS = 2_500;
/** Tiles are behind for so long and for so many round trips before it counts, ms: a link warms up by round trips. */
const TRY_MS = 1_000;
const TRY_TRIPS = 10;
/** Motion that never rests: tiles are tried again after so long all the same, ms, twice as long each time they fail. */
const AGAIN_MS = 8_000;
const AGAIN_AT_MOST_MS = 60_000;
/** Tiles that went for so long did not fail, ms. */
const WENT_MS = 20_000;
const MOTION = 0.5;
const BLOCKED = 0.5;
/** Behind the round trip by more than this, ms: the link does not carry it. */
const BEHIND_MS = 200;
const LONG_MS = 150;
/** A track needs about this from pixel to pixel, ms; who is slower here and busy, is better off with it. */
const TRACK_MS = 90;
const BUSY = 0.7;
const LATE_MS = 60;

/**
 * The one rule for how the picture travels: docs/decisions/011-picture-flow.md. The same object while nothing changes;
 * `since` counts from the last change to or from video.
 */
export function choosePicture(now: number, was: PictureChoice, seen: PictureMeasures): PictureChoice {
  const behind = was.mode === 'video' ? null : behindWhy(seen);
  const behindSince = behind === null ? null : (was.behindSince ?? now);
  const next = { ...was, behindSince };
  const { mode, reason } =
    was.mode === 'video' ? fromVideo(now, was, seen) : fromTiles(now, next, seen, behind);
  if (mode !== was.mode || reason !== was.reason)
    return {
      mode,
      reason,
      since: sinceOf(now, was, mode),
      behindSince: mode === 'video' ? null : behindSince,
      gaveWay: gaveWay(now, was, reason),
    };
  return behindSince === was.behindSince ? was : next;
}

type Wanted = Pick<PictureChoice, 'mode' | 'reason'>;

const exact: Wanted = { mode: 'exact', reason: 'still-or-text' };
const mixed: Wanted = { mode: 'mixed', reason: 'moving-area' };

function fromTiles(
  now: number,
  was: PictureChoice,
  seen: PictureMeasures,
  behind: PictureReason | null,
): Wanted {
  const reason = seen.trackWorks ? (seen.cannot ?? tooMuch(now, was, seen, behind)) : null;
  if (reason !== null) return { mode: 'video', reason };
  // without the track a large area goes as lossy pictures too: slower, but it goes
  return seen.movingShare > 0 ? mixed : exact;
}

/** Why tiles cannot go on, or null. */
function tooMuch(
  now: number,
  was: PictureChoice,
  seen: PictureMeasures,
  behind: PictureReason | null,
): PictureReason | null {
  if (seen.movingShare > LOSSY_SHARE) return 'much-motion';
  const forMs = was.behindSince === null ? 0 : now - was.behindSince;
  return forMs >= TRY_MS + TRY_TRIPS * (seen.roundTripMs ?? 0) ? behind : null;
}

/** Why tiles come later than they should, if this goes on; null where they do not. */
function behindWhy(seen: PictureMeasures): PictureReason | null {
  const { motion, lagMs, roundTripMs } = seen;
  if (motion < MOTION || lagMs === null || roundTripMs === null) return null;
  if (roundTripMs < TRACK_MS / 2 && lagMs > TRACK_MS && isBusy(seen)) return 'busy-host';
  if (seen.blocked < BLOCKED || lagMs < roundTripMs + BEHIND_MS) return null;
  return roundTripMs > LONG_MS ? 'long-link' : 'thin-link';
}

export function isBusy(seen: Pick<PictureMeasures, 'busy' | 'lateMs'>): boolean {
  return seen.busy > BUSY || seen.lateMs > LATE_MS;
}

function fromVideo(now: number, was: PictureChoice, seen: PictureMeasures): Wanted {
  if (!seen.trackWorks) return exact;
  if (seen.cannot !== null) return { mode: 'video', reason: seen.cannot };
  const stay: Wanted = { mode: 'video', reason: was.reason };
  const still = seen.quietMs >= QUIET_MS && seen.changing === 0;
  if (!still && now - was.since < DWELL_MS) return stay;
  switch (was.reason) {
    case 'much-motion':
      return seen.changing < LOSSY_SHARE ? exact : stay;
    case 'thin-link':
    case 'long-link':
    case 'busy-host':
      if (seen.quietMs >= QUIET_MS && seen.changing < QUIET_SHARE) return exact;
      return now - was.since >= againMs(was) ? exact : stay;
    case 'viewer-cannot':
    case 'no-native-capture':
      return exact;
    case 'still-or-text':
    case 'moving-area':
    case 'capture-broke':
      return stay;
  }
}

function againMs({ gaveWay: times }: PictureChoice): number {
  return Math.min(AGAIN_AT_MOST_MS, AGAIN_MS * 2 ** Math.max(0, times - 1));
}

function gaveWay(now: number, was: PictureChoice, reason: PictureReason): number {
  if (reason !== 'thin-link' && reason !== 'long-link' && reason !== 'busy-host') return was.gaveWay;
  if (was.mode === 'video') return was.gaveWay;
  return now - was.since < WENT_MS ? was.gaveWay + 1 : 1;
}

/** Between exact and mixed nothing begins anew: the time counts from the last change to or from video. */
function sinceOf(now: number, was: PictureChoice, mode: PictureMode): number {
  return (mode === 'video') === (was.mode === 'video') ? was.since : now;
}
