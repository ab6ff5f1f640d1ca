import { describe, expect, it } from 'vitest';
import { areaSchemas } from '../../../src-shared/diagnostics/area-schemas.ts';
import { macCrashes, macEvents, reportOf } from '../../../src-main/platform/mac/diagnostic-reports.ts';
import {
  macSoftware,
  macStartup,
  parseLaunchctl,
  parseMacLock,
  parseMacWho,
} from '../../../src-main/platform/mac/mac-health.ts';
import { parseInstallHistory, parseSoftwareUpdate } from '../../../src-main/platform/mac/mac-updates.ts';
import {
  parseServices,
  parseSoftware,
  parseStartup,
} from '../../../src-main/platform/windows/windows-health.ts';
import {
  bootFrom,
  crashesIn,
  parseWindowsLog,
  temporaryProfileIn,
  windowsBoot,
  windowsEvents,
} from '../../../src-main/platform/windows/windows-log.ts';
import {
  parsePast,
  parseWaiting,
  windowsUpdates,
} from '../../../src-main/platform/windows/windows-updates.ts';
import { parseLock, parseQuser, windowsUsers } from '../../../src-main/platform/windows/windows-users.ts';
import { fakeTools, fixture } from './fixtures.ts';

const now = Date.parse('2026-11-23T10:30:00Z');
const eventLog = fixture('win32/event-log.json');
const log = (text = eventLog) => {
  const parsed = parseWindowsLog(text);
  if (!parsed) throw new Error('no log');
  return parsed;
};

describe('Windows, its log', () => {
  it('is sorted by kind and source: numbers of other sources mean other things', async () => {
    const answer = await windowsEvents(fakeTools({}, { 'powershell.exe': eventLog }));
    if (answer.status !== 'ok') throw new Error(answer.reason);
    expect(Object.fromEntries(answer.data.kinds.map(({ kind, count }) => [kind, count]))).toEqual({
      disk: 2,
      memory: 1,
      hardware: 1,
      ecc: 0,
      heat: 0,
      graphics: 1,
      address: 1,
    });
    expect(answer.data.kinds[0]).toMatchObject({
      text: 'disk 153',
      newestAt: Date.parse('2026-11-22T10:00:00Z'),
    });
    expect(areaSchemas.events.safeParse(answer.data).success).toBe(true);
  });

  it('that may not be read is denied, not empty', async () => {
    const refused = eventLog.replace(/"s":\[.*?\],"a"/, '"s":null,"a"');
    expect(await windowsEvents(fakeTools({}, { 'powershell.exe': refused }))).toMatchObject({
      status: 'denied',
    });
    expect(crashesIn(log(refused), now)).toMatchObject({ shutdowns: null, total: 3 });
    expect(parseWindowsLog('{"s":5}')).toBeNull();
  });

  it('gives crashes and hangs by program, one stop for all that is written of it, and the index', () => {
    expect(crashesIn(log(), now)).toEqual({
      days: 7,
      total: 3,
      programs: [{ name: 'OUTLOOK.EXE', crashes: 2, hangs: 1, newestAt: Date.parse('2026-11-22T12:00:00Z') }],
      shutdowns: 2,
      newestShutdownAt: Date.parse('2026-11-20T07:00:40Z'),
      shutdownKind: 'crash',
      stabilityIndex: 4.716,
    });
  });

  it('times the start, or says that it needs an administrator', async () => {
    const { b } = log();
    expect(b && bootFrom(b)).toMatchObject({ seconds: 131.204, servicesSeconds: 61.204, signInSeconds: 70 });
    const refused = eventLog.replace(/"b":\{.*?\}/, '"b":null').replace('"x":"ok"', '"x":"denied"');
    expect(await windowsBoot(fakeTools({}, { 'powershell.exe': refused }))).toMatchObject({
      status: 'denied',
      reason: 'the time of the start needs administrator rights',
    });
    const none = refused.replace('denied', 'none');
    expect(await windowsBoot(fakeTools({}, { 'powershell.exe': none }))).toMatchObject({
      status: 'unavailable',
    });
  });

  it('tells of a temporary profile made since the last start only', async () => {
    expect(temporaryProfileIn(log())).toBe(true);
    expect(temporaryProfileIn({ ...log(), o: '2026-11-23T08:00:00Z' })).toBe(false);
    expect(temporaryProfileIn({ ...log(), a: null })).toBeNull();
    const named = await windowsUsers(fakeTools({}, {}, { USERPROFILE: String.raw`C:\Users\TEMP.FIRM.000` }));
    expect(named).toMatchObject({ data: { temporaryProfile: true } });
    const own = await windowsUsers(fakeTools({}, {}, { USERPROFILE: String.raw`C:\Users\tempo` }));
    expect(own).toMatchObject({ data: { temporaryProfile: false } });
  });
});

