import { checks } from './lib/checks.mjs';
import { main, say, seconds } from './lib/progress.mjs';
import { setUp } from './setup.mjs';

/** Format, layer rules, lint, types. `check.mjs lint types` runs only those named. Runs all, then tells. */
await main(async () => {
  await setUp();
  const only = process.argv.slice(2);
  let failed = 0;
  for (const { title, run } of checks.filter((check) => only.length === 0 || only.includes(check.name))) {
    const startedAt = performance.now();
    const code = await run();
    if (code !== 0) failed += 1;
    say(`${code === 0 ? 'ok    ' : 'FAILED'} ${title} (${seconds(startedAt)})`);
  }
  return failed === 0 ? 0 : 1;
});
