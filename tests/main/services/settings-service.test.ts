import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createSettingsService } from '../../../src-main/services/settings-service.ts';
import { requests } from '../../../src-shared/bridge/contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'settings-service-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const refused = () => Promise.reject(new Error('nobody takes it'));

describe('opening a page of the system settings', () => {
  it('hands the fixed address to the system', async () => {
    const opened: string[] = [];
    const service = createSettingsService({
      platform: 'win32',
      openAddress: (address) => (opened.push(address), Promise.resolve()),
    });
    expect(service.pages()).toContain('printers');
    expect(service.pages()).not.toContain('screen-recording');
    expect(await service.open('printers')).toEqual({ ok: true, value: null });
    expect(opened).toEqual(['ms-settings:printers']);
  });

  it('starts the program with its fixed words, and really does', async () => {
    const program = join(folder, 'gnome-control-center');
    const note = join(folder, 'called');
    writeFileSync(program, `#!/bin/sh\nprintf '%s' "$*" > '${note}'\n`);
    chmodSync(program, 0o755);
    const service = createSettingsService({
      platform: 'linux',
      openAddress: refused,
      target: (page) => (page === 'wifi' ? { kind: 'program', program, args: ['wifi'] } : null),
    });
    expect(service.pages()).toEqual(['wifi']);
    expect(await service.open('wifi')).toEqual({ ok: true, value: null });
    await expect.poll(() => readOr(note)).toBe('wifi');
  });

  it('says so when the page is not there or does not open', async () => {
    const none = createSettingsService({ platform: 'other', openAddress: refused });
    expect(none.pages()).toEqual([]);
    expect(await none.open('wifi')).toMatchObject({ ok: false, error: { code: 'SETTINGS_UNAVAILABLE' } });
    const mac = createSettingsService({ platform: 'darwin', openAddress: refused });
    expect(await mac.open('wifi')).toMatchObject({ ok: false });
    const gone = createSettingsService({
      platform: 'linux',
      openAddress: refused,
      target: () => ({ kind: 'program', program: join(folder, 'gone'), args: [] }),
    });
    expect(await gone.open('wifi')).toMatchObject({ ok: false });
  });

  it('is asked for by name only: an address or a path is not a page', () => {
    const { input, roles } = requests['settingsPage.open'];
    for (const page of ['ms-settings:about', 'https://evil.invalid', '/bin/sh', '', '../wifi'])
      expect(input.safeParse({ page }).success).toBe(false);
    expect(input.safeParse({ page: 'wifi', args: ['x'] }).success).toBe(false);
    expect(roles).toEqual(['host']);
  });
});

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