describe('Windows, updates', () => {
  it('leaves out the lists against viruses, and does not take a file to be renamed for a restart', () => {
    expect(parsePast(fixture('win32/updates-past.json'), now)).toEqual({
      checkedAt: Date.parse('2026-11-23T02:00:00Z'),
      lastSuccessAt: Date.parse('2026-10-14T05:00:00Z'),
      failedCount: 2,
      lastFailedAt: Date.parse('2026-11-20T04:00:00Z'),
      automatic: true,
      restartPending: true,
      restartReasons: [{ name: 'Windows Update' }, { name: 'Files to be renamed' }],
    });
    const only = parsePast('{"h":[],"k":[false,false,true],"e":true}', now);
    expect(only).toMatchObject({ restartPending: false, restartReasons: [{ name: 'Files to be renamed' }] });
  });

  it.each([
    ['{"h":null,"n":1,"l":0,"e":true}', false],
    ['{"h":null,"l":1,"e":true}', false],
    ['{"h":null,"l":4,"e":true}', true],
    ['{"h":null,"e":false}', false],
    ['{"h":null}', null],
  ])('%s: automatic is %s', (text, automatic) => {
    expect(parsePast(text, now)).toMatchObject({ automatic, failedCount: null });
  });

  it('counts security by severity or category, and dates the oldest', () => {
    expect(parseWaiting(fixture('win32/updates-waiting.json'))).toEqual({
      pending: 3,
      securityPending: 2,
      oldestSecurityAt: Date.parse('2026-11-02T00:00:00Z'),
    });
    expect(parseWaiting('{"w":[]}')).toEqual({ pending: 0, securityPending: 0, oldestSecurityAt: null });
    expect(parseWaiting('')).toBeNull();
  });

  it('keeps what is known when the search takes too long', async () => {
    const tools = fakeTools();
    const answer = await windowsUpdates({
      ...tools,
      run: async (_program, args) =>
        args.some((arg) => arg.includes('IsInstalled'))
          ? { status: 'timeout', reason: 'late' }
          : { status: 'ok', text: fixture('win32/updates-past.json'), code: 0 },
    });
    expect(answer).toMatchObject({ status: 'ok', data: { pending: null, failedCount: 2 } });
  });
});

describe('Windows, the rest of its health', () => {
  it('names services that failed, without those nobody has started', () => {
    expect(parseServices(fixture('win32/services.json'))).toMatchObject({
      total: 262,
      failedCount: 2,
      masked: 14,
      failed: [
        { name: 'Spooler', description: 'Druckwarteschlange', exitCode: 1067 },
        { name: 'CDPUserSvc', exitCode: 1066 },
      ],
    });
    expect(parseServices('nothing')).toBeNull();
  });

  it('counts programs at sign-in, and hides whose they are', () => {
    const startup = parseStartup(fixture('win32/startup.json'));
    expect(startup?.programCount).toBe(2);
    expect(startup?.programs.map(({ name, place, enabled }) => [name, place, enabled])).toEqual([
      ['SecurityHealth', 'run-key', true],
      ['OneDrive', 'run-key', true],
      ['Spotify', 'run-key', false],
      ['Send to OneNote', 'startup-folder', true],
    ]);
    expect(startup?.tasks).toMatchObject([
      { name: 'OneDrive Standalone Update Task', lastResult: 0 },
      { name: 'GoogleUpdateTaskMachineCore', enabled: false, lastAt: null },
    ]);
    expect(JSON.stringify(startup)).not.toContain('S-1-5');
  });

  it('lists programs once', () => {
    const text =
      '{"p":[{"n":"7-Zip 24.08 (x64)","v":"24.08"},{"n":"7-Zip 24.08 (x64)","v":"24.08"},{"n":"","v":""}]}';
    expect(parseSoftware(text)).toEqual({
      total: 1,
      programs: [{ name: '7-Zip 24.08 (x64)', version: '24.08', source: 'registry' }],
    });
  });

  it('knows when the screen locks: the policy first, then the screen saver', () => {
    const policy = fixture('win32/reg-policies-system.txt');
    const desktop = fixture('win32/reg-desktop.txt');
    expect(parseLock(policy, desktop)).toEqual({ lockEnabled: true, lockAfterSeconds: 600 });
    expect(parseLock('', desktop)).toEqual({ lockEnabled: true, lockAfterSeconds: 1200 });
    expect(
      parseLock('', desktop.replace('Secure    REG_SZ    1', 'Secure    REG_SZ    0')).lockEnabled,
    ).toBeNull();
    expect(parseLock('', '    DelayLockInterval    REG_DWORD    0xffffffff\n').lockEnabled).toBe(false);
  });

  it('counts sessions without keeping a name', () => {
    expect(parseQuser(fixture('win32/quser.txt'))).toEqual({ signedIn: 3, remote: 1 });
    expect(parseQuser('No User exists for *')).toEqual({ signedIn: null, remote: null });
  });
});

