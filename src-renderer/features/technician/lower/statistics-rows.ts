import type { Desk, LinkStats } from '../../../stores/technician-store.ts';
import { rounded } from '../../../../src-shared/words/format.ts';
import { kilobitsText, msText } from '../figures.ts';

const statisticIds = [
  'rtt',
  'inputRtt',
  'delay',
  'fps',
  'size',
  'rate',
  'lost',
  'jitter',
  'decode',
  'codec',
  'route',
] as const;
export type StatisticId = (typeof statisticIds)[number];

/** What only a video track has: left out while the picture goes by tiles. */
const ofTrack: readonly StatisticId[] = ['lost', 'jitter', 'decode', 'codec'];
/** What only the host of tiles says. */
const ofTiles: readonly StatisticId[] = ['delay'];

export function statisticsOf(way: Desk['way']): readonly StatisticId[] {
  const without = way === null || way.mode === 'video' ? ofTiles : ofTrack;
  return statisticIds.filter((id) => !without.includes(id));
}

/** A figure as text, or null where the browser does not say. */
export function statistic(stats: LinkStats, id: StatisticId): string | null {
  switch (id) {
    case 'rtt':
      return orNull(stats.rttMs, msText);
    case 'inputRtt':
      return orNull(stats.inputRttMs, msText);
    case 'delay':
      return orNull(stats.pictureDelayMs, msText);
    case 'fps':
      return orNull(stats.framesPerSecond, (value) => String(Math.round(value)));
    case 'size':
      return stats.width === null || stats.height === null ? null : `${stats.width} × ${stats.height}`;
    case 'rate':
      return orNull(stats.kilobitsPerSecond, kilobitsText);
    case 'lost':
      return orNull(stats.packetsLostPercent, (value) => `${rounded(value, 1)} %`);
    case 'jitter':
      return orNull(stats.jitterMs, msText);
    case 'decode':
      return orNull(stats.decodeMs, msText);
    case 'codec':
      return stats.codec;
    case 'route':
      return stats.route === null
        ? null
        : [stats.route, stats.protocol?.toUpperCase()].filter(Boolean).join(', ');
  }
}

function orNull(value: number | null, text: (value: number) => string): string | null {
  return value === null ? null : text(value);
}
