import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTurn, type Turn } from '../stage/turn.ts';
import { askTechnician, openRig, untilTechnician, type Rig } from './rig/open-rig.ts';
import { allowAll, openPair, pairUp, waitForFrames } from './rig/pair-up.ts';

/** Through a real coturn with time-limited credentials from the real broker; no other way is offered. */
let turn: Turn;
let rig: Rig;

beforeAll(async () => {
  turn = await startTurn();
  rig = await openRig({
    ALONGSIDE_TURN_URLS: `${turn.url}?transport=udp`,
    ALONGSIDE_TURN_SECRET: turn.secret,
  });
}, 60_000);
afterAll(async () => {
  await rig.close();
  turn.child.process.kill('SIGCONT');
  await turn.child.kill();
}, 20_000);

test('SD-7: relay only, and a cut of ten seconds: lost within 2 s, back by itself, consent kept', async () => {
  const pair = await openPair(rig, '&relay-only');
  const { page } = pair.technician;
  await pairUp(pair);
  await allowAll(pair);
  await waitForFrames(pair);
  await untilTechnician(page, (one) => one.desk()?.stats?.route === 'relayed');

  turn.child.process.kill('SIGSTOP');
  const cutAt = Date.now();
  await untilTechnician(page, (one) => one.desk()?.link.state === 'lost', 5_000);
  const toldAfter = Date.now() - cutAt;
  await new Promise((resolve) => setTimeout(resolve, 10_000 - toldAfter)); // the length of the cut is the test
  turn.child.process.kill('SIGCONT');
  await untilTechnician(page, (one) => one.desk()?.link.state === 'up', 30_000);
  const backAfter = Date.now() - cutAt - 10_000;
  await waitForFrames(pair);
  console.log(`told after ${toldAfter} ms, back ${backAfter} ms after the cut ended`);
  expect(toldAfter).toBeLessThan(2_000);
  expect(await askTechnician(page, (one) => one.desk()?.capabilities.screen.state)).toBe('granted');
}, 90_000);
