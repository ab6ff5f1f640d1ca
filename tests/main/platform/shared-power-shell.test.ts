import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  createRunCommand,
  startProgram,
  type CommandOutcome,
  type RunCommand,
} from '../../../src-main/platform/run-command.ts';
import { sharePowerShell } from '../../../src-main/platform/windows/shared-power-shell.ts';
import { windowsServices, windowsStartup } from '../../../src-main/platform/windows/windows-health.ts';
import { windowsUpdates } from '../../../src-main/platform/windows/windows-updates.ts';
import { fakeFiles, fixture } from '../probes/fixtures.ts';

/*
 * In the place of PowerShell stands a program that answers as the prologue says PowerShell does, with recorded output.
 * What a script does, its own words say: "hang", "die", "fail", "flood", "endless", or the fixture that fits it.
 */
const recorded = [
  ['Win32_Service', fixture('win32/services.json')],
  ['StartupApproved', fixture('win32/startup.json')],
  ['QueryHistory', fixture('win32/updates-past.json')],
  ['IsInstalled=0', fixture('win32/updates-waiting.json')],
] as const;

const standIn = `#!${process.execPath}
const { appendFileSync } = require('node:fs');
const recorded = ${JSON.stringify(recorded.map(([word, text]) => [word, JSON.stringify(JSON.parse(text))]))};
const command = process.argv.at(-1);
appendFileSync(__filename + '.starts', command === '-' ? 'shared\\n' : 'alone\\n');
const is = (script, word) => new RegExp('\\\\b' + word + '\\\\b').test(script);
const answerOf = (script) => recorded.find(([word]) => script.includes(word))?.[1] ?? JSON.stringify({ said: script.slice(-20) });
if (command !== '-') {
  if (is(command, 'hang')) setInterval(() => undefined, 1000);
  else process.stdout.write(answerOf(command));
} else {
  let mark = '';
  console.log('PS C:\\\\> a remark of the shell');
  require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
    mark ||= /WriteLine\\("(@@\\d+:)"/.exec(line)?.[1] ?? '';
    const asked = /^Ask (\\d+) '(.*)'$/.exec(line);
    if (!asked) return;
    const script = asked[2].replaceAll("''", "'");
    const answer = (failed, text) => console.log(mark + asked[1] + ' ' + failed + ' ' + text);
    if (is(script, 'die')) process.exit(3);
    else if (is(script, 'fail')) answer(1, '');
    else if (is(script, 'flood')) answer(0, 'x'.repeat(3_000_000));
    else if (is(script, 'endless')) setInterval(() => process.stdout.write('x'.repeat(1_000_000)), 1);
    else if (!is(script, 'hang')) setTimeout(() => answer(0, answerOf(script)), is(script, 'slow') ? 300 : 20);
  });
}
`;

interface Machine {
  readonly run: RunCommand;
  /** How often it was started, for all and for one. */
  starts(): { readonly shared: number; readonly alone: number };
}

function machine(): Machine {
  const folder = mkdtempSync(join(tmpdir(), 'shared-shell-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const program = join(folder, 'powershell.exe');
  writeFileSync(program, standIn, { mode: 0o755 });
  const count = (word: string) => {
    const said = readFileSync(`${program}.starts`, 'utf8').split('\n');
    return said.filter((line) => line === word).length;
  };
  return {
    run: sharePowerShell(createRunCommand(folder), (args) => startProgram('powershell.exe', args, folder)),
    starts: () => ({ shared: count('shared'), alone: count('alone') }),
  };
}

const ask = ({ run }: Machine, script: string, limitMs = 5000): Promise<CommandOutcome> =>
  run('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script], { limitMs });
const said = (script: string) => ({ status: 'ok', text: JSON.stringify({ said: script }), code: 0 });

describe('one PowerShell for all who ask it', { timeout: 20_000 }, () => {
  it('answers the areas from one start, as one for each would', async () => {
    const one = machine();
    const signal = new AbortController().signal;
    const tools = { run: one.run, files: fakeFiles({}), env: {}, now: () => Date.UTC(2026, 10, 24), signal };
    const [services, startup, updates] = await Promise.all([
      windowsServices(tools),
      windowsStartup(tools),
      windowsUpdates(tools),
    ]);
    expect(services).toMatchObject({ status: 'ok', data: { failedCount: expect.any(Number) } });
    expect(startup).toMatchObject({ status: 'ok', data: { programCount: expect.any(Number) } });
    expect(updates).toMatchObject({ status: 'ok', data: { pending: expect.any(Number) } });
    expect(one.starts()).toEqual({ shared: 1, alone: 0 });
  });

  it('gives each its own answer, whoever is ready first, quotes and all', async () => {
    const one = machine();
    const scripts = ["slow 'a'", "'it''s' b", 'c'];
    expect(await Promise.all(scripts.map((script) => ask(one, script)))).toEqual(scripts.map(said));
  });

  it('lets a script that fails, hangs or floods cost nobody else anything', async () => {
    const one = machine();
    const scripts = ['fail', 'hang', 'flood', 'slow d'];
    const outcomes = await Promise.all(scripts.map((script) => ask(one, script, 1500)));
    expect(outcomes).toEqual([
      { status: 'ok', text: '', code: 1 },
      { status: 'timeout', reason: 'powershell.exe did not answer in time' },
      { status: 'too-much', reason: 'powershell.exe printed too much' },
      said('slow d'),
    ]);
    // What hangs is not kept for the next look.
    expect(await ask(one, 'e')).toEqual(said('e'));
    expect(one.starts()).toEqual({ shared: 2, alone: 0 });
  });

  it.each(['die', 'endless'])('asks alone, from then on, when the shell itself ends (%s)', async (how) => {
    const one = machine();
    const outcomes = await Promise.all([ask(one, 'slow f'), ask(one, how), ask(one, 'g slow')]);
    expect(outcomes).toEqual([said('slow f'), said(how), said('g slow')]);
    expect(await ask(one, 'h')).toEqual(said('h'));
    expect(one.starts()).toEqual({ shared: 1, alone: 4 });
  });

  it('stops waiting when a probe’s own time is up', async () => {
    const one = machine();
    const limit = new AbortController();
    const args = ['-NoProfile', '-NonInteractive', '-Command', 'hang'];
    const asked = one.run('powershell.exe', args, { signal: limit.signal, limitMs: 60_000 });
    setTimeout(() => limit.abort(), 200);
    expect((await asked).status).toBe('timeout');
  });

  it('leaves alone what is no plain script on one line', async () => {
    const one = machine();
    expect((await ask(one, 'i\nj')).status).toBe('ok');
    expect((await ask(one, 'ü')).status).toBe('ok');
    expect(one.starts()).toEqual({ shared: 0, alone: 2 });
  });

  it('says that there is none where there is none', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-shell-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const start = (args: readonly string[]) => startProgram('powershell.exe', args, folder);
    const run = sharePowerShell(createRunCommand(folder), start);
    const args = ['-NoProfile', '-NonInteractive', '-Command', 'k'];
    expect(await run('powershell.exe', args)).toMatchObject({ status: 'missing' });
  });
});
