import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lib/lock.mjs';
import { binFile, localCache, pinnedNode, root } from './lib/paths.mjs';
import { step } from './lib/progress.mjs';
import { runQuietly } from './lib/run.mjs';

const folder = join(root, 'src-codec');
const build = join(folder, 'build');
const stamp = join(build, 'stamp.txt');

/** The tile codec, compiled: main and the screens load it, each with its own copy. */
export const codecFile = join(build, 'codec.wasm');

/*
 * One module without a runtime: no collector, no allocator, no data of its own, and a memory that is handed in with the
 * size it is to have.
 */
const options = [
  ...['--runtime', 'stub', '--importMemory', '--noExportMemory', '--initialMemory', '1', '--memoryBase', '0'],
  ...['-O3', '--noAssert', '--converge', '--enable', 'simd'],
];

/** Compiles src-codec to src-codec/build/codec.wasm unless that was made from exactly these sources. */
export async function ensureCodec() {
  if (isFresh()) return;
  await withLock(localCache, 'codec', async () => {
    if (isFresh()) return;
    const print = sourcesPrint();
    mkdirSync(build, { recursive: true });
    const fresh = join(build, 'fresh.wasm');
    const asc = [binFile('assemblyscript', 'asc'), 'codec.ts', '--outFile', fresh, ...options];
    await step('Compiling the tile codec', () => runQuietly(pinnedNode, asc, { cwd: folder, seconds: 120 }));
    renameSync(fresh, codecFile);
    writeFileSync(stamp, print);
  });
}

function isFresh() {
  try {
    readFileSync(codecFile);
    return readFileSync(stamp, 'utf8') === sourcesPrint();
  } catch {
    return false;
  }
}

/** A fingerprint of sources, options and compiler. */
function sourcesPrint() {
  const { version } = JSON.parse(
    readFileSync(join(root, 'node_modules/assemblyscript/package.json'), 'utf8'),
  );
  const hash = createHash('sha256').update([version, ...options].join('\0'));
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  for (const name of names.sort()) hash.update(`\0${name}\0`).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}
