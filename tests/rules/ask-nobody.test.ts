import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from '../../scripts/lib/paths.mjs';
import { noTargets } from '../../src-shared/network/network-targets.ts';
import { readTargets } from '../../src-main/services/network-setup.ts';

/* Tests and the demo never ask computers of others whether the internet works. docs/network-tests.md */

test('what a test starts asks nobody', () => {
  expect(readTargets(process.env, () => undefined)).toBe(noTargets);
});

test.each(['vitest.config.ts', 'vitest.e2e.config.ts', 'vitest.package.config.ts', 'vitest.slow.config.ts'])(
  'every suite says so: %s',
  (file) => {
    expect(readFileSync(`${root}/${file}`, 'utf8')).toContain('env: askNobody');
  },
);

test('the stage, on which the demo and the measurements play, says so too', () => {
  expect(readFileSync(`${root}/tests/stage/app.ts`, 'utf8')).toContain('...askNobody');
});
