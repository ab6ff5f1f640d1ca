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

const valuesOf = (fields: readonly unknown[]) => fields.map((field) => (field as { value: string }).value);
