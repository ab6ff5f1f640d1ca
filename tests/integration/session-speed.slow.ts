import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { askHost, askTechnician, openRig, untilHost, untilTechnician, type Rig } from './rig/open-rig.ts';
import { allowAll, openPair, pairUp, type Pair } from './rig/pair-up.ts';

/** The measurement of the session's speed over real data channels between two browsers. */
let rig: Rig;
let pair: Pair;

beforeAll(async () => {
  rig = await openRig();
}, 60_000);
afterAll(async () => rig.close(), 20_000);
beforeEach(async () => {
  pair = await openPair(rig);
  await pairUp(pair);
  await allowAll(pair);
  await untilTechnician(pair.technician.page, (one) => one.desk()?.snapshotState === 'complete');
}, 30_000);
afterEach(async () => {
  await pair.host.page.context().close();
  await pair.technician.page.context().close();
});

const bytes = () => askHost(pair.host.page, (one) => one.dataBytes());
const pass = (ms: number) => pair.host.page.evaluate(`new Promise((resolve) => setTimeout(resolve, ${ms}))`);

/** A round of tests that the person has allowed, and the measurement in it. */
async function begin(): Promise<void> {
  const { host, technician } = pair;
  await askTechnician(technician.page, (one) =>
    one.actions.testNetwork([{ test: 'throughput', target: null }]),
  );
  await untilTechnician(technician.page, (one) => one.desk()?.network?.state === 'asked');
  await askHost(host.page, (one) => one.allowTests());
  await untilTechnician(technician.page, (one) => one.desk()?.network?.state === 'running');
  await askHost(host.page, (one) => one.measure());
}

test('PM-12: the speed is measured both ways, from as many bytes as really went over the line', async () => {
  const before = await bytes();
  await begin();
  await untilHost(pair.host.page, (one) => one.measured().length === 1, 20_000);
  const after = await bytes();
  const [found] = await askHost(pair.host.page, (one) => [...one.measured()]);
  expect(found?.route).toBe('direct');
  expect(found?.sampleMs).toBeGreaterThan(1_000);
  expect(found?.upMbit).toBeGreaterThan(1);
  expect(found?.downMbit).toBeGreaterThan(1);
  // A push ends after three seconds or 20 MiB: neither more went than that, nor less than the figure says.
  const most = 1.2 * 640 * 32_768;
  const least = 2 * 32_768;
  for (const way of ['sent', 'received'] as const) {
    expect(after[way] - before[way]).toBeGreaterThan(least);
    expect(after[way] - before[way]).toBeLessThan(most);
  }
  // Three seconds of sending, and four in which answers may still come.
  const seconds = (mbit: number | null | undefined, carried: number) => (carried * 8) / 1e6 / (mbit ?? 1);
  expect(seconds(found?.upMbit, after.sent - before.sent)).toBeLessThan(8);
  expect(seconds(found?.downMbit, after.received - before.received)).toBeLessThan(8);
}, 60_000);

test('PM-12: taking the findings back stops it at once, both ways, and nothing is told', async () => {
  await begin();
  await pass(150);
  await askHost(pair.host.page, (one) => one.actions.takeBack('findings'));
  await pass(700); // what was on its way has come
  const before = await bytes();
  await pass(2_000);
  const after = await bytes();
  // The picture's pointer, heartbeats and figures go on; a single piece of a load has more than this.
  expect(after.sent - before.sent).toBeLessThan(32_768);
  expect(after.received - before.received).toBeLessThan(32_768);
  await pass(6_000); // as long as a measurement takes
  expect(await askHost(pair.host.page, (one) => one.measured().length)).toBe(0);
}, 60_000);
