import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaSchemas } from '../../../src-shared/diagnostics/area-schemas.ts';
import type { AreaId } from '../../../src-shared/diagnostics/area.ts';
import { macSources } from '../../../src-main/platform/darwin.ts';
import { linuxSources } from '../../../src-main/platform/linux.ts';
import type { PlatformSources, SourceTools } from '../../../src-main/platform/sources.ts';
import { windowsSources } from '../../../src-main/platform/win32.ts';
import { fakeTools, fixture } from './fixtures.ts';

const areas = ['services', 'startup', 'updates', 'crashes', 'events', 'boot', 'users', 'software'] as const;
const noise = [
  '$(touch /tmp/x)',
  '; reboot',
  '\u001b[2J\u0007',
  'evil\u202egpj.exe',
  '\u0000',
  '\ud800',
  'A'.repeat(5000),
  '999999999999999999999999',
  '-1',
  '{"a":',
  '\n\n',
  '[Daemon]',
];

/** Recorded output with something else in some places. */
function spoilt(text: string): fc.Arbitrary<string> {
  const piece = fc.tuple(fc.nat(Math.max(1, text.length)), fc.nat(40), fc.constantFrom(...noise));
  return fc
    .array(piece, { minLength: 1, maxLength: 5 })
    .map((pieces) =>
      pieces.reduce((all, [at, length, put]) => all.slice(0, at) + put + all.slice(at + length), text),
    );
}

const machineId = '0123456789abcdef0123456789abcdef';
const linuxOutputs = {
  journal: fixture('linux/journal-kernel.log'),
  dumps: fixture('linux/journal-coredump.log'),
  dmesg: fixture('linux/kernel-trouble.txt'),
  units: fixture('linux/systemctl-units.json'),
  timers: fixture('linux/systemctl-timers.json'),
  analyze: fixture('linux/systemd-analyze.txt'),
  blame: fixture('linux/systemd-blame.txt'),
  last: fixture('linux/last-x.txt'),
  apt: fixture('linux/apt-simulate.txt'),
  audit: fixture('linux/dpkg-audit.txt'),
  packages: 'ii \tfirefox\tamd64\t140.5\nii \tgimp\tamd64\t2.10\n',
  history: fixture('linux/apt-history.log'),
  desktop: '[Desktop Entry]\nName=Chat\nX-GNOME-Autostart-enabled=true\n',
};

function linuxTools(said: typeof linuxOutputs): SourceTools {
  return fakeTools(
    {
      '/run/systemd/system/x': '',
      '/run/systemd/sessions/3': `UID=1000\nCLASS=user\nSTATE=${said.desktop}`,
      [`/var/log/journal/${machineId}/system.journal`]: new Uint8Array([1]),
      '/proc/uptime': '86400.0 1',
      '/var/lib/dpkg/status': 'x',
      '/var/log/apt/history.log': said.history,
      '/var/cache/apt/pkgcache.bin': 'x',
      '/run/reboot-required.pkgs': said.audit,
      '/etc/apt/apt.conf.d/20auto': said.desktop,
      '/etc/xdg/autostart/chat.desktop': said.desktop,
      [`/var/crash/${said.desktop.replace(/[/\n]/g, '_')}.1000.crash`]: '',
      '/home/a/.config/kscreenlockerrc': said.desktop,
    },
    {
      journalctl: said.journal,
      dmesg: said.dmesg,
      systemctl: said.units,
      'systemctl list-timers --all --output=json --no-pager': said.timers,
      'systemd-analyze time': said.analyze,
      'systemd-analyze blame --no-pager': said.blame,
      last: said.last,
      'apt-get': said.apt,
      dpkg: said.audit,
      'dpkg-query': said.packages,
    },
    { HOME: '/home/a', XDG_CURRENT_DESKTOP: 'KDE', XDG_RUNTIME_DIR: '/run/user/1000' },
  );
}

const windowsOutputs = ['event-log', 'updates-past', 'updates-waiting', 'services', 'startup'].map((name) =>
  fixture(`win32/${name}.json`),
);

async function fits(sources: PlatformSources, tools: SourceTools): Promise<void> {
  for (const area of areas) {
    const answer = await askOf(sources, area)(tools);
    if (answer.status !== 'ok') expect(answer.reason.length, area).toBeGreaterThan(5);
    else {
      const decoded = areaSchemas[area].safeParse(answer.data);
      expect(decoded.success ? [] : decoded.error.issues, area).toEqual([]);
    }
  }
}

function askOf(sources: PlatformSources, area: (typeof areas)[number] & AreaId) {
  return sources[area];
}

describe('system health on a machine that lies', () => {
  it('fits the schema or has a reason, on Linux', async () => {
    const spoiltOutputs = fc.record(
      Object.fromEntries(Object.entries(linuxOutputs).map(([key, text]) => [key, spoilt(text)])) as {
        [K in keyof typeof linuxOutputs]: fc.Arbitrary<string>;
      },
    );
    await fc.assert(
      fc.asyncProperty(spoiltOutputs, (said) => fits(linuxSources, linuxTools(said))),
      { numRuns: 150 },
    );
  });

  it('fits the schema or has a reason, on Windows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...windowsOutputs).chain(spoilt), (said) =>
        fits(windowsSources, fakeTools({}, { 'powershell.exe': said, 'reg.exe': said, 'quser.exe': said })),
      ),
      { numRuns: 150 },
    );
  });

  it('fits the schema or has a reason, on macOS', async () => {
    const outputs = ['launchctl-list.txt', 'software-update.txt', 'install-history.plist'];
    const said = fc.constantFrom(...outputs.map((name) => fixture(`darwin/${name}`))).chain(spoilt);
    await fc.assert(
      fc.asyncProperty(said, (text) => {
        const name = text.slice(0, 100).replace(/[/\n\0]/g, '_');
        const tools = fakeTools(
          {
            '/Library/Receipts/InstallHistory.plist': text,
            [`/Library/Logs/DiagnosticReports/${name}-2026-11-20-101112.ips`]: '',
            [`/Library/LaunchAgents/${name}.plist`]: '',
            [`/Applications/${name}.app/Contents/Info.plist`]: text,
          },
          {
            '/bin/launchctl': text,
            '/usr/bin/defaults': text,
            '/usr/bin/who': text,
            '/usr/sbin/sysadminctl': text,
            '/usr/bin/pmset': text,
          },
          { HOME: '/Users/a' },
        );
        return fits(macSources, tools);
      }),
      { numRuns: 150 },
    );
  });
});
