import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { areaIds, type AreaId } from '../../../src-shared/diagnostics/area.ts';
import type { ProbeResult } from '../../../src-shared/diagnostics/probe-result.ts';
import { linuxSources } from '../../../src-main/platform/linux.ts';
import { allowedPrograms, createRunCommand } from '../../../src-main/platform/run-command.ts';
import { createSystemFiles } from '../../../src-main/platform/system-files.ts';
import { probes } from '../../../src-main/probes/registry.ts';
import { runProbe } from '../../../src-main/probes/run-probe.ts';

const LIMIT_MS = 1500;

/** Something in the place of every program that this app may start, and the areas that come out of it. */
async function lookWith(
  script: string,
): Promise<{ folder: string; found: Map<AreaId, ProbeResult<unknown>> }> {
  const folder = mkdtempSync(join(tmpdir(), 'replaced-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const program of allowedPrograms)
    writeFileSync(join(folder, basename(program)), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const tools = {
    files: createSystemFiles(),
    run: createRunCommand(folder),
    env: process.env,
    now: () => Date.now(),
    sources: linuxSources,
    appBuiltAt: null,
  };
  const found = new Map<AreaId, ProbeResult<unknown>>();
  await Promise.all(
    areaIds.map(async (area) => {
      const limitMs = Math.min(LIMIT_MS, probes[area].limitMs);
      found.set(area, await runProbe({ ...probes[area], limitMs }, tools, () => performance.now()));
    }),
  );
  return { folder, found };
}

/** Areas that need no program: whatever programs do, these answer. */
const fromFiles = [
  'os',
  'uptime',
  'cpu',
  'load',
  'memory',
  'volumes',
  'network',
  'route',
  'processes',
] as const;

function expectAnswers(found: ReadonlyMap<AreaId, ProbeResult<unknown>>): void {
  expect([...found.keys()].toSorted()).toEqual([...areaIds].toSorted());
  for (const [area, result] of found) {
    if (result.status === 'ok') continue;
    expect(result.reason.length, area).toBeGreaterThan(4);
    expect(result.reason, area).not.toContain('stopped with an error');
    expect(result.reason, area).not.toContain('does not fit');
  }
  for (const area of fromFiles) expect(found.get(area)?.status, area).toBe('ok');
}

/** Programs of a folder that still run. */
function leftRunning(folder: string): readonly string[] {
  return readdirSync('/proc').filter((id) => {
    try {
      return /^\d+$/.test(id) && readFileSync(`/proc/${id}/environ`, 'utf8').includes(`PATH=${folder}`);
    } catch {
      return false; // ended meanwhile
    }
  });
}

describe.skipIf(process.platform !== 'linux')('programs replaced by others', { timeout: 60_000 }, () => {
  it('that hang cost only what needs them, and none is left running', async () => {
    const { folder, found } = await lookWith('trap "" TERM; exec /bin/sleep 60');
    expectAnswers(found);
    await expect.poll(() => leftRunning(folder), { timeout: 5000 }).toEqual([]);
  });

  it.each([
    ['hang with a child that hangs', 'trap "" TERM; /bin/sleep 60 & /bin/sleep 60'],
    ['end and leave a child that holds their output', '/bin/sleep 60 & exit 0'],
    ['end and leave a child that says nothing', '/bin/sleep 60 >/dev/null 2>&1 & echo a: 1'],
    ['flood through a child', '/usr/bin/yes flood & /bin/sleep 60'],
  ])('that %s leave nothing running', async (_what, script) => {
    const { folder, found } = await lookWith(script);
    expectAnswers(found);
    await expect.poll(() => leftRunning(folder), { timeout: 5000 }).toEqual([]);
  });

  it('that print without end cost only what needs them, and none is left running', async () => {
    const { folder, found } = await lookWith('exec /usr/bin/yes "$0 : 1 = [{\\"a\\": 1, }], (evil)"');
    expectAnswers(found);
    await expect.poll(() => leftRunning(folder), { timeout: 5000 }).toEqual([]);
  });

  it('that crash cost only what needs them', async () => {
    expectAnswers((await lookWith('printf "half a li"; kill -SEGV $$')).found);
  });

  it.each([
    [
      'broken UTF-8',
      String.raw`printf '\377\376\300\200 \355\240\200: \303(\n\200=\377\n{"blockdevices":[{"name":"\377"}]}'`,
    ],
    ['nothing', ':'],
    ['only an error', 'echo "cannot open display" >&2; exit 1'],
    ['JSON of another kind', `echo '{"blockdevices":{"__proto__":[1]},"a":null}'`],
    ['an array', 'echo "[null, 1, [], {}]"'],
    ['control characters', String.raw`printf 'a\033[2Jb\007: \033]0;x\007=1\rSSID: \342\200\256evil\n'`],
  ])('that print %s cost only what needs them', async (_what, script) => {
    expectAnswers((await lookWith(script)).found);
  });
});
