import { describe, it } from 'vitest';
import { areaIds } from '../../src-shared/diagnostics/area.ts';
import { linuxSources } from '../../src-main/platform/linux.ts';
import { checkArea, recordArea } from '../main/probes/fuzz/check-area.ts';

/** Each probe on a machine that lies, for at most two minutes; ALONGSIDE_FUZZ_RUNS makes it shorter. */
const runs = Number(process.env['ALONGSIDE_FUZZ_RUNS'] ?? 100_000);
const HOUR = 3_600_000;
const MOST_MS = 120_000;

describe('a machine that lies', () => {
  it.each(areaIds)('costs no more than the probe of %s', { timeout: HOUR }, async (area) => {
    const recording = await recordArea(area, linuxSources);
    await checkArea(area, linuxSources, recording, { runs, limitMs: MOST_MS });
  });
});
