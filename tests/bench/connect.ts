import { openRig, askTechnician, untilTechnician, type Rig } from '../integration/rig/open-rig.ts';
import { allowAll, openPair, pairUp } from '../integration/rig/pair-up.ts';
import type { RigTimes } from '../integration/rig/rig-window.ts';
import { median, type Bench, type Row } from './row.ts';

/** From the accepted code to link, first part, findings and first frame: two real browsers, consent given at once. */
export const bench: Bench = { name: 'connect', run };
const SESSIONS = 7;
const SCENE = 'two Chromium pages, loopback, canvas 1280x720';

const metrics: readonly (readonly [keyof RigTimes, string])[] = [
  ['up', 'code accepted → both FINs'],
  ['firstPart', 'code accepted → first part of the snapshot'],
  ['firstFinding', 'code accepted → first finding'],
  ['complete', 'code accepted → full snapshot'],
  ['firstFrame', 'code accepted → first frame'],
];

async function run(): Promise<readonly Row[]> {
  const rig = await openRig();
  try {
    const times: RigTimes[] = [];
    for (let n = 0; n < SESSIONS; n++) times.push(await oneSession(rig));
    return metrics.map(([key, metric]) => {
      const values = times.flatMap((one) =>
        one.paired === null || one[key] === null ? [] : [one[key] - one.paired],
      );
      return { scene: SCENE, metric, value: Math.round(median(values)), unit: 'ms' };
    });
  } finally {
    await rig.close();
  }
}

async function oneSession(rig: Rig): Promise<RigTimes> {
  const pair = await openPair(rig);
  await pairUp(pair);
  await allowAll(pair);
  await untilTechnician(
    pair.technician.page,
    (one) => one.frames() > 0 && one.desk()?.snapshotState === 'complete',
  );
  const times = await askTechnician(pair.technician.page, (one) => one.times());
  await pair.host.page.context().close();
  await pair.technician.page.context().close();
  return times;
}
