import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureCodec } from '../codec.mjs';
import { withLock } from '../lib/lock.mjs';
import { binFile, localCache, pinnedNode, root } from '../lib/paths.mjs';
import { step } from '../lib/progress.mjs';
import { runQuietly } from '../lib/run.mjs';

const sources = ['src-codec', 'src-shared', 'src-main', 'src-renderer'];
/** Made by us from the rest. */
const made = 'src-codec/build';
const files = ['electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.base.json'];

/** `development` goes to out/, `package` to out-package/ (without the switches for tests). */
const outputs = { development: 'out', package: 'out-package' };

/** Builds the app unless the last build was made from exactly these sources. */
export async function ensureBuild(mode = 'development') {
  const stamp = join(root, outputs[mode], 'stamp.txt');
  if (isFresh(stamp)) return;
  await ensureCodec();
  await withLock(localCache, `build-${mode}`, async () => {
    if (isFresh(stamp)) return;
    // taken before the build: a file saved while it runs makes the next start build again
    const print = sourcesPrint();
    await step(`Building the app (${outputs[mode]}/)`, () =>
      runQuietly(pinnedNode, [binFile('electron-vite'), 'build', '--mode', mode, '--logLevel', 'warn']),
    );
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, print);
  });
}

function isFresh(stamp) {
  try {
    return readFileSync(stamp, 'utf8') === sourcesPrint();
  } catch {
    return false;
  }
}

/** A fingerprint of the sources' names and contents; times are left out, so a fresh checkout does not rebuild. */
export function sourcesPrint() {
  const hash = createHash('sha256');
  const add = (path) =>
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  files.forEach(add);
  for (const folder of sources) walk(folder).forEach(add);
  return hash.digest('hex');
}

function walk(folder) {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (path === made) return [];
      if (entry.isDirectory()) return walk(path);
      return entry.isFile() ? [path] : [];
    });
}
