import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchArgs, resolveRuntime } from '../../scripts/runtime.mjs';
import { host as words } from '../../src-renderer/words/en/host.ts';
import { personWords } from '../../src-shared/words/finding-words.ts';
import { foundAndGone } from '../integration/planted/found-and-gone.ts';
import { plantFourFaults, type FourFaults } from '../integration/planted/four-faults.ts';
import { whyNoOwnSystem } from '../integration/planted/own-system.ts';
import { launchApp, type StagedApp } from '../stage/app.ts';
import { compareStory } from '../stage/compare-story.ts';
import { plantFullVolume, plantOldCertificate, type PlantedFault } from '../stage/planted-fault.ts';

const why = whyNoOwnSystem();

describe.skipIf(why !== null)(`a system with four faults${why === null ? '' : ` (skipped: ${why})`}`, () => {
  let faults: FourFaults | undefined;
  beforeAll(async () => {
    faults = await plantFourFaults();
  });
  afterAll(async () => faults?.end());

  it('is found wanting by the app’s own collect, mended, and sound in its comparison', async () => {
    if (!faults) throw new Error('the system did not start');
    const { exe } = await resolveRuntime();
    await foundAndGone(faults, exe, ...launchArgs({ appArgs: ['collect'] }));
  });
});

describe('a person alone', () => {
  const home = mkdtempSync(join(tmpdir(), 'planted-home-'));
  const faults: PlantedFault[] = [];
  let app: StagedApp;
  let page: Page;

  beforeAll(async () => {
    faults.push(plantOldCertificate(home));
    const volume = plantFullVolume();
    if (volume !== null) faults.push(volume);
    const server = 'ws://127.0.0.1:9'; // nobody there, and nobody is needed
    app = await launchApp({ role: 'host', server, env: { HOME: home } });
    ({ page } = app);
  });
  afterAll(async () => {
    await app?.close();
    for (const fault of faults) fault.remove();
    rmSync(home, { recursive: true, force: true });
  });

  it('sees a certificate that ends soon and a full volume, mends them, and sees them gone', async () => {
    await page.getByRole('button', { name: words.welcome.check, exact: true }).click();
    await page.getByText(/^All \d+ checks done$/).waitFor({ timeout: 30_000 });
    const all = page.getByRole('button', { name: /^Show all/ });
    if ((await all.count()) > 0) await all.click();
    const { title } = personWords({ id: 'SEC-12', params: {} }, 'linux');
    await page.getByRole('heading', { name: title }).waitFor();
    for (const fault of faults) fault.fix();
    await page.getByRole('button', { name: words.changes.again }).click();
    for (const { rule } of faults) expect(await compareStory.hostChange(page, rule)).toBe('gone');
    await expect.poll(() => page.getByRole('heading', { name: title }).count()).toBe(0);
  });
});
