import { describe, expect, it } from 'vitest';
import {
  aptUpdates,
  parseAptPeriodic,
  parseAudit,
  parseHistory,
} from '../../../src-main/platform/linux/apt.ts';
import { parseSimulation, securityWaiting } from '../../../src-main/platform/linux/apt-waiting.ts';
import { compareDebianVersions } from '../../../src-main/platform/linux/debian-version.ts';
import { newerKernel } from '../../../src-main/platform/linux/restart-state.ts';
import {
  linuxSoftware,
  parseDpkg,
  parsePacman,
  parseRpm,
} from '../../../src-main/platform/linux/software.ts';
import { linuxStartup, parseAutostart, parseTimers } from '../../../src-main/platform/linux/startup.ts';
import { linuxUpdates, parseCheckUpdate, parseRpmLog } from '../../../src-main/platform/linux/updates.ts';
import {
  linuxUsers,
  parseGnomeLock,
  parseKdeLock,
  parseSessions,
  parseWho,
} from '../../../src-main/platform/linux/users.ts';
import { fakeTools, fixture } from './fixtures.ts';

const dataOf = <T>(answer: { status: string; data?: T }): T => {
  if (answer.data === undefined) throw new Error(JSON.stringify(answer));
  return answer.data;
};

describe('Linux, updates', () => {
  const now = Date.parse('2026-11-23T10:30:00');

  it('reads apt’s history: upgrades that went well, and what failed lately', () => {
    expect(parseHistory(fixture('linux/apt-history.log'), now - 30 * 86_400_000)).toEqual({
      lastSuccessAt: Date.parse('2026-09-22T04:45:19'),
      failedCount: 1,
      lastFailedAt: Date.parse('2026-11-20T09:12:01'),
    });
    expect(parseHistory('', 0)).toEqual({ lastSuccessAt: null, failedCount: 0, lastFailedAt: null });
  });

  it('counts what an upgrade would do, and tells security apart by where it comes from', () => {
    expect(parseSimulation(fixture('linux/apt-simulate.txt'))).toEqual({ all: 4, security: 2 });
    expect(parseSimulation('0 upgraded, 0 newly installed')).toEqual({ all: 0, security: 0 });
  });

  it('compares the lists of security updates with what is installed, where apt keeps no cache', async () => {
    const installed = 'ii \tunzip\tamd64\t6.0-28\nii \tzip\tamd64\t3.0-13+deb12u1\nrc \told\tamd64\t1.0\n';
    const list = fixture('linux/security-packages.txt');
    expect(securityWaiting(installed, list)).toBe(1);
    const name =
      '/var/lib/apt/lists/deb.debian.org_debian-security_dists_bookworm-security_main_binary-amd64_Packages.lz4';
    const files = { '/var/lib/dpkg/status': 'x', [name]: 'x' };
    const programs = { 'dpkg-query': installed, '/usr/lib/apt/apt-helper': list };
    expect(dataOf(await aptUpdates(fakeTools(files, programs)))).toMatchObject({
      pending: null,
      securityPending: 1,
    });
    const broken = { ...programs, '/usr/lib/apt/apt-helper': { status: 'ok', text: '', code: 100 } } as const;
    expect(dataOf(await aptUpdates(fakeTools(files, broken)))).toMatchObject({ securityPending: null });
    expect(dataOf(await aptUpdates(fakeTools({ '/var/lib/dpkg/status': 'x' }, programs)))).toMatchObject({
      securityPending: null,
    });
  });

  it.each([
    ['6.0-28', '6.0-28+deb12u1'],
    ['3.0.19-1~deb12u2', '3.0.19-1'],
    ['1.2.3~rc1-1', '1.2.3-1'],
    ['1:1.0-1', '2:0.1-1'],
    ['9.9-1', '1:1.0-1'],
    ['1.9-1', '1.10-1'],
    ['1.0a-1', '1.0+b-1'],
    ['2.0', '2.0-0.1'],
    ['1.0-1', '1.0-1+b1'],
  ])('%s is older than %s, as dpkg says', (older, newer) => {
    expect(Math.sign(compareDebianVersions(older, newer))).toBe(-1);
    expect(Math.sign(compareDebianVersions(newer, older))).toBe(1);
    expect(compareDebianVersions(newer, newer)).toBe(0);
  });

  it('counts half-installed packages', () => {
    expect(parseAudit(fixture('linux/dpkg-audit.txt'))).toBe(2);
    expect(parseAudit('')).toBe(0);
  });

  it('believes the last of apt’s settings', () => {
    const on = 'APT::Periodic::Update-Package-Lists "1";\nAPT::Periodic::Unattended-Upgrade "1";\n';
    expect(parseAptPeriodic(on)).toBe(true);
    expect(parseAptPeriodic(`${on}APT::Periodic::Unattended-Upgrade "0";`)).toBe(false);
    expect(parseAptPeriodic(`${on}APT::Periodic::Enable "0";`)).toBe(false);
    expect(parseAptPeriodic('// APT::Periodic::Unattended-Upgrade "1";')).toBe(false);
  });

  it('puts it all together, with the reasons for a restart', async () => {
    const answer = await aptUpdates(
      fakeTools(
        {
          '/var/lib/dpkg/status': 'x',
          '/var/log/apt/history.log': fixture('linux/apt-history.log'),
          '/var/cache/apt/pkgcache.bin': 'x',
          '/var/lib/apt/lists/partial@': '2026-11-23T08:00:00Z',
          '/run/reboot-required': '',
          '/run/reboot-required.pkgs': 'linux-image-6.1.0-20-amd64\nlinux-base\nlinux-base\n',
          '/etc/apt/apt.conf.d/20auto-upgrades': 'APT::Periodic::Unattended-Upgrade "1";',
          '/usr/bin/unattended-upgrade': '',
        },
        { 'apt-get': fixture('linux/apt-simulate.txt'), dpkg: '' },
      ),
    );
    expect(dataOf(answer)).toEqual({
      pending: 4,
      securityPending: 2,
      oldestSecurityAt: null,
      checkedAt: Date.parse('2026-11-23T08:00:00Z'),
      lastSuccessAt: Date.parse('2026-09-22T04:45:19'),
      failedCount: 1,
      lastFailedAt: Date.parse('2026-11-20T09:12:01'),
      broken: 0,
      automatic: true,
      restartPending: true,
      restartReasons: [{ name: 'linux-image-6.1.0-20-amd64' }, { name: 'linux-base' }],
    });
  });

  it('does not take a failed look for "nothing waits"', async () => {
    const files = { '/var/lib/dpkg/status': 'x', '/var/cache/apt/pkgcache.bin': 'x' };
    const answer = await aptUpdates(fakeTools(files, { 'apt-get': { status: 'ok', text: '', code: 100 } }));
    expect(dataOf(answer)).toMatchObject({
      pending: null,
      securityPending: null,
      automatic: null,
      broken: null,
    });
  });

  it('reads dnf: 100 means that something waits', async () => {
    const text = fixture('linux/dnf-check-update.txt');
    expect(parseCheckUpdate(text, 100)).toBe(3);
    expect(parseCheckUpdate('', 0)).toBe(0);
    expect(parseCheckUpdate('Error: Cache-only enabled', 1)).toBeNull();
    expect(parseRpmLog('2026-11-20T10:00:00+0100 SUBDEBUG Upgraded: curl-8.9.1-2.fc41.x86_64\n')).toBe(
      Date.parse('2026-11-20T09:00:00Z'),
    );
    const answer = await linuxUpdates(
      fakeTools({ '/usr/bin/dnf': '' }, { dnf: { status: 'ok', text, code: 100 } }),
    );
    expect(dataOf(answer)).toMatchObject({ pending: 3, automatic: null, restartPending: null });
    expect(await linuxUpdates(fakeTools())).toMatchObject({ status: 'unavailable' });
  });

  it.each([
    ['6.1.0-18-amd64', ['6.1.0-18-amd64', '6.1.0-20-amd64', '6.1.0-9-amd64'], '6.1.0-20-amd64'],
    ['6.1.0-20-amd64', ['6.1.0-18-amd64', '6.1.0-20-amd64'], null],
    ['6.8.0-40-generic', ['6.8.0-40-generic', '6.8.0-1012-lowlatency'], null],
    ['6.18.44-own', ['6.1.0-20-amd64'], null],
    ['6.18.44-own', [], null],
  ])('a kernel newer than %s among %j is %s', (running, installed, newer) => {
    expect(newerKernel(running, installed)).toBe(newer);
  });
});

