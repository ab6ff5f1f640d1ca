import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { areaIds } from '../../src-shared/diagnostics/area.ts';
import { openSnapshot } from '../../src-shared/diagnostics/open-snapshot.ts';
import { decodeSnapshot } from '../../src-shared/diagnostics/snapshot.ts';
import { readCollectOptions } from '../../src-main/services/collect-options.ts';

const cli = fileURLToPath(new URL('../../src-main/collect-cli.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'collect-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function collect(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { maxBuffer: 1e7 }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

const plain = {
  out: null,
  json: false,
  pdf: false,
  areas: areaIds,
  redact: 'normal',
  level: 'normal',
  vitalsSeconds: 0,
};

describe('the words of the command line', () => {
  it.each([
    [['--json'], { ...plain, json: true }],
    [['--out', 'x', '--scopes', 'memory,uptime,memory'], { ...plain, out: 'x', areas: ['memory', 'uptime'] }],
    [['--out=x', '--redact=strict', '--areas=os'], { ...plain, out: 'x', redact: 'strict', areas: ['os'] }],
    [
      ['--out=x', '--pdf', '--level', 'essential', '--vitals=5'],
      { ...plain, out: 'x', pdf: true, level: 'essential', vitalsSeconds: 5 },
    ],
  ])('%j are understood', (args, options) =>
    expect(readCollectOptions(args)).toEqual({ kind: 'run', options }),
  );

  it.each([
    [[], 'Say where to'],
    [['--out'], '--out needs a value'],
    [['--json', '--areas', 'memroy'], 'Unknown area: memroy'],
    [['--json', '--redact', 'some'], '--redact is none, normal or strict'],
    [['--jsn'], 'Unknown word: --jsn'],
    [['--json', '--areas', ','], 'Unknown area'],
    [['--out', '--json'], '--out needs a value'],
    [['--json', '--level', 'some'], '--level is essential, normal, everything'],
    [['--json', '--vitals', '-1'], '--vitals is 0 to 600 seconds'],
    [['--json', '--pdf'], '--pdf needs --out DIR'],
    [['constructor', 'x'], 'Unknown word: constructor'],
  ])('%j are refused by name', (args, message) => {
    expect(readCollectOptions(args)).toMatchObject({
      kind: 'wrong',
      message: expect.stringContaining(message),
    });
  });
});

describe('npm run collect', () => {
  it(
    'writes a snapshot and a report, with progress on standard error only',
    { timeout: 60_000 },
    async () => {
      const { code, stdout, stderr } = await collect('--out', folder);
      expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
      expect(stderr).toContain('memory');
      const text = readFileSync(join(folder, 'snapshot.json'), 'utf8');
      const snapshot = decodeSnapshot(JSON.parse(text));
      expect(snapshot.ok && Object.keys(snapshot.value.areas).toSorted()).toEqual([...areaIds].toSorted());
      const report = readFileSync(join(folder, 'report.html'), 'utf8');
      expect(report).toContain('<!doctype html>');
      if (hostname().length > 4) expect(text + report).not.toContain(hostname());
    },
  );

  it(
    'prints one JSON object with an entry for each area asked and each rule',
    { timeout: 60_000 },
    async () => {
      const { code, stdout } = await collect('--json', '--areas', 'uptime,memory', '--redact', 'strict');
      const printed: Record<string, unknown> = JSON.parse(stdout);
      expect(code).toBe(0);
      expect(Object.keys(printed).slice(0, 4)).toEqual(['schema', 'areas', 'rules', 'withheld']);
      expect(openSnapshot(stdout)).toMatchObject({ ok: true, value: { unread: [] } });
      expect(Object.keys(printed['areas'] ?? {}).toSorted()).toEqual(['memory', 'uptime']);
      expect(printed['withheld']).toContainEqual(expect.objectContaining({ area: 'os' }));
      expect(stdout).not.toContain('os.hostName');
      expect(printed['rules']).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            id: 'MEM-01',
            result: expect.stringMatching(/ok|fired/),
            evidence: expect.any(Object),
          }),
        ]),
      );
    },
  );

  it('ends with 2 on a wrong word and with 1 when it cannot write', { timeout: 60_000 }, async () => {
    expect(await collect('--nope')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('--help'),
    });
    const inTheWay = join(folder, 'snapshot.json', 'x');
    expect(await collect('--areas', 'uptime', '--out', inTheWay)).toMatchObject({ code: 1 });
    expect(await collect('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('--redact') });
  });
});
