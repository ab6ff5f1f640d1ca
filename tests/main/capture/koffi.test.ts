import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadKoffi, nativeFiles } from '../../../src-main/capture/koffi.ts';
import { monotonicClock } from '../../../src-main/platform/clocks.ts';
import { createSourceOpener } from '../../../src-main/capture/source-opener.ts';

const linux = { platform: 'linux', arch: 'x64' };

test('without the native file, or with another file in its place, capture is unavailable and says why', () => {
  const rect = { x: 0, y: 0, width: 8, height: 8 };
  const native = ['/nonexistent/koffi.node', join(import.meta.dirname, 'koffi.test.ts')];
  const open = createSourceOpener({ native, env: { DISPLAY: ':0' }, clock: monotonicClock });
  for (const kind of ['x11-display', 'dxgi-display'] as const) {
    expect(open({ kind, rect })).toMatchObject({
      ok: false,
      error: { code: 'CAPTURE_UNAVAILABLE', detail: expect.stringMatching(/nonexistent.*koffi\.test/) },
    });
  }
});

test('in a package the native file is looked for outside the archive, and nowhere else', () => {
  const here = join('/opt', 'Alongside', 'resources', 'app.asar', 'out-package', 'main');
  expect(nativeFiles(here, linux)).toEqual([
    join(
      '/opt',
      'Alongside',
      'resources',
      'app.asar.unpacked',
      'out-package',
      'main',
      'native',
      'koffi.node',
    ),
  ]);
});

test('from the sources it comes out of node_modules', () => {
  const here = join(import.meta.dirname, '../../../src-main/capture');
  const files = nativeFiles(here, { platform: process.platform, arch: process.arch });
  expect(loadKoffi(files).ok).toBe(true);
});
