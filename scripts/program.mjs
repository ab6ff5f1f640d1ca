import { collectInApp } from './collect-in-app.mjs';
import { main } from './lib/progress.mjs';
import { runNode } from './lib/run.mjs';
import { setUp } from './setup.mjs';

/*
 * The commands that are a TypeScript program on the pinned Node, and what each needs to be ready first. Standard output
 * is the program's own: set-up speaks on standard error only.
 */
const windows = { system: ['app', 'display', 'test'], runtime: true, build: true };
const programs = {
  server: { file: 'src-server/main.ts', needs: { build: 'package' } }, // its console is no test build
  collect: { file: 'src-main/collect-cli.ts', needs: {} },
  demo: { file: 'tests/demo/demo.ts', needs: windows },
  seed: { file: 'tests/seed/seed.ts', needs: {} },
  bench: { file: 'tests/bench/main.ts', needs: windows },
  pair: { file: 'tests/rig/pair.ts', needs: windows },
};

await main(async () => {
  const [name, ...args] = process.argv.slice(2);
  if (name === 'collect' && args.includes('--pdf')) {
    const code = await collectInApp(args);
    if (code !== null) return code;
  }
  const { file, needs } = programs[name];
  const onlyHelp = args.some((word) => word === '--help' || word === '-h');
  await setUp(onlyHelp ? {} : needs);
  return runNode([file, ...args]);
});
