import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { withLock } from '../../scripts/lib/lock.mjs';
import { choosePort } from '../../scripts/lib/ports.mjs';

const folder = mkdtempSync(join(tmpdir(), 'alongside-lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('two commands never do the locked work at one time', async () => {
  const events = [];
  const work = (name) => async () => {
    events.push(`${name} starts`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    events.push(`${name} ends`);
  };
  await Promise.all([withLock(folder, 'a', work('one')), withLock(folder, 'a', work('two'))]);
  expect(events.filter((_, i) => i % 2 === 1).every((event) => event.endsWith('ends'))).toBe(true);
  expect(existsSync(join(folder, 'a.lock'))).toBe(false);
});

test('a lock whose owner is gone is taken over', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(join(folder, 'b.lock'), String(pid));
  await expect(withLock(folder, 'b', () => 'done', 5)).resolves.toBe('done');
});

test('a taken port is left alone and another one chosen', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address();
  const chosen = await choosePort(port, '127.0.0.1');
  taken.close();
  expect(chosen).not.toBe(port);
  expect(chosen).toBeGreaterThan(0);
});