describe('Linux, what starts by itself', () => {
  it('counts programs that are not the desktop’s own and not switched off', async () => {
    const desktop = (lines: string) => `[Desktop Entry]\nType=Application\n${lines}\n`;
    const tools = fakeTools(
      {
        '/etc/xdg/autostart/at-spi-dbus-bus.desktop': desktop('Name=AT-SPI D-Bus Bus\nNoDisplay=true'),
        '/etc/xdg/autostart/nextcloud.desktop': desktop('Name=Nextcloud\nExec=nextcloud --secret=1'),
        '/etc/xdg/autostart/skype.desktop': desktop('Name=Skype'),
        '/etc/xdg/autostart/kde-only.desktop': desktop('Name=Only KDE\nOnlyShowIn=KDE;'),
        '/home/anna/.config/autostart/skype.desktop': desktop('Name=Skype\nHidden=true'),
        '/home/anna/.config/autostart/chat.desktop': desktop('Name=Chat\n[Desktop Action x]\nName=Other'),
        '/etc/cron.daily/apt-compat': '',
        '/etc/cron.d/.placeholder': '',
      },
      {},
      { HOME: '/home/anna', XDG_CURRENT_DESKTOP: 'ubuntu:GNOME' },
    );
    const data = dataOf(await linuxStartup(tools));
    expect(data.programCount).toBe(2);
    expect(
      data.programs.map(({ name, everyone, enabled, system }) => [name, everyone, enabled, system]),
    ).toEqual([
      ['AT-SPI D-Bus Bus', true, true, true],
      ['Nextcloud', true, true, false],
      ['Skype', false, false, false],
      ['Only KDE', true, false, true],
      ['Chat', false, true, false],
    ]);
    expect(data.tasks).toMatchObject([{ name: 'apt-compat (daily)', kind: 'cron' }]);
    expect(JSON.stringify(data)).not.toContain('secret');
  });

  it('reads timers in microseconds and 0 as never', () => {
    expect(parseTimers(fixture('linux/systemctl-timers.json'))).toMatchObject([
      { name: 'apt-daily', enabled: true, nextAt: 1_795_593_600_000, lastAt: 1_795_507_200_000 },
      { name: 'fwupd-refresh', enabled: false, nextAt: null },
    ]);
    expect(parseTimers('NEXT LEFT LAST')).toEqual([]);
  });

  it('is not known, and not zero, where there is no such folder', async () => {
    expect(await linuxStartup(fakeTools())).toMatchObject({ status: 'unavailable' });
    expect(parseAutostart('a.desktop', '', false, '').name).toBe('a');
  });
});

