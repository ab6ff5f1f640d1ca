import { announceRuntime, resolveRuntime } from './runtime.mjs';
import { ensureBuild } from './setup/build.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureSystemPackages } from './setup/system-packages.mjs';

/**
 * Makes ready what a command needs and does nothing that is done already (a repeat takes about 0.1 s).
 * `system`: groups of system packages (app, display, test); `runtime`: whether Electron is needed; `build`: which build of
 * the app, `true` for the development one. Answers the runtime when it was asked for.
 */
export async function setUp({ system = [], runtime = false, build = false } = {}) {
  await ensureDependencies();
  await ensureSystemPackages(system);
  const found = runtime ? await resolveRuntime() : undefined;
  if (found) announceRuntime(found);
  if (build) await ensureBuild(build === true ? undefined : build);
  return found;
}

/** Whether windows can be shown here. Windows and macOS always have a desktop. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
