import { binFile } from './lib/paths.mjs';
import { main } from './lib/progress.mjs';
import { runNode } from './lib/run.mjs';
import { setUp } from './setup.mjs';

/** Formats the files named, or all. */
await main(async () => {
  await setUp();
  return runNode([binFile('oxfmt'), '--write', ...process.argv.slice(2)]);
});
