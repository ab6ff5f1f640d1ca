import { describe, it } from 'vitest';
import { areaIds } from '../../../src-shared/diagnostics/area.ts';
import { linuxSources } from '../../../src-main/platform/linux.ts';
import { checkArea, recordArea } from './fuzz/check-area.ts';

const FEW = 12;
/** The same lies each time: what a change breaks is then told by the change. The slow suite rolls the dice. */
const SEED = 4;

describe('a machine that lies', () => {
  it.each(areaIds)('costs no more than the probe of %s', { timeout: 60_000 }, async (area) => {
    const recording = await recordArea(area, linuxSources);
    await checkArea(area, linuxSources, recording, { runs: FEW, seed: SEED, limitMs: 10_000 });
  });
});