describe('macOS', () => {
  const reports = {
    '/Library/Logs/DiagnosticReports/panic-full-2026-11-20-101112.0002.panic': '',
    '/Library/Logs/DiagnosticReports/JetsamEvent-2026-11-22-101112.ips': '',
    '/Library/Logs/DiagnosticReports/WindowServer_2026-11-22-101112_Annas-MacBook.gpuRestart': '',
    '/Users/anna/Library/Logs/DiagnosticReports/Safari-2026-11-22-101112.ips': '',
    '/Users/anna/Library/Logs/DiagnosticReports/Safari-2026-11-21-101112.ips': '',
    '/Users/anna/Library/Logs/DiagnosticReports/Safari-2026-09-21-101112.ips': '',
    '/Users/anna/Library/Logs/DiagnosticReports/Mail_2026-11-21-101112_Annas-MacBook.hang': '',
    '/Users/anna/Library/Logs/DiagnosticReports/.contents.panic.log': '',
  };
  const tools = fakeTools(reports, {}, { HOME: '/Users/anna' });

  it('knows crashes and panics by the names of their reports', async () => {
    const answer = await macCrashes(tools);
    expect(answer).toMatchObject({
      status: 'ok',
      data: {
        total: 3,
        programs: [
          { name: 'Safari', crashes: 2, hangs: 0 },
          { name: 'Mail', crashes: 0, hangs: 1 },
        ],
        shutdowns: 1,
        shutdownKind: 'crash',
      },
    });
    expect(JSON.stringify(answer)).not.toContain('MacBook');
    expect(reportOf('Google Chrome Helper-2026-11-21-101112.ips')).toMatchObject([
      { kind: 'crash', name: 'Google Chrome Helper' },
    ]);
  });

  it('says "not known" of what only a search of minutes would tell', async () => {
    const answer = await macEvents(tools);
    if (answer.status !== 'ok') throw new Error(answer.reason);
    expect(answer.data.kinds.map(({ kind, count }) => [kind, count])).toEqual([
      ['disk', null],
      ['memory', 1],
      ['hardware', null],
      ['ecc', null],
      ['heat', null],
      ['graphics', 1],
      ['address', null],
    ]);
    expect(await macEvents(fakeTools())).toMatchObject({ status: 'denied' });
  });

  it('judges only services that are not Apple’s', () => {
    expect(parseLaunchctl(fixture('darwin/launchctl-list.txt'))).toMatchObject({
      total: 6,
      failedCount: 1,
      failed: [{ name: 'com.example.broken', exitCode: 1 }],
    });
    expect(parseLaunchctl('')).toBeNull();
  });

  it('counts launch agents of others', async () => {
    const answer = await macStartup(
      fakeTools(
        {
          '/Library/LaunchAgents/com.apple.x.plist': '',
          '/Library/LaunchAgents/com.example.agent.plist': '',
          '/Library/LaunchDaemons/com.example.daemon.plist': '',
        },
        {},
        { HOME: '/Users/anna' },
      ),
    );
    expect(answer).toMatchObject({ data: { programCount: 1, programs: { length: 3 } } });
  });

  it('reads what the last look for updates found', () => {
    expect(parseSoftwareUpdate(fixture('darwin/software-update.txt'))).toEqual({
      pending: 2,
      securityPending: 1,
      checkedAt: Date.parse('2026-11-22T06:01:02Z'),
      automatic: false,
    });
    expect(parseSoftwareUpdate('')).toEqual({
      pending: null,
      securityPending: null,
      checkedAt: null,
      automatic: null,
    });
    expect(parseInstallHistory(fixture('darwin/install-history.plist'))).toBe(
      Date.parse('2026-09-29T18:01:11Z'),
    );
  });

  it('locks after the first of screen saver and dark display, and then the delay', () => {
    const said = (what: string) => `2026-11-22 10:00:00.000 sysadminctl[1:2] screenLock ${what}\n`;
    const power = ' standby 1\n displaysleep         10 (display sleep prevented by coreaudiod)\n';
    expect(parseMacLock(said('delay is 300 seconds'), '1200\n', power)).toEqual({
      lockEnabled: true,
      lockAfterSeconds: 900,
    });
    expect(parseMacLock(said('delay is immediate'), 'does not exist', power).lockAfterSeconds).toBe(600);
    expect(parseMacLock(said('is off'), '', '')).toEqual({ lockEnabled: false, lockAfterSeconds: null });
    expect(parseMacLock('', '', '').lockEnabled).toBeNull();
  });

  it('counts people at the screen and in terminals once', () => {
    expect(
      parseMacWho(
        'anna     console      Nov 22 10:00 \nanna     ttys000      Nov 22 10:01 \nbert     ttys001      Nov 22 10:02 \t(192.168.1.5)\n',
      ),
    ).toEqual({ signedIn: 2, remote: 1 });
  });

  it('lists apps with their versions', async () => {
    const plist = '<dict><key>CFBundleShortVersionString</key>\n<string>140.5</string></dict>';
    const answer = await macSoftware(
      fakeTools({
        '/Applications/Firefox.app/Contents/Info.plist': plist,
        '/Applications/Binary.app/Contents/x': '',
      }),
    );
    expect(answer).toMatchObject({
      data: {
        total: 2,
        programs: [
          { name: 'Firefox', version: '140.5' },
          { name: 'Binary', version: null },
        ],
      },
    });
  });
});