describe('Linux, people', () => {
  it('counts people once and leaves out the sign-in screen', () => {
    const session = (uid: number, more: string) => `UID=${uid}\nSTATE=active\n${more}\n`;
    const texts = [
      session(1000, 'CLASS=user\nREMOTE=0'),
      session(1000, 'CLASS=user\nREMOTE=1'),
      session(120, 'CLASS=greeter'),
      'UID=1001\nSTATE=closing\nCLASS=user',
    ];
    expect(parseSessions(texts)).toEqual({ signedIn: 1, remote: 1 });
    expect(
      parseWho('anna  :0   2026-11-22 10:00 (:0)\nbert  pts/0 2026-11-22 10:00 (192.168.1.5)\n'),
    ).toEqual({
      signedIn: 2,
      remote: 1,
    });
  });

  it('knows when GNOME locks the screen, as it really answered', () => {
    const saver =
      'org.gnome.desktop.screensaver lock-delay uint32 30\norg.gnome.desktop.screensaver lock-enabled true\n';
    const session = (delay: number) =>
      `org.gnome.desktop.session idle-delay uint32 ${delay}\norg.gnome.desktop.session session-name 'gnome'\n`;
    expect(parseGnomeLock(saver, session(300))).toEqual({ lockEnabled: true, lockAfterSeconds: 330 });
    expect(parseGnomeLock(saver, session(0))).toEqual({ lockEnabled: false, lockAfterSeconds: null });
    expect(parseGnomeLock(saver.replace('true', 'false'), session(300)).lockEnabled).toBe(false);
    expect(parseGnomeLock('', '')).toEqual({ lockEnabled: null, lockAfterSeconds: null });
  });

  it('knows what Plasma does by itself', () => {
    expect(parseKdeLock('')).toEqual({ lockEnabled: true, lockAfterSeconds: 305 });
    expect(parseKdeLock('[Daemon]\nAutolock=false\n')).toEqual({
      lockEnabled: false,
      lockAfterSeconds: null,
    });
    expect(parseKdeLock('[Daemon]\nTimeout=20\nLockGrace=0\n[Greeter]\nTimeout=1')).toEqual({
      lockEnabled: true,
      lockAfterSeconds: 1200,
    });
  });

  it('does not know where the desktop does not tell', async () => {
    const openbox = { XDG_CURRENT_DESKTOP: 'openbox' };
    expect(await linuxUsers(fakeTools({}, {}, openbox))).toMatchObject({ status: 'unavailable' });
    const session = { '/run/systemd/system/x': '', '/run/systemd/sessions/1': 'UID=1000\nCLASS=user\n' };
    expect(dataOf(await linuxUsers(fakeTools(session, {}, openbox)))).toEqual({
      signedIn: 1,
      remote: 0,
      temporaryProfile: null,
      lockEnabled: null,
      lockAfterSeconds: null,
    });
  });
});

