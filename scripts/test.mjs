import { checks } from './lib/checks.mjs';
import { main, say, seconds, SetupError } from './lib/progress.mjs';
import { runSuite } from './lib/suites.mjs';
import { setUp } from './setup.mjs';

const suites = {
  unit: { title: 'Unit and integration tests', config: 'vitest.config.ts' },
  e2e: { title: 'End-to-end tests', config: 'vitest.e2e.config.ts', app: true },
  package: { title: 'Package tests', config: 'vitest.package.config.ts', app: true },
  'slow-e2e': { title: 'Slow end-to-end tests', config: 'vitest.slow-e2e.config.ts', app: true },
  slow: { title: 'Slow tests', config: 'vitest.slow.config.ts' },
};

/*
 * `npm test` runs everything but the slow suites. `test.mjs unit …` runs one suite; what follows its name goes to vitest.
 * The last line of standard output is always `N passed, N failed`.
 */
await main(async () => {
  const [only, ...args] = process.argv.slice(2);
  const total = { passed: 0, failed: 0 };
  try {
    await (only ? one(only, args, total) : everything(total));
  } catch (error) {
    total.failed += 1;
    say(error instanceof SetupError ? `\n${error.message}` : error.stack);
  }
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  return total.failed === 0 ? 0 : 1;
});

async function everything(total) {
  await setUp({ system: ['app', 'display', 'test'], runtime: true, build: true });
  for (const { title, run } of checks) {
    const ok = await timed(title, async () => (await run()) === 0);
    if (!ok) return void (total.failed += 1);
  }
  for (const name of ['unit', 'e2e', 'package']) {
    if (!(await suite(name, [], total))) return;
  }
}

async function one(name, args, total) {
  const { app } = suites[name];
  await setUp(app ? { system: ['app', 'display', 'test'], runtime: true, build: true } : {});
  await suite(name, args, total);
}

function suite(name, args, total) {
  const { title, config } = suites[name];
  return timed(title, async () => {
    const { passed, failed } = await runSuite(name, config, args);
    total.passed += passed;
    total.failed += failed;
    return failed === 0;
  });
}

/** Says what starts and how it went. Answers whether it went well: a step that fails is the last one. */
async function timed(title, work) {
  const startedAt = performance.now();
  say(`\n== ${title}`);
  const ok = await work();
  say(`== ${title}: ${ok ? 'ok' : 'FAILED, stopping here'} (${seconds(startedAt)})`);
  return ok;
}
