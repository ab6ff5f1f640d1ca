import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nodeModules } from '../lib/paths.mjs';
import { SetupError } from '../lib/progress.mjs';

export const electronDir = join(nodeModules, 'electron');

/** The runtime that somebody chose by hand. It is taken as it is; only a missing file is refused. */
export function environmentRuntime(env = process.env) {
  if (env.ALONGSIDE_ELECTRON) return chosen(env.ALONGSIDE_ELECTRON, 'ALONGSIDE_ELECTRON');
  if (!env.ELECTRON_OVERRIDE_DIST_PATH) return undefined;
  return chosen(join(env.ELECTRON_OVERRIDE_DIST_PATH, programPath()), 'ELECTRON_OVERRIDE_DIST_PATH');
}

function chosen(exe, variable) {
  if (!existsSync(exe)) throw new SetupError(`${variable} is set, but there is no program at ${exe}.`);
  const version = read(join(dirname(exe), 'version')) ?? 'of unknown version';
  return { exe, dir: dirname(exe), version, kind: 'environment', why: `${variable} says so` };
}

/**
 * The binary that the package `electron` has fetched earlier. Its own index.js is never loaded to find out: that starts
 * a download without a time limit.
 */
export function installedRuntime(kind = 'installed', why = 'it is installed in node_modules') {
  const dir = join(electronDir, 'dist');
  const version = read(join(dir, 'version'));
  const exe = join(dir, programPath());
  if (
    version !== wantedVersion() ||
    read(join(electronDir, 'path.txt')) !== programPath() ||
    !existsSync(exe)
  )
    return undefined;
  return { exe, dir: dirname(exe), version, kind, why };
}

export function wantedVersion() {
  return JSON.parse(readFileSync(join(electronDir, 'package.json'), 'utf8')).version;
}

function programPath() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

function read(file) {
  try {
    return readFileSync(file, 'utf8').trim().replace(/^v/, '');
  } catch {
    return undefined;
  }
}
