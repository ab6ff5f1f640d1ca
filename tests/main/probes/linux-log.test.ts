import { describe, expect, it } from 'vitest';
import { areaSchemas } from '../../../src-shared/diagnostics/area-schemas.ts';
import { linuxCrashes, parseCoreDumps } from '../../../src-main/platform/linux/crashes.ts';
import { linuxEvents } from '../../../src-main/platform/linux/events.ts';
import { jsonLines, parseDmesg, parseJournal } from '../../../src-main/platform/linux/kernel-log.ts';
import { parseLast } from '../../../src-main/platform/linux/last-boots.ts';
import { crashedIn, summariseLog } from '../../../src-main/platform/linux/log-lines.ts';
import {
  linuxBoot,
  linuxServices,
  parseAnalyze,
  parseBlame,
  parseUnits,
} from '../../../src-main/platform/linux/systemd.ts';
import { fakeTools, fixture } from './fixtures.ts';

const systemd = { '/run/systemd/system/x': '' };
const journalFile = '/var/log/journal/0123456789abcdef0123456789abcdef/system.journal';
const dataOf = <T>(answer: { status: string; data?: T }): T => {
  if (answer.data === undefined) throw new Error(JSON.stringify(answer));
  return answer.data;
};

describe('Linux, the log', () => {
  it('takes no more of a journal than was asked for, the newest, and looks into no line that is no object', () => {
    const many = Array.from({ length: 5000 }, (_, n) => `{"n":${n}}`);
    const read = jsonLines(['{', ...many, '{"n":', 'remark', ''].join('\n'));
    expect(read).toHaveLength(3000);
    expect(read.at(-1)).toEqual({ n: 4999 });
    const began = process.cpuUsage();
    expect(jsonLines('{\n'.repeat(1_000_000))).toEqual([]);
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(3000); // it was 7.4 s of processor time
  });

  it('sorts the kernel’s lines by kind, one trouble counted once', () => {
    const lines = parseDmesg(fixture('linux/kernel-trouble.txt'), 1_000_000_000_000);
    const counts = Object.fromEntries(summariseLog(lines).map(({ kind, count }) => [kind, count]));
    expect(counts).toEqual({ disk: 2, memory: 1, hardware: 1, ecc: 1, heat: 1, graphics: 2, address: 1 });
    expect(summariseLog(lines).find(({ kind }) => kind === 'memory')).toMatchObject({
      program: 'chrome',
      newestAt: 1_000_000_100_000,
    });
    expect(summariseLog(lines).find(({ kind }) => kind === 'address')?.text).toBeNull();
  });

  it('finds nothing in the log of a healthy machine', () => {
    const lines = parseDmesg(fixture('linux/dmesg.txt'), 1_000_000_000_000);
    expect(summariseLog(lines).map(({ count }) => count)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('reads the journal, also where a text is no UTF-8 or is missing', () => {
    const lines = parseJournal(fixture('linux/journal-kernel.log'));
    expect(lines.map(({ at }) => at)).toEqual([1_795_500_000_123, 1_795_500_100_000]);
    expect(lines[1]?.text).toMatch(/^Out of memory: Killed process 1 \(.a\)$/u);
    expect(summariseLog(lines).find(({ kind }) => kind === 'disk')?.count).toBe(1);
  });

  it('comes from the journal when that may be read, else from the kernel itself', async () => {
    const files = { [journalFile]: new Uint8Array([1]), '/proc/uptime': '86400.0 1' };
    const programs = { journalctl: fixture('linux/journal-kernel.log'), dmesg: fixture('linux/dmesg.txt') };
    expect(await linuxEvents(fakeTools(files, programs))).toMatchObject({
      source: 'journalctl _TRANSPORT=kernel',
    });
    const own = await linuxEvents(fakeTools({ '/proc/uptime': '86400.0 1' }, programs));
    expect(own).toMatchObject({ status: 'ok', source: 'dmesg', data: { days: 1 } });
  });

  it('says what it would take where it may not be read', async () => {
    const refused = { dmesg: { status: 'ok', text: '', code: 1 } } as const;
    expect(await linuxEvents(fakeTools({ '/proc/uptime': '5 5' }, refused))).toMatchObject({
      status: 'denied',
      reason: 'reading the system log needs administrator rights',
    });
    // the file is there, and this user gets no byte of it
    const answer = await linuxEvents(
      fakeTools({ [journalFile]: 'no bytes', '/proc/uptime': '5 5' }, refused),
    );
    expect(answer).toMatchObject({ status: 'denied' });
    expect(answer.status === 'denied' && answer.reason).toContain('group systemd-journal');
    expect(await linuxEvents(fakeTools())).toMatchObject({ status: 'unavailable' });
  });
});

describe('Linux, crashes', () => {
  it('names the program, not the thread or the library', () => {
    const names = parseDmesg(fixture('linux/dmesg.txt') + fixture('linux/kernel-trouble.txt'), 1e12).flatMap(
      ({ text }) => crashedIn(text) ?? [],
    );
    expect(names).toEqual(['electron', 'electron', 'electron', 'gnome-shell', 'soffice.bin']);
  });

  it('counts a crash once that two sources saw', async () => {
    const at = (hours: number) => ({
      __REALTIME_TIMESTAMP: String((Date.parse('2026-11-23T00:00:00Z') - hours * 3_600_000) * 1000),
    });
    const dumps = [1, 2, 200].map((hours) =>
      JSON.stringify({ ...at(hours), COREDUMP_EXE: '/opt/a/long-program-name' }),
    );
    const lines = [1, 2, 3].map((hours) =>
      JSON.stringify({
        ...at(hours),
        MESSAGE: 'long-program-na[12]: segfault at 0 ip 0 sp 0 error 4 in libc.so.6[7f+1]',
      }),
    );
    const answer = await linuxCrashes({
      ...fakeTools({
        [journalFile]: new Uint8Array([1]),
        '/var/crash/_usr_bin_gedit.1000.crash': '',
        '/var/crash/_usr_bin_gedit.1000.crash@': '2026-11-22T10:00:00Z',
      }),
      run: async (program, args) => {
        if (program === 'last') return { status: 'ok', text: fixture('linux/last-x.txt'), code: 0 };
        if (program !== 'journalctl') return { status: 'missing', reason: 'none' };
        const wanted = args.some((arg) => arg.startsWith('MESSAGE_ID')) ? dumps : lines;
        return { status: 'ok', text: wanted.join('\n'), code: 0 };
      },
    });
    expect(dataOf(answer)).toMatchObject({
      total: 4,
      programs: [
        { name: 'long-program-name', crashes: 3, hangs: 0 },
        { name: 'gedit', crashes: 1 },
      ],
      shutdowns: 1,
      newestShutdownAt: Date.parse('2026-11-05T09:10:01Z'),
      shutdownKind: null,
    });
    expect(areaSchemas.crashes.safeParse(dataOf(answer)).success).toBe(true);
  });

  it('reads core dumps by their program, else by their thread', () => {
    expect(parseCoreDumps(fixture('linux/journal-coredump.log')).map(({ name }) => name)).toEqual([
      'firefox',
      'firefox',
      'gnome-shell',
    ]);
  });

  it('calls a start after a start a stop without a shutdown, and an empty list not known', () => {
    const text = fixture('linux/last-x.txt');
    expect(parseLast(text, Date.parse('2026-10-24T00:00:00Z'))).toEqual({
      count: 1,
      newestAt: Date.parse('2026-11-05T09:10:01Z'),
    });
    expect(parseLast(text, Date.parse('2026-11-06T00:00:00Z'))).toEqual({ count: 0, newestAt: null });
    expect(parseLast('\nwtmp begins Tue May 20 00:00:00 2025\n', 0)).toBeNull();
  });

  it('is denied, not empty, where no source may be read', async () => {
    const answer = await linuxCrashes(fakeTools({}, { dmesg: { status: 'ok', text: '', code: 1 } }));
    expect(answer).toMatchObject({ status: 'denied' });
  });
});

describe('Linux, services', () => {
  it('names what failed with its number, and counts what was switched off on purpose apart', async () => {
    const answer = await linuxServices(
      fakeTools(systemd, {
        systemctl: fixture('linux/systemctl-units.json'),
        'systemctl show --property=Id,ExecMainStatus -- cups.service': 'Id=cups.service\nExecMainStatus=1\n',
      }),
    );
    expect(dataOf(answer)).toEqual({
      total: 6,
      failedCount: 2,
      masked: 1,
      failed: [
        {
          name: 'cups.service',
          description: 'CUPS Scheduler',
          kind: 'service',
          scope: 'system',
          exitCode: 1,
        },
        {
          name: 'home-share.mount',
          description: '/home/share',
          kind: 'mount',
          scope: 'system',
          exitCode: null,
        },
      ],
    });
  });

  it('reads the columns of older versions', () => {
    expect(
      parseUnits(fixture('linux/systemctl-units-old.txt'))?.map(({ unit, active }) => [unit, active]),
    ).toEqual([
      ['cups.service', 'failed'],
      ['NetworkManager.service', 'active'],
      ['apt-daily.timer', 'active'],
    ]);
    expect(parseUnits('[{"unit":5}]')).toBeNull();
  });

  it('says so where systemd did not start the system, or its answer is no list', async () => {
    expect(await linuxServices(fakeTools())).toMatchObject({ status: 'unavailable' });
    expect(await linuxBoot(fakeTools())).toMatchObject({ status: 'unavailable' });
    expect(await linuxServices(fakeTools(systemd, { systemctl: 'garbage' }))).toMatchObject({
      status: 'failed',
    });
    expect(await linuxServices(fakeTools(systemd))).toMatchObject({ status: 'unavailable' });
  });
});

describe('Linux, the start', () => {
  it('adds the parts and names what was slow', async () => {
    const answer = await linuxBoot(
      fakeTools(
        { ...systemd, '/proc/uptime': '3600.00 1.00' },
        {
          'systemd-analyze time': fixture('linux/systemd-analyze.txt'),
          'systemd-analyze blame --no-pager': fixture('linux/systemd-blame.txt'),
        },
      ),
    );
    expect(dataOf(answer)).toEqual({
      seconds: 131.23,
      firmwareSeconds: 6.48,
      loaderSeconds: 2.11,
      kernelSeconds: 4.23,
      servicesSeconds: 118.4,
      signInSeconds: null,
      at: Date.parse('2026-11-23T09:30:00'),
      slowest: [
        { name: 'dev-disk-by\\x2duuid-1234.device', seconds: 91.21 },
        { name: 'NetworkManager-wait-online.service', seconds: 6.13 },
        { name: 'snapd.service', seconds: 1.03 },
      ],
    });
  });

  it('knows a start that is not finished', async () => {
    const unfinished =
      'Bootup is not yet finished (org.freedesktop.systemd1.Manager.FinishTimestampMonotonic=0).\n';
    const answer = await linuxBoot(fakeTools(systemd, { 'systemd-analyze': unfinished }));
    expect(answer).toMatchObject({ status: 'unavailable', reason: 'the start is not finished yet' });
    expect(parseAnalyze('')).toBeNull();
    expect(parseAnalyze('Startup finished in 812ms (userspace) = 812ms')?.seconds).toBe(0.81);
    expect(parseBlame('  3h 2min 1.5s x.service\nno time at all')).toEqual([
      { name: 'x.service', seconds: 10921.5 },
    ]);
  });
});