describe('Linux, installed programs', () => {
  it('lists what somebody chose, and counts all', async () => {
    const text = [
      'ii \tfirefox\tamd64\t140.5',
      'ii \tlibssl3\tamd64\t3.0',
      'ii \tpython3\tamd64\t3.11',
      'rc \told\tamd64\t1',
      '',
    ].join('\n');
    const states = 'Package: python3\nArchitecture: amd64\nAuto-Installed: 1\n\n';
    expect(parseDpkg(text, states)).toEqual({
      total: 3,
      programs: [{ name: 'firefox', version: '140.5', source: 'deb' }],
    });
    const tools = fakeTools(
      {
        '/var/lib/dpkg/status': 'x',
        '/var/lib/flatpak/app/org.gimp.GIMP/x': '',
        '/var/lib/snapd/snaps/code_170.snap': '',
        '/var/lib/snapd/snaps/core22_1.snap': '',
      },
      { 'dpkg-query': text },
    );
    const data = dataOf(await linuxSoftware(tools));
    expect(data.total).toBe(5);
    expect(data.programs.map(({ name }) => name)).toEqual(['code', 'firefox', 'org.gimp.GIMP', 'python3']);
  });

  it('reads the lists of rpm and pacman', () => {
    expect(parseRpm('firefox\t140.5-1.fc41\nlibcurl\t8.9\n')).toMatchObject({
      total: 2,
      programs: [{ name: 'firefox' }],
    });
    expect(parsePacman(['firefox-140.5-1', 'lib32-glibc-2.40-1', 'ALPM_DB_VERSION']).programs).toEqual([
      { name: 'firefox', version: '140.5-1', source: 'pacman' },
    ]);
  });
});
