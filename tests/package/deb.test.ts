import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sandboxArgs } from '../../scripts/runtime.mjs';
import {
  asRoot,
  collectsWithoutDisplay,
  findPackage,
  type PackagedApp,
  photograph,
  scratchFolder,
  startPlainly,
  waitForWindow,
} from './packaged-app.ts';

const NOBODY = 65_534;
const apt = ['-o', 'DPkg::Lock::Timeout=180', '-y'];

describe('the .deb', () => {
  let app: PackagedApp;
  let home: string;
  beforeAll(async () => {
    app = await findPackage();
    asRoot('apt-get', [...apt, 'install', '--no-install-recommends', '--reinstall', app.deb]);
    home = dirname(realpathSync(`/usr/bin/${app.name}`));
  });
  afterAll(() => {
    asRoot('apt-get', [...apt, 'remove', app.name]);
  });

  test('puts a valid menu entry, icons and a command in place', () => {
    const entry = `/usr/share/applications/${app.name}.desktop`;
    expect(execFileSync('desktop-file-validate', [entry], { encoding: 'utf8' })).toBe('');
    expect(readFileSync(entry, 'utf8')).toMatch(/^MimeType=x-scheme-handler\/ra;$/m);
    expect(existsSync(`/usr/share/icons/hicolor/256x256/apps/${app.name}.png`)).toBe(true);
    expect(existsSync(`/usr/bin/${app.name}`)).toBe(true);
  });

  test('starts to its window', async () => {
    const settings = scratchFolder();
    const started = startPlainly(`/usr/bin/${app.name}`, [
      ...sandboxArgs(),
      `--user-data-dir=${settings.path}`,
    ]);
    try {
      expect(waitForWindow('Alongside')).toContain('Alongside');
      photograph('deb-window');
    } finally {
      await started.stop();
      settings.remove();
    }
  });

  test('starts for an ordinary user with the sandbox on', async ({ skip }) => {
    if (process.getuid?.() !== 0) skip('the test before this one already ran as an ordinary user');
    const settings = scratchFolder();
    chownSync(settings.path, NOBODY, NOBODY);
    const user = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', 'env', `HOME=${settings.path}`];
    const program = [`/usr/bin/${app.name}`, `--user-data-dir=${settings.path}/settings`];
    const started = startPlainly('setpriv', [...user, ...program]);
    try {
      expect(waitForWindow('Alongside')).toContain('Alongside');
    } finally {
      await started.stop();
      settings.remove();
    }
  });

  test('collects where there is no display', async () => {
    const out = scratchFolder();
    try {
      await collectsWithoutDisplay(`/usr/bin/${app.name}`, out.path);
    } finally {
      out.remove();
    }
  });

  test('is removed without a trace of its own', () => {
    asRoot('apt-get', [...apt, 'remove', app.name]);
    expect(existsSync(`/usr/bin/${app.name}`)).toBe(false);
    expect(existsSync(`/usr/share/applications/${app.name}.desktop`)).toBe(false);
    expect(existsSync(home)).toBe(false);
  });
});
