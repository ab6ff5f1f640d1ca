import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { areaSchemas } from '../../../src-shared/diagnostics/area-schemas.ts';
import { areaIds } from '../../../src-shared/diagnostics/area.ts';
import { cupsPrinters, parseLpstat } from '../../../src-main/platform/cups.ts';
import { nameOf } from '../../../src-main/platform/clean.ts';
import { parseSound } from '../../../src-main/platform/linux/devices.ts';
import { parseLsblk } from '../../../src-main/platform/linux/disks.ts';
import { linuxSources } from '../../../src-main/platform/linux.ts';
import { linuxNetwork } from '../../../src-main/platform/linux/network.ts';
import { linuxVolumes } from '../../../src-main/platform/linux/volumes.ts';
import { linuxWifi, parseNmcli } from '../../../src-main/platform/linux/wifi.ts';
import { createRunCommand, type RunCommand } from '../../../src-main/platform/run-command.ts';
import { createSystemFiles } from '../../../src-main/platform/system-files.ts';
import { probes } from '../../../src-main/probes/registry.ts';
import { runProbe } from '../../../src-main/probes/run-probe.ts';
import { fakeTools } from './fixtures.ts';

const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
const marker = join(folder, 'touched');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A real program that writes down what it was given; answers what each call was given so far. */
function recorder(name: string): () => readonly (readonly string[])[] {
  const record = join(folder, `${name}.record`);
  rmSync(record, { force: true });
  const script = `#!/bin/sh\nprintf '%s\\0' "$@" >> "${record}"\nprintf '\\1\\0' >> "${record}"\n`;
  writeFileSync(join(folder, name), script, { mode: 0o755 });
  return () =>
    readFileSync(record, 'utf8')
      .split('\u0001\0')
      .slice(0, -1)
      .map((call) => call.split('\0').slice(0, -1));
}

/** Names that a network, a drive or a program can really have. */
const hostile = [
  `$(touch ${marker})`,
  `$(touch\${IFS}${marker})`,
  `\`touch ${marker}\``,
  `x; touch ${marker}`,
  `x | touch ${marker}`,
  `--help`,
  `-o/etc/passwd`,
  '../../etc/passwd',
  '<img src=x onerror=alert(1)>',
  '\u001b[2J\u0007',
  'evil\u202Egpj.exe',
  `${'A'.repeat(5000)}`,
  '\u0000\u0001',
  '%s%n',
  '{"status":"ok"}',
  "'; DROP TABLE--",
  'Ω≈ç√∫˜µ',
  '💣'.repeat(200),
];

describe('hostile names', () => {
  it.each(hostile)('%s fits the schema', async (name) => {
    const oneLine = name.replace(/[\n\0]/g, '');
    const word = oneLine.replace(/\s/g, '_');
    const octal = oneLine.replaceAll(' ', '\\040');
    const tools = fakeTools(
      {
        [`/sys/class/net/${word.replaceAll('/', '_')}/phy80211/x`]: '',
        '/proc/self/mounts': `/dev/sda1 /media/${octal} ext4 rw 0 0\n`,
        '/proc/net/dev': `\n\n ${word}: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n`,
      },
      {
        nmcli: `yes:wlan0:${oneLine}:${oneLine}:1:2:3:${oneLine}:${oneLine}`,
        iw: `Connected to 9c:b6:d0:e1:77:4a (on x)\n\tSSID: ${oneLine}\n`,
      },
    );
    const volumes = await linuxVolumes(tools);
    expect(volumes.status === 'ok' && areaSchemas.volumes.safeParse(volumes.data).success).toBe(true);
    const wifi = await linuxWifi(tools);
    expect(wifi.status !== 'ok' || areaSchemas.wifi.safeParse(wifi.data).success).toBe(true);
    await linuxNetwork(tools);
    const printers = parseLpstat(`printer ${word} is idle.\n${word}-1 u 1 Mon Nov 23 09:58:40 2026\n`, 0);
    expect(areaSchemas.printers.safeParse(printers).success).toBe(true);
    expect(areaSchemas.audio.shape.devices.safeParse(parseSound(` 0 [x ]: y - ${oneLine}`, '')).success).toBe(
      true,
    );
    const tree = JSON.stringify({
      blockdevices: [{ name, type: 'disk', model: name, serial: name, size: 1 }],
    });
    expect(areaSchemas.disks.safeParse({ disks: parseLsblk(tree) }).success).toBe(true);
    expect(parseNmcli(`yes:${oneLine}`)).toBeDefined();
  });

  // A program cannot be given a NUL at all.
  it.each(hostile.filter((name) => !name.includes('\0')))(
    '%s is one argument of a real program, as it stands, and is never run',
    async (name) => {
      const said = recorder('lpoptions');
      const run = createRunCommand(`${folder}:/usr/bin:/bin`);
      expect(await run('lpoptions', ['-p', name])).toMatchObject({ status: 'ok', code: 0 });
      expect(said()).toEqual([['-p', name]]);
      expect(existsSync(marker)).toBe(false);
    },
  );

  it('of print queues go from one real program to the next only when they are plain', async () => {
    const queues = ['Office-2', ...hostile.map((name) => name.replace(/[\s\0]/g, ''))];
    writeFileSync(
      join(folder, 'lines'),
      ['scheduler is running', ...queues.map((name) => `printer ${name} is idle.`)].join('\n'),
    );
    writeFileSync(join(folder, 'lpstat'), `#!/bin/sh\ncat "${join(folder, 'lines')}"\n`, { mode: 0o755 });
    const said = recorder('lpoptions');
    const run = createRunCommand(`${folder}:/usr/bin:/bin`);
    const answer = await cupsPrinters({ ...fakeTools(), run });
    expect(answer.status === 'ok' && areaSchemas.printers.safeParse(answer.data).success).toBe(true);
    expect(said()).toEqual([['-p', 'Office-2']]);
    expect(existsSync(marker)).toBe(false);
  });

  it('never reach a command when they look like an option or hold anything unusual', async () => {
    const asked: string[] = [];
    const tools = fakeTools({ '/sys/class/net/--help/phy80211/x': '', '/sys/class/net/a;b/phy80211/x': '' });
    const run: RunCommand = async (program, args) => {
      asked.push([program, ...args].join(' '));
      return { status: 'missing', reason: 'none' };
    };
    await linuxWifi({ ...tools, run });
    expect(asked.filter((line) => line.includes('a;b') || line.startsWith('iw --help'))).toEqual([]);
  });

  it('are cut at the end of a word, so that no half secret is left', () => {
    expect(nameOf(`${'word '.repeat(31)}Margarete`)).toBe('word '.repeat(31).trim());
    expect(nameOf('x'.repeat(500))).toBeNull();
  });
});

