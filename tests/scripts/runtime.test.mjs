import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { launchArgs, launchEnv, sandboxArgs } from '../../scripts/runtime.mjs';
import { environmentRuntime } from '../../scripts/setup/runtime-present.mjs';

const folder = mkdtempSync(join(tmpdir(), 'alongside-runtime-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a runtime chosen by the environment', () => {
  test('is taken with the version that stands beside it', () => {
    writeFileSync(join(folder, 'electron'), '');
    writeFileSync(join(folder, 'version'), 'v45.0.0\n');
    const found = environmentRuntime({ ALONGSIDE_ELECTRON: join(folder, 'electron') });
    expect(found).toMatchObject({ dir: folder, version: '45.0.0', kind: 'environment' });
  });

  test('is refused when there is no such program', () => {
    expect(() => environmentRuntime({ ALONGSIDE_ELECTRON: join(folder, 'nothing') })).toThrow(/no program/);
  });

  test('is left alone when the environment says nothing', () => {
    expect(environmentRuntime({})).toBeUndefined();
  });
});

describe('starting Electron', () => {
  test('Chromium switches come before the app, its own flags after it', () => {
    const args = launchArgs({ switches: ['--user-data-dir=/x'], appDir: '/app', appArgs: ['--role=host'] });
    expect(args).toEqual([...sandboxArgs(), '--user-data-dir=/x', '/app', '--role=host']);
  });

  test('the sandbox is given up for root only', () => {
    expect(sandboxArgs().length).toBe(process.platform === 'linux' && process.getuid() === 0 ? 1 : 0);
  });

  test('nothing in the environment turns it into a plain Node', () => {
    process.env.ELECTRON_RUN_AS_NODE = '1';
    const env = launchEnv({ DISPLAY: ':7' });
    delete process.env.ELECTRON_RUN_AS_NODE;
    expect(env.ELECTRON_RUN_AS_NODE).toBeUndefined();
    expect(env.DISPLAY).toBe(':7');
  });
});
