import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lib/lock.mjs';
import { binFile, childEnv, localCache, pinnedNode, root } from './lib/paths.mjs';
import { main, say, SetupError, step } from './lib/progress.mjs';
import { runQuietly } from './lib/run.mjs';
import { packageConfig } from './lib/package-config.mjs';
import { ensureBuild, sourcesPrint } from './setup/build.mjs';
import { setUp } from './setup.mjs';

const systemTools = { '7z': '/usr/bin/7zz', fpm: join(root, 'scripts', 'fpm-stand-in.mjs') };

/*
 * `npm run package`: the unpacked app, then installers for this system. `--targets=deb` builds only those named.
 * Nothing is built again that stands in release/ from the same sources, runtime and settings.
 */
await main(async () => {
  const runtime = await setUp({
    system: process.platform === 'linux' ? ['app', 'package'] : [],
    runtime: true,
  });
  await ensureBuild('package');
  const plan = planFor(runtime);
  await withLock(localCache, 'package', () => buildAll(plan));
  const made = readdirSync(join(root, 'release')).filter(
    (name) => !name.startsWith('.') && !/\.ya?ml$/.test(name),
  );
  say(`\nIn release/: ${made.join(', ')}`);
  if (plan.testBuild) {
    say(
      `Marked as test builds: they stand on Electron ${runtime.version} (${runtime.kind}) and must not be given to anyone.`,
    );
  }
});

function planFor(runtime) {
  const asked = /^--targets=(.+)$/.exec(process.argv[2] ?? '')?.[1].split(',');
  const testBuild = runtime.kind === 'fallback';
  // AppImage and rpm need tools that come from where the runtime could not be fetched either
  const linux = testBuild ? ['tar.gz', 'deb'] : ['tar.gz', 'deb', 'rpm', 'AppImage'];
  const targets = { linux, darwin: ['dmg', 'zip'], win32: ['nsis', 'msi'] }[process.platform];
  const flag = { linux: '--linux', darwin: '--mac', win32: '--win' }[process.platform];
  if (!targets) throw new SetupError(`There are no installers for ${process.platform}.`);
  return { runtime, testBuild, flag, targets: asked ?? targets };
}

async function buildAll(plan) {
  mkdirSync(join(root, 'release'), { recursive: true });
  const config = join(localCache, 'electron-builder.json');
  const dist = join(localCache, 'electron-dist');
  writeFileSync(config, JSON.stringify(packageConfig({ ...plan, dist }), null, 2));
  const print = fingerprint(config, plan);
  const unpacked = await once('dir', print, () => buildUnpacked(plan, config, dist));
  for (const target of plan.targets) {
    const prepackaged = ['--prepackaged', join('release', unpackedName())];
    await once(target, print, () => builder(plan, config, target, prepackaged), unpacked);
  }
}

/** Skips a target whose stamp has the same fingerprint. Answers whether it was made anew. */
async function once(target, print, work, force = false) {
  const stamp = join(root, 'release', `.${target}.stamp`);
  if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === print) return false;
  rmSync(stamp, { force: true });
  await step(`Packaging: ${target}`, work);
  writeFileSync(stamp, print);
  return true;
}

async function buildUnpacked(plan, config, dist) {
  // installers of an earlier version would pass for this one's
  rmSync(join(root, 'release'), { recursive: true, force: true });
  rmSync(dist, { recursive: true, force: true });
  // a folder is taken over as it is, so what belongs to development only is left out of the copy
  const left = new Set([
    join(plan.runtime.dir, 'version'),
    join(plan.runtime.dir, 'resources', 'default_app.asar'),
  ]);
  cpSync(plan.runtime.dir, dist, {
    recursive: true,
    filter: (source) => !left.has(source),
    verbatimSymlinks: true,
  });
  await builder(plan, config, 'dir', []);
  rmSync(dist, { recursive: true, force: true });
}

function builder({ testBuild, flag }, config, target, extra) {
  const args = [flag, target, `--${process.arch}`, '--publish', 'never', '--config', config, ...extra];
  const tools = testBuild
    ? {
        CUSTOM_FPM_PATH: systemTools.fpm,
        ELECTRON_BUILDER_7ZIP_PATH: systemTools['7z'],
        ELECTRON_BUILDER_COMPRESSION_LEVEL: '1',
      }
    : {};
  return runQuietly(pinnedNode, [binFile('electron-builder'), ...args], { env: childEnv(tools) });
}

function unpackedName() {
  const names = {
    linux: 'linux-unpacked',
    win32: 'win-unpacked',
    darwin: process.arch === 'arm64' ? 'mac-arm64' : 'mac',
  };
  return names[process.platform];
}

function fingerprint(config, { runtime }) {
  const hash = createHash('sha256')
    .update(sourcesPrint())
    .update(runtime.version)
    .update(readFileSync(config));
  for (const file of [
    'electron-builder.yml',
    'scripts/fuses.mjs',
    'scripts/fpm-stand-in.mjs',
    'build/icons/512x512.png',
  ]) {
    hash.update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}
