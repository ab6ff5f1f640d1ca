import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MAX_SNAPSHOT_FILE } from '../../../src-shared/diagnostics/open-snapshot.ts';
import { readSnapshotFile } from '../../../src-main/services/compare-files.ts';
import { machine } from '../../shared/findings/machine.ts';

function fileWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'opened-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'a.json'), text);
  return join(folder, 'a.json');
}

const whole = () => JSON.stringify(machine({}));
const refusal = async (path: string) => {
  const opened = await readSnapshotFile(path);
  return opened.ok ? 'opened' : opened.error;
};

describe('a snapshot file given by its path', () => {
  it('opens, also through a link', async () => {
    const path = fileWith(whole());
    symlinkSync(path, `${path}.link`);
    expect(await refusal(path)).toBe('opened');
    expect(await refusal(`${path}.link`)).toBe('opened');
  });

  it.skipIf(process.platform === 'win32')(
    'is not read when it is a pipe, a device or a folder',
    { timeout: 5000 },
    async () => {
      const path = fileWith('');
      execFileSync('mkfifo', [`${path}.pipe`]);
      for (const special of [`${path}.pipe`, '/dev/zero', tmpdir()])
        expect(await refusal(special)).toBe('The file is not a plain file, so it was not read.');
    },
  );

  it.skipIf(process.platform !== 'linux')('is refused when the system claims it is empty', async () => {
    expect(await refusal('/proc/self/maps')).toMatch(/not JSON/);
  });

  it('is not read past any size that a snapshot has', async () => {
    const path = fileWith('{');
    truncateSync(path, MAX_SNAPSHOT_FILE * 4 + 1);
    expect(await refusal(path)).toMatch(/too large/);
  });

  it('half written, nested without end or with keys of an object itself, never throws', async () => {
    const deep = 4_000_000;
    for (const text of [
      whole().slice(0, -200),
      '['.repeat(deep),
      `${'{"areas":'.repeat(200_000)}1${'}'.repeat(200_000)}`,
      `{"schema":1,"areas":{"os":${'['.repeat(deep)}${']'.repeat(deep)}}}`,
      '{"schema":1,"takenAt":1,"platform":"linux","areas":{"os":{"__proto__":{"status":"ok"}}},"constructor":{"prototype":{"x":1}}}',
    ])
      expect(typeof (await refusal(fileWith(text)))).toBe('string');
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });

  it('cannot bring signs that move a terminal or turn a line around', async () => {
    for (const evil of ['\u001b]0;x\u0007', '\u202egnp', '\nFixed: all']) {
      const part = { status: 'failed', reason: `no${evil}`, ms: 0, at: 1, source: 'x' };
      const file = { ...machine({}), areas: { ...machine({}).areas, uptime: part } };
      const opened = await readSnapshotFile(fileWith(JSON.stringify(file)));
      if (!opened.ok) throw new Error(opened.error);
      expect(opened.value.unread).toEqual(['uptime']);
      const head = { ...machine({}), app: { version: evil, runtime: 'x' } };
      expect(await refusal(fileWith(JSON.stringify(head)))).toContain('damaged');
    }
  });
});
