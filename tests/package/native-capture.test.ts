import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { loadKoffi, nativeFiles } from '../../src-main/capture/koffi.ts';
import { findPackage } from './packaged-app.ts';

test('a package carries the native file outside its archive, where the capture process looks for it', async () => {
  const { unpackedExe, deb } = await findPackage();
  const resources = join(dirname(unpackedExe), 'resources');
  const here = join(resources, 'app.asar', 'out-package', 'main');
  const system = { platform: process.platform, arch: process.arch };
  expect(loadKoffi(nativeFiles(here, system))).toMatchObject({ ok: true });
  const archive = readFileSync(join(resources, 'app.asar'), 'latin1');
  for (const name of ['capture.cjs', 'codec.wasm', 'XDamageCreate']) expect(archive).toContain(name);
  // native code is that one file, and packages of npm are not in there
  expect(existsSync(join(resources, 'app.asar.unpacked', 'node_modules'))).toBe(false);
  const listed = execFileSync('dpkg-deb', ['--contents', deb], { encoding: 'utf8', maxBuffer: 10_000_000 });
  const native = listed.split('\n').filter((line) => line.endsWith('.node'));
  expect(native).toHaveLength(1);
  expect(native[0]).toContain('app.asar.unpacked/out-package/main/native/koffi.node');
});
