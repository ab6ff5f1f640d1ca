import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { nodeCollector } from '../../../src-main/services/node-collector.ts';

const file = fileURLToPath(new URL('leaving-child.ts', import.meta.url));

/** Numbers of the programs that this process has started. */
function startedBy(pid: number): readonly number[] {
  try {
    return execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map(Number);
  } catch {
    return [];
  }
}
/** One that has ended may still be listed, until somebody asks how. */
function lives(pid: number): boolean {
  try {
    const state = execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
    return !state.startsWith('Z');
  } catch {
    return false;
  }
}
async function begin() {
  const child = nodeCollector(file)();
  const pid = await new Promise<number>((resolve) =>
    child.onMessage((message) => resolve((message as { pid: number }).pid)),
  );
  let program: number | undefined;
  for (let n = 0; n < 100 && program === undefined; n += 1) {
    [program] = startedBy(pid);
    if (program === undefined) await pause(20);
  }
  if (program === undefined) throw new Error('no program');
  return { child, pid, program };
}
async function gone(pid: number): Promise<boolean> {
  for (let n = 0; n < 150 && lives(pid); n += 1) await pause(20);
  return !lives(pid);
}

test('what the collector has started ends with it', async () => {
  const { child, pid, program } = await begin();
  child.kill();
  expect([await gone(pid), await gone(program)]).toEqual([true, true]);
});

test('one that hangs is killed all the same', async () => {
  const { child, pid, program } = await begin();
  child.post('hang');
  await pause(100);
  child.kill();
  expect(await gone(pid)).toBe(true);
  if (lives(program)) process.kill(program, 'SIGKILL'); // nobody was left to end it
});
