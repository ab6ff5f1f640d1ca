import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** Builds the unpacked app, the .deb and the tar.gz once for all package tests, or keeps those of the last run. */
export function setup(): void {
  const script = join(root, 'scripts', 'package.mjs');
  execFileSync(process.execPath, [script, '--targets=deb,tar.gz'], { cwd: root, stdio: ['ignore', 2, 2] });
}
