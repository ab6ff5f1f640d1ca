import type { LinkStats } from '../../../stores/technician-store.ts';

export type LinkGrade = 'good' | 'fair' | 'poor' | 'measuring';

/** Where talking and pointing begin to suffer (ITU-T G.114 for delay; loss from which video visibly breaks up). */
const fair = { rttMs: 150, lostPercent: 1 };
const poor = { rttMs: 300, lostPercent: 5 };

export function linkGrade(stats: LinkStats | null): LinkGrade {
  if (stats === null || stats.rttMs === null) return 'measuring';
  const lost = stats.packetsLostPercent ?? 0;
  if (stats.rttMs > poor.rttMs || lost > poor.lostPercent) return 'poor';
  return stats.rttMs > fair.rttMs || lost > fair.lostPercent ? 'fair' : 'good';
}