describe('programs that misbehave', () => {
  const bin = (name: string, script: string) => {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  };
  const path = `${folder}:/usr/bin:/bin`;
  const tools = {
    files: createSystemFiles(),
    run: createRunCommand(path),
    env: {},
    now: () => Date.now(),
    sources: linuxSources,
    appBuiltAt: null,
  };
  const watch = () => performance.now();

  it('are stopped when they hang, and the others answer meanwhile', async () => {
    bin('lsblk', 'trap "" TERM; while true; do sleep 0.2; done');
    const began = performance.now();
    const [disks, uptime] = await Promise.all([
      runProbe({ ...probes.disks, limitMs: 700 }, tools, watch),
      runProbe(probes.uptime, tools, watch).then((result) => ({ result, after: performance.now() - began })),
    ]);
    expect(disks).toMatchObject({ status: 'failed', reason: 'no answer in 0.7 s' });
    expect(uptime.result.status).toBe('ok');
    expect(uptime.after).toBeLessThan(600);
  });

  it('are stopped by their own limit before the probe’s', async () => {
    const outcome = await tools.run('lsblk', [], { limitMs: 200 });
    expect(outcome).toEqual({ status: 'timeout', reason: 'lsblk did not answer in time' });
  });

  it('are cut off when they print without end', async () => {
    bin('lsblk', 'yes aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | head -c 10000000');
    const result = await runProbe(probes.disks, tools, watch);
    expect(result).toMatchObject({ status: 'failed', reason: 'lsblk printed too much' });
  });

  it('are no programs at all, and the probe says so', async () => {
    writeFileSync(join(folder, 'lsblk'), 'not a program');
    chmodSync(join(folder, 'lsblk'), 0o755);
    expect(await runProbe(probes.disks, tools, watch)).toMatchObject({ status: 'failed' });
  });

  it('may not be run: the probe answers denied', async () => {
    chmodSync(join(folder, 'lsblk'), 0o644);
    const run = createRunCommand(folder);
    expect(await runProbe(probes.disks, { ...tools, run }, watch)).toMatchObject({
      status: 'denied',
      reason: 'lsblk may not be run',
    });
  });

  it('see no shell and speak English', async () => {
    bin('lsblk', 'echo "$LC_ALL $1 $2"');
    expect(await tools.run('lsblk', [`$(touch ${marker})`, '; id'])).toMatchObject({
      status: 'ok',
      text: `C $(touch ${marker}) ; id\n`,
    });
    expect(existsSync(marker)).toBe(false);
  });

  it('are refused when they are not on the list', () => {
    expect(() => tools.run('rm', ['-rf', folder])).toThrow('not on the list');
    expect(() => tools.run('/bin/sh', ['-c', 'id'])).toThrow('not on the list');
  });
});

describe('a machine that tells nothing', () => {
  it('gets a reason for every area, never a blank', async () => {
    const tools = { ...fakeTools(), sources: linuxSources, appBuiltAt: null };
    for (const area of areaIds) {
      const result = await runProbe(probes[area], tools, () => performance.now());
      if (result.status !== 'ok') expect(result.reason.length, area).toBeGreaterThan(5);
      else expect(areaSchemas[area].safeParse(result.data).success, area).toBe(true);
    }
  });
});
