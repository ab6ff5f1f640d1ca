import type { Clock } from '../../src-shared/clock.ts';
import type { Scope } from '../../src-shared/scope.ts';
import { ratesBetween, type LinkSample } from '../peer/link-stats.ts';
import type { LinkStats } from '../stores/technician-store.ts';
import type { LastingLink } from './lasting-link.ts';
import type { Pictures } from './pictures.ts';

const EVERY_MS = 1_000;

/** Connection statistics once a second while the link is up. */
export function sampleStats(
  scope: Scope,
  clock: Clock,
  link: LastingLink,
  pictures: Pictures,
  take: (stats: LinkStats) => void,
): void {
  let before: LinkSample | null = null;
  let tilesBefore: TilesSample | null = null;
  let asking = false;
  const sample = async () => {
    const { secure, heartbeat } = link.leg;
    if (asking || secure === null || link.phase.name !== 'up') return;
    asking = true;
    const after = await secure.link.stats().catch(() => null);
    asking = false;
    if (after === null || scope.closed || link.phase.name !== 'up') return;
    const tiles = tilesNow(pictures, after.at);
    const stats = toLinkStats(clock.now(), before, after, heartbeat?.rttMs ?? null);
    take(tiles === null ? stats : { ...stats, ...byTiles(tilesBefore, tiles) });
    before = after;
    tilesBefore = tiles;
  };
  scope.add(clock.every(EVERY_MS, () => void sample()));
}

function toLinkStats(
  at: number,
  before: LinkSample | null,
  after: LinkSample,
  inputRttMs: number | null,
): LinkStats {
  const { rttMs, route, protocol, video } = after;
  const jitter = video?.jitterSeconds ?? null;
  return {
    at,
    rttMs,
    inputRttMs,
    pictureDelayMs: null,
    route,
    protocol,
    codec: video?.codec ?? null,
    width: video?.width ?? null,
    height: video?.height ?? null,
    jitterMs: jitter === null ? null : jitter * 1000,
    ...ratesBetween(before, after),
  };
}

interface TilesSample {
  /** Milliseconds, by the clock of the statistics. */
  readonly at: number;
  readonly frames: number;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly delayMs: number | null;
}

/** Null while the track is shown: then its own figures count. */
function tilesNow({ newest }: Pictures, at: number): TilesSample | null {
  if (newest?.shown !== 'tiles') return null;
  const size = newest.size();
  return {
    at,
    ...newest.tiles,
    width: size?.width ?? null,
    height: size?.height ?? null,
    delayMs: newest.delayMs,
  };
}

/** What the tiles have in place of the track's figures; a channel without loss has neither loss nor jitter. */
function byTiles(before: TilesSample | null, now: TilesSample) {
  const { at, frames, bytes, width, height } = now;
  const seconds = before === null ? 0 : (at - before.at) / 1000;
  const known = before !== null && seconds > 0 && frames >= before.frames;
  return {
    pictureDelayMs: now.delayMs,
    framesPerSecond: known ? (frames - before.frames) / seconds : null,
    kilobitsPerSecond: known ? ((bytes - before.bytes) * 8) / 1000 / seconds : null,
    packetsLostPercent: null,
    codec: null,
    width,
    height,
    jitterMs: null,
    decodeMs: null,
  };
}
