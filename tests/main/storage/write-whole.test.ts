import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { comparisonSchema } from '../../../src-shared/findings/comparison.ts';
import { writeComparison } from '../../../src-main/services/compare-files.ts';
import { fixedFolder, saveFile } from '../../../src-main/services/save-file.ts';
import { createSettingsFile } from '../../../src-main/storage/settings-file.ts';
import { writeWhole } from '../../../src-main/storage/write-whole.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'whole-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

const mode = (path: string) => statSync(path).mode & 0o777;
const comparison = comparisonSchema.parse({
  before: { takenAt: 1, platform: 'linux', app: { version: '1', runtime: 'x' } },
  after: { takenAt: 2, platform: 'linux', app: { version: '1', runtime: 'x' } },
  compared: [],
  fineThroughout: 0,
  doubts: [],
});

describe.skipIf(process.platform === 'win32')('a file that is written', () => {
  it('is for its owner only, though one that everybody could read was there, and leaves nothing beside it', () => {
    const path = join(folder(), 'a.txt');
    writeFileSync(path, 'old', { mode: 0o644 });
    writeWhole(path, 'new');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(mode(path)).toBe(0o600);
    expect(readdirSync(join(path, '..'))).toEqual(['a.txt']);
  });

  it('takes the place of a link and never goes through it', () => {
    const here = folder();
    const theirs = join(here, 'theirs');
    writeFileSync(theirs, 'keep');
    symlinkSync(theirs, join(here, 'a.txt'));
    writeWhole(join(here, 'a.txt'), 'new');
    expect(readFileSync(theirs, 'utf8')).toBe('keep');
    expect(lstatSync(join(here, 'a.txt')).isSymbolicLink()).toBe(false);
  });

  it('goes through no link that somebody put where a part of it was expected', async () => {
    const here = folder();
    const theirs = join(here, 'theirs');
    writeFileSync(theirs, 'keep');
    const out = join(here, 'out');
    mkdirSync(out);
    for (const name of ['a.txt.part', 'settings.json.new', 'comparison.json', 'comparison.md'])
      symlinkSync(theirs, join(out, name));
    expect((await saveFile(fixedFolder(out), 'a.txt', 'x')).ok).toBe(true);
    createSettingsFile(out).write({ textSize: 150 });
    await writeComparison(out, comparison, String);
    expect(readFileSync(theirs, 'utf8')).toBe('keep');
    expect(mode(join(out, 'comparison.md'))).toBe(0o600);
  });

  it('leaves what was there, and no part, when it cannot be put in place', () => {
    const here = folder();
    mkdirSync(join(here, 'a.txt'));
    expect(() => writeWhole(join(here, 'a.txt'), 'new')).toThrow();
    expect(readdirSync(here)).toEqual(['a.txt']);
    expect(existsSync(join(here, 'missing'))).toBe(false);
  });
});
