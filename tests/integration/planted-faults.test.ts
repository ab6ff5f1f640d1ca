import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { foundAndGone } from './planted/found-and-gone.ts';
import { plantFourFaults, type FourFaults } from './planted/four-faults.ts';
import { whyNoOwnSystem } from './planted/own-system.ts';

/*
 * Four faults, each made for real in a system of the test's own. Nothing of it is told to the programs: they ask this
 * system as they ask any other. The same with the app itself: tests/e2e/planted-faults.e2e.ts.
 */
const why = whyNoOwnSystem();
const cli = fileURLToPath(new URL('../../src-main/collect-cli.ts', import.meta.url));

describe.skipIf(why !== null)(`faults planted for real${why === null ? '' : ` (skipped: ${why})`}`, () => {
  let faults: FourFaults | undefined;
  beforeAll(async () => {
    faults = await plantFourFaults();
  }, 60_000);
  afterAll(async () => faults?.end(), 60_000);

  it('are found by npm run collect, mended, and gone in its comparison', { timeout: 120_000 }, async () => {
    if (!faults) throw new Error('the system did not start');
    await foundAndGone(faults, process.execPath, cli);
  });
});
