import type { Clock } from '../../src-shared/clock.ts';
import type { Scope } from '../../src-shared/scope.ts';
import { ratesBetween, type LinkSample } from '../peer/link-stats.ts';
import type { LinkStats } from '../stores/technician-store.ts';
import type { LastingLink } from './lasting-link.ts';

const EVERY_MS = 1_000;

/** Connection statistics once a second while the link is up. */
export function sampleStats(
  scope: Scope,
  clock: Clock,
  link: LastingLink,
  take: (stats: LinkStats) => void,
): void {
  let before: LinkSample | null = null;
  let asking = false;
  const sample = async () => {
    const { secure, heartbeat } = link.leg;
    if (asking || secure === null || link.phase.name !== 'up') return;
    asking = true;
    const after = await secure.link.stats().catch(() => null);
    asking = false;
    if (after === null || scope.closed || link.phase.name !== 'up') return;
    take(toLinkStats(clock.now(), before, after, heartbeat?.rttMs ?? null));
    before = after;
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
    route,
    protocol,
    codec: video?.codec ?? null,
    width: video?.width ?? null,
    height: video?.height ?? null,
    jitterMs: jitter === null ? null : jitter * 1000,
    ...ratesBetween(before, after),
  };
}
