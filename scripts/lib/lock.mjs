import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SetupError, say } from './progress.mjs';

const POLL_MS = 200;

/**
 * Runs `work` while no other process of ours holds the lock `name` in `dir`: two commands started together must not
 * build or install the same thing twice. A lock whose owner is gone is taken over.
 */
export async function withLock(dir, name, work, limitSeconds = 900) {
  const lock = join(dir, `${name}.lock`);
  mkdirSync(dir, { recursive: true });
  const deadline = Date.now() + limitSeconds * 1000;
  for (let told = false; !take(lock);) {
    if (!told) say(`Waiting: another command is at work on ${name}.`);
    told = true;
    if (Date.now() > deadline)
      throw new SetupError(`The lock ${lock} was not released in ${limitSeconds} s.`);
    await delay(POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function take(lock) {
  try {
    // exclusive creation with the content in one call, so a reader never sees an ownerless lock for long
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (!ownerIsGone(lock)) return false;
  rmSync(lock, { force: true });
  return false;
}

function ownerIsGone(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    if (!Number.isInteger(pid) || pid <= 0) return false;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
