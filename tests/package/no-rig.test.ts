import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { findPackage } from './packaged-app.ts';

/** What the tests, the demo and the measuring rig use; whoever could use it in a package would pass the cool-down. */
const rig = [
  'rig-cooldown',
  'rig-bounds',
  'rig-hidden',
  'rig-save',
  'rig-no-indicator',
  'alongsideRig',
  '__RIG__',
];

test('a package holds none of the switches and handles of the rig', async () => {
  const { unpackedExe } = await findPackage();
  const archive = readFileSync(join(dirname(unpackedExe), 'resources', 'app.asar'), 'latin1');
  expect(archive).toContain('CONSENT_COOLDOWN'); // it is the app that was read
  expect(rig.filter((word) => archive.includes(word))).toEqual([]);
});
