import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateConfig } from './lint/generate.mjs';
import { root } from './lib/paths.mjs';
import { main, say } from './lib/progress.mjs';

/** Writes .oxlintrc.json from the table of layers; with `--check` only tells whether it is up to date. */
await main(() => {
  const file = join(root, '.oxlintrc.json');
  const wanted = `${JSON.stringify(generateConfig(), null, 2)}\n`;
  if (!process.argv.includes('--check')) return void writeFileSync(file, wanted);
  if (readFileSync(file, 'utf8') === wanted) return 0;
  say('.oxlintrc.json is not what scripts/lint says. Run: node scripts/layers.mjs');
  return 1;
});
