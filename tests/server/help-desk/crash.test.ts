import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runRecordsCommand } from '../../../src-server/records-command.ts';
import { testConfig } from '../test-server.ts';
import { killedUnderLoad } from './crash-story.ts';

test('killed under load, the server has every ticket it acknowledged, and its records are whole', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'alongside-crash-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  await killedUnderLoad({ ALONGSIDE_DATA_DIR: dataDir }, 1);
  const lines: string[] = [];
  await runRecordsCommand('verify', [], testConfig({ ALONGSIDE_DATA_DIR: dataDir }), {
    say: (line) => void lines.push(line),
  });
  expect(lines.join()).toContain('Verified');
}, 60_000);
