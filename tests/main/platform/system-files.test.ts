import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSystemFiles } from '../../../src-main/platform/system-files.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'files-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

// Anybody's program may put such a thing among the files that are looked at, as ~/.config/autostart/x.desktop.
describe.skipIf(process.platform !== 'linux')('a file that somebody has put there', () => {
  it('is not read when it is a link to a device without end', { timeout: 5000 }, async () => {
    const here = folder();
    symlinkSync('/dev/zero', join(here, 'x'));
    expect(await createSystemFiles(here).text('x')).toBeNull();
  });

  it('is not read when it is a pipe, or a folder', { timeout: 5000 }, async () => {
    const here = folder();
    execFileSync('mkfifo', [join(here, 'x')]);
    expect(await createSystemFiles(here).text('x')).toBeNull();
    expect(await createSystemFiles(here).text('.')).toBeNull();
  });

  it('is read up to a limit, whatever its size', async () => {
    const here = folder();
    writeFileSync(join(here, 'x'), 'head');
    truncateSync(join(here, 'x'), 2 ** 32);
    const text = await createSystemFiles(here).text('x');
    expect(text?.startsWith('head')).toBe(true);
    expect(text?.length).toBe(1_048_576);
  });

  it('is read when the system makes it up and says it is empty', async () => {
    expect(await createSystemFiles().text('/sys/kernel/mm/transparent_hugepage/enabled')).not.toBe('');
  });
});
