import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { linuxSettings } from '../../../src-main/platform/linux/settings-programs.ts';
import { settingsTarget } from '../../../src-main/platform/settings-pages.ts';
import { ruleIds } from '../../../src-shared/findings/finding.ts';
import { settingsPages } from '../../../src-shared/settings-page.ts';
import { settingsPageOf } from '../../../src-shared/words/settings-page-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'settings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const install = (name: string, mode = 0o755) => {
  writeFileSync(join(folder, name), '#!/bin/sh\n');
  chmodSync(join(folder, name), mode);
};
const desktop = (name: string) =>
  linuxSettings({ env: { DISPLAY: ':0', XDG_CURRENT_DESKTOP: name }, folders: ['/nowhere', folder] });

describe('pages of the system settings', () => {
  it('on Windows and macOS are addresses of the system, each of the one scheme', () => {
    const inWindows = /^ms-settings:[a-z-]+$/;
    const inMac = /^x-apple\.systempreferences:com\.apple\.[A-Za-z.-]+(\?[A-Za-z_]+)?$/;
    for (const page of settingsPages) {
      const windows = settingsTarget(page, 'win32');
      const mac = settingsTarget(page, 'darwin');
      if (windows !== null) expect(windows).toMatchObject({ address: expect.stringMatching(inWindows) });
      if (mac !== null) expect(mac).toMatchObject({ address: expect.stringMatching(inMac) });
    }
    expect(settingsTarget('storage', 'win32')).toEqual({
      kind: 'address',
      address: 'ms-settings:storagesense',
    });
    expect(settingsTarget('screen-recording', 'win32')).toBeNull();
    expect(settingsTarget('storage', 'other')).toBeNull();
  });

  it('on Linux are programs of the desktop that is running, by their full path', () => {
    install('gnome-control-center');
    install('systemsettings');
    install('nm-connection-editor');
    expect(desktop('ubuntu:GNOME')('wifi')).toEqual({
      kind: 'program',
      program: join(folder, 'gnome-control-center'),
      args: ['wifi'],
    });
    expect(desktop('KDE')('wifi')).toMatchObject({ args: ['kcm_networkmanagement'] });
    expect(desktop('Sway')('wifi')).toMatchObject({ program: join(folder, 'nm-connection-editor') });
    expect(desktop('Sway')('power')).toBeNull();
  });

  it('are none where the program is missing or may not be run, or no desktop is there', () => {
    install('pavucontrol', 0o644);
    expect(desktop('XFCE')('sound')).toBeNull();
    expect(linuxSettings({ env: { XDG_CURRENT_DESKTOP: 'GNOME' }, folders: [folder] })('wifi')).toBeNull();
    expect(desktop('__proto__')('power')).toBeNull();
  });

  it('are on the list for every rule that names one', () => {
    const named = ruleIds.flatMap((id) => settingsPageOf(id) ?? []);
    expect(named.length).toBeGreaterThan(15);
    for (const page of named) expect(settingsPages).toContain(page);
  });
});
