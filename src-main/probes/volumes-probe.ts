import type { AreaDataOf } from '../../src-shared/diagnostics/area-schemas.ts';
import { facts } from '../platform/answer.ts';
import type { PastLook } from './past.ts';
import { USUAL_LIMIT_MS, type Probe } from './probe.ts';

/** "At the rate of the last hour" (DISK-06), but never over less than ten minutes. */
const ages = { wantedMs: 3_600_000, leastMs: 600_000, mostMs: 7_200_000 };

/** Drives with their free space, and how much has been added since an earlier look; a dead network share is never asked. */
export const volumesProbe: Probe<'volumes'> = {
  area: 'volumes',
  limitMs: USUAL_LIMIT_MS,
  cost: 1,
  collect: async (tools) => {
    const answer = await tools.sources.volumes(tools);
    if (answer.status !== 'ok' || !tools.past) return answer;
    const at = tools.now();
    const before = tools.past.recall('volumes', at, ages);
    const { volumes } = answer.data;
    const used = volumes.flatMap(({ mount, usedBytes }): [string, number][] =>
      mount === null || usedBytes === null ? [] : [[mount, usedBytes]],
    );
    tools.past.remember('volumes', at, new Map(used));
    return facts(answer.source, { volumes: volumes.map((volume) => grown(volume, before)) });
  },
};

type Volume = AreaDataOf['volumes']['volumes'][number];

function grown(volume: Volume, before: PastLook<ReadonlyMap<string, number>> | null): Volume {
  const earlier = before?.value.get(volume.mount ?? '');
  if (!before || earlier === undefined || volume.usedBytes === null) return volume;
  return { ...volume, grownBytes: volume.usedBytes - earlier, grownOverMs: Math.round(before.ageMs) };
}
