import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../lib/lock.mjs';
import { localCache, nodeModules, pinnedNode, root } from '../lib/paths.mjs';
import { SetupError, step } from '../lib/progress.mjs';
import { runNpm, runQuietly } from '../lib/run.mjs';

/** Installs the packages of package-lock.json when they are missing or the lock file has changed. */
export async function ensureDependencies() {
  if (!matchesLock()) {
    await withLock(localCache, 'dependencies', async () => {
      if (matchesLock()) return;
      await step('Installing packages (npm ci, about a minute)', () =>
        runNpm(['ci', '--no-audit', '--no-fund'], { env: process.env }),
      );
    });
  }
  if (!existsSync(pinnedNode)) await installPinnedNode();
}

/**
 * npm writes node_modules/.package-lock.json as its last act, so it is the honest stamp: an interrupted install has
 * none, and a developer's own `npm install` counts as well as our `npm ci`.
 */
function matchesLock() {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const present = readPackages(join(nodeModules, '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || present[path]?.version === entry.version,
  );
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Where install scripts are switched off, npm leaves the package `node` without its program: run its script now. */
async function installPinnedNode() {
  const script = join(nodeModules, 'node', 'installArchSpecificPackage.js');
  await step('Installing the pinned Node', () =>
    runQuietly(process.execPath, [script], {
      cwd: join(nodeModules, 'node'),
      env: process.env,
      seconds: 300,
    }),
  );
  if (!existsSync(pinnedNode)) throw new SetupError(`The pinned Node did not arrive at ${pinnedNode}.`);
}
