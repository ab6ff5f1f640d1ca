import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const nodeModules = join(root, 'node_modules');

/** Node 24 from the npm package `node`: every program of ours runs on it, whatever the machine has. */
export const pinnedNode = join(
  nodeModules,
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** What is worth keeping between clones (runtimes of 200 MB) lives outside the repository. */
export const cacheDir = join(userCache(), 'alongside');

/** Small state of this clone: locks, stamps. Ignored by git. */
export const localCache = join(root, '.cache');

function userCache() {
  if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME;
  if (process.platform === 'win32' && process.env.LOCALAPPDATA) return process.env.LOCALAPPDATA;
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return join(homedir(), '.cache');
}

/** The JavaScript file behind a package's command, so it can be run on the pinned Node without a shell. */
export function binFile(packageName, command = packageName) {
  const manifestPath = join(nodeModules, packageName, 'package.json');
  const { bin } = createRequire(import.meta.url)(manifestPath);
  return join(dirname(manifestPath), typeof bin === 'string' ? bin : bin[command]);
}

/** The environment for children: pinned Node and our commands come first on the path. */
export function childEnv(extra = {}) {
  const path = [dirname(pinnedNode), join(nodeModules, '.bin'), process.env.PATH].join(delimiter);
  return { ...process.env, PATH: path, ...extra };
}
