import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const script = resolve(import.meta.dirname, '../../scripts/fpm-stand-in.mjs');
const folder = mkdtempSync(join(tmpdir(), 'alongside-fpm-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (args) => spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
const debian = process.platform === 'linux' && spawnSync('dpkg-deb', ['--version']).status === 0;

test.runIf(debian)('makes a .deb from a folder and a file, owned by root', () => {
  mkdirSync(join(folder, 'app'));
  writeFileSync(join(folder, 'app', 'program'), 'x');
  writeFileSync(join(folder, 'menu.desktop'), 'y');
  const deb = join(folder, 'a.deb');
  const meta = [
    '--name',
    'a',
    '--version',
    '1.2.3',
    '--architecture',
    'amd64',
    '--maintainer',
    'A <a@b.invalid>',
  ];
  const rest = [
    '--description',
    'One\n two',
    '--package',
    deb,
    '--deb-compression',
    'gz',
    '-d',
    'libc6',
    '--force',
  ];
  const files = [
    `${join(folder, 'app')}/=/opt/A (b)`,
    `${join(folder, 'menu.desktop')}=/usr/share/applications/a.desktop`,
  ];
  expect(run(['-s', 'dir', '-t', 'deb', ...meta, ...rest, ...files]).stderr).toBe('');
  const listed = spawnSync('dpkg-deb', ['-c', deb], { encoding: 'utf8' }).stdout;
  expect(listed).toMatch(/root\/root.*\.\/opt\/A \(b\)\/program/);
  expect(listed).toContain('./usr/share/applications/a.desktop');
  expect(spawnSync('dpkg-deb', ['-f', deb, 'Depends'], { encoding: 'utf8' }).stdout.trim()).toBe('libc6');
});

test('refuses an option it does not know, instead of leaving something out', () => {
  const { status, stderr } = run(['-s', 'dir', '-t', 'deb', '--deb-systemd', 'x']);
  expect(status).not.toBe(0);
  expect(stderr).toContain('--deb-systemd');
});
