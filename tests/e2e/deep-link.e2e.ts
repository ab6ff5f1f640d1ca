import { afterEach, expect, it } from 'vitest';
import { desk as words } from '../../src-renderer/words/en/desk.ts';
import { launchApp } from '../stage/app.ts';
import { startBroker } from '../stage/broker.ts';
import { rigState } from '../stage/rig-state.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

// TM-9
it('a link that starts the app opens the technician with the digits filled in, and joins nothing', async () => {
  const broker = await startBroker();
  ends.push(() => broker.child.kill());
  const started = await launchApp({
    role: 'host', // as without a role
    server: broker.signalling,
    switches: ['ra://join/4821#77305926'],
  });
  ends.push(() => started.close());
  await started.page.getByRole('heading', { name: words.join.title }).waitFor();
  expect(await started.page.getByLabel(/^Digits/).evaluateAll(valuesOf)).toEqual(['4821', '7730', '5926']);
  expect(await rigState(started.page)).toMatchObject({ prefill: '482177305926', join: { state: 'idle' } });
  expect(started.app.windows()).toHaveLength(1);
});

// TM-9
it('a link that comes later opens the technician beside the person, digits filled in', async () => {
  const broker = await startBroker();
  ends.push(() => broker.child.kill());
  const started = await launchApp({ role: 'host', server: broker.signalling });
  ends.push(() => started.close());
  const opened = started.app.waitForEvent('window');
  await started.app.evaluate(
    ({ app }, argv) => void app.emit('second-instance', {}, argv),
    ['alongside', '--', 'ra://join/4821'],
  );
  const page = await opened;
  await page.getByRole('heading', { name: words.join.title }).waitFor();
  expect(await page.getByLabel(/^Digits/).evaluateAll(valuesOf)).toEqual(['4821', '', '']);
  await started.app.evaluate(
    ({ app }, url) => void app.emit('open-url', { preventDefault: () => undefined }, url),
    'ra://join/4821#77305926',
  );
  await expect
    .poll(() => page.getByLabel(/^Digits/).evaluateAll(valuesOf), { timeout: 5_000 })
    .toEqual(['4821', '7730', '5926']);
  expect(await rigState(page)).toMatchObject({ join: { state: 'idle' }, desk: null });
  expect(started.app.windows()).toHaveLength(2);
});

const valuesOf = (fields: readonly unknown[]) => fields.map((field) => (field as { value: string }).value);
