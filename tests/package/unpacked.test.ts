import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { _electron as electron } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { launchEnv, sandboxArgs } from '../../scripts/runtime.mjs';
import { openSnapshot } from '../../src-shared/diagnostics/open-snapshot.ts';
import {
  collectsWithoutDisplay,
  findPackage,
  type PackagedApp,
  photograph,
  scratchFolder,
  shotPath,
  startPlainly,
  waitForWindow,
} from './packaged-app.ts';

const runs = promisify(execFile);

describe('the unpacked app', () => {
  let app: PackagedApp;
  beforeAll(async () => {
    app = await findPackage();
  });

  test('shows its window', async () => {
    const settings = scratchFolder();
    const started = startPlainly(app.unpackedExe, [...sandboxArgs(), `--user-data-dir=${settings.path}`]);
    try {
      expect(waitForWindow('Alongside')).toContain('Alongside');
      photograph('unpacked-window');
    } finally {
      await started.stop();
      settings.remove();
    }
  });

  test('collects on the command line without a window', async () => {
    const out = scratchFolder();
    try {
      const args = [...sandboxArgs(), 'collect', '--out', out.path, '--pdf', '--json'];
      const { stdout } = await runs(app.unpackedExe, args, { env: launchEnv(), maxBuffer: 1e8 });
      expect(openSnapshot(stdout).ok).toBe(true);
      expect(readdirSync(out.path).toSorted()).toEqual([
        'report.html',
        'report.json',
        'report.md',
        'report.pdf',
        'snapshot.json',
      ]);
    } finally {
      out.remove();
    }
  });

  test('collects where there is no display, and says plainly that it cannot print there', async () => {
    const out = scratchFolder();
    try {
      await collectsWithoutDisplay(app.unpackedExe, out.path);
    } finally {
      out.remove();
    }
  });

  test('collects without a display from the archive too', async () => {
    const out = scratchFolder();
    try {
      await runs('tar', ['-xzf', app.archive, '-C', out.path, '--strip-components=1']);
      await collectsWithoutDisplay(join(out.path, app.name), join(out.path, 'report'));
    } finally {
      out.remove();
    }
  });

  // a release has the inspector switched off by fuse, so only a test build can be looked into
  test('reaches its first screen, and a test build says that it is one', async ({ skip }) => {
    if (!app.testBuild) skip('a release cannot be attached to');
    const settings = scratchFolder();
    const running = await electron.launch({
      executablePath: app.unpackedExe,
      args: [...sandboxArgs(), `--user-data-dir=${settings.path}`],
      env: launchEnv(),
      timeout: 30_000,
    });
    try {
      const window = await running.firstWindow();
      await window.locator('h1').first().waitFor({ timeout: 20_000 });
      await window.screenshot({ path: shotPath('unpacked-first-screen') });
      expect(await running.evaluate(({ app: main }) => main.isPackaged)).toBe(true);
      await window
        .getByText(/test build/i)
        .first()
        .waitFor({ timeout: 5000 });
    } finally {
      await running.close();
      settings.remove();
    }
  });
});
