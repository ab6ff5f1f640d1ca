import type koffi from 'koffi';
import { join, sep } from 'node:path';
import { appError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';

/**
 * koffi calls functions of the system's libraries. Its native part is one file, and the JavaScript around it only finds
 * that file and warns of old names; so the file is loaded directly, and nothing of koffi is bundled.
 */
export type Koffi = typeof koffi;
/** An address; null is C's NULL. */
export type Address = bigint | null;

interface LoadedModule {
  exports: Partial<Koffi>;
}

/** CAPTURE_UNAVAILABLE with why, when none of these files can be loaded. */
export function loadKoffi(files: readonly string[]): Result<Koffi> {
  const reasons: string[] = [];
  for (const file of files) {
    const loaded: LoadedModule = { exports: {} };
    try {
      process.dlopen(loaded, file);
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
      continue;
    }
    if (isKoffi(loaded.exports)) return ok(loaded.exports);
    reasons.push(`${file} is something else`);
  }
  return err(appError('CAPTURE_UNAVAILABLE', `no native module: ${reasons.join('; ')}`.slice(0, 500)));
}

function isKoffi(loaded: Partial<Koffi>): loaded is Koffi {
  return typeof loaded.load === 'function' && typeof loaded.node?.poll === 'function';
}

/**
 * Where the native file may be, seen from the folder of the running script: beside a built one (in a package outside the
 * archive, because the system cannot load from inside it), or in node_modules when the sources run as they are.
 */
export function nativeFiles(here: string, system: { readonly platform: string; readonly arch: string }) {
  const built = join(here.replace(`app.asar${sep}`, `app.asar.unpacked${sep}`), 'native', 'koffi.node');
  const name = `${system.platform}-${system.arch}`;
  const folder = `${system.platform}_${system.arch}`;
  const source = join(here, '../../node_modules/@koromix', `koffi-${name}`, folder, 'koffi.node');
  return here.includes('app.asar') ? [built] : [built, source];
}
