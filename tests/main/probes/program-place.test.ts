import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { placeOf, windowsFolder, workFolder } from '../../../src-main/platform/program-place.ts';
import { createRunCommand } from '../../../src-main/platform/run-command.ts';

const windows = { SystemRoot: String.raw`D:\My Windows` };

describe('programs on Windows', () => {
  it('are started by their full path below the system folder', () => {
    expect(placeOf('reg.exe', 'win32', windows)).toBe(String.raw`D:\My Windows\System32\reg.exe`);
    expect(placeOf('w32tm.exe', 'win32', {})).toBe(String.raw`C:\Windows\System32\w32tm.exe`);
    expect(placeOf('powershell.exe', 'win32', {})).toBe(
      String.raw`C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe`,
    );
  });

  it.each([
    '',
    'Windows',
    String.raw`..\Windows`,
    String.raw`\\server\share`,
    String.raw`C:\Windows\..\Users\me`,
    String.raw`C:\Users\%NAME%`,
    'C:/Windows',
    'C:\\Windows\n',
    'C:',
  ])('are not looked for below %j', (SystemRoot) => {
    expect(windowsFolder({ SystemRoot })).toBe(String.raw`C:\Windows`);
  });

  it('run in the system folder', () => {
    expect(workFolder('win32', windows)).toBe(String.raw`D:\My Windows`);
    expect(windowsFolder({ SystemRoot: 'C:\\Windows\\' })).toBe(String.raw`C:\Windows`);
  });
});

describe('programs elsewhere', () => {
  it('keep their names', () => {
    expect(placeOf('lsblk', 'linux', windows)).toBe('lsblk');
    expect(placeOf('/usr/bin/pmset', 'darwin', windows)).toBe('/usr/bin/pmset');
  });

  it.skipIf(process.platform === 'win32')('run in the root, not where the app was started', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'place-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, 'lsblk'), '#!/bin/sh\npwd\n', { mode: 0o755 });
    const run = createRunCommand(`${folder}:/usr/bin:/bin`);
    expect(await run('lsblk', [])).toMatchObject({ status: 'ok', text: '/\n' });
  });
});
