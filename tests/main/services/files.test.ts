import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { receiptText } from '../../../src-main/services/receipt.ts';
import { fixedFolder, saveFile } from '../../../src-main/services/save-file.ts';
import { createSettingsFile } from '../../../src-main/storage/settings-file.ts';
import { defaultSettings } from '../../../src-shared/bridge/default-settings.ts';
import { idleSession } from '../../../src-shared/session/host-session-reducer.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'alongside-test-'));

describe('settings on disk', () => {
  it('are the defaults on the first start and survive a second one', () => {
    const path = folder();
    expect(createSettingsFile(path).read()).toEqual(defaultSettings);
    createSettingsFile(path).write({ technicianName: 'Dana', textSize: 150 });
    expect(createSettingsFile(path).read()).toEqual({
      technicianName: 'Dana',
      textSize: 150,
      theme: 'system',
      fastPicture: 'auto',
    });
  });

  it.each(['{"textSize": 7}', 'not json', '{"unknown": 1}'])(
    '%s is kept beside and counts as none',
    (text) => {
      const path = folder();
      writeFileSync(join(path, 'settings.json'), text);
      expect(createSettingsFile(path).read()).toEqual(defaultSettings);
      expect(readFileSync(join(path, 'settings.json.bad'), 'utf8')).toBe(text);
    },
  );
});

describe('saving a file', () => {
  it('writes it whole, and leaves no part behind', async () => {
    const path = folder();
    expect(await saveFile(fixedFolder(path), 'a.txt', 'x')).toEqual({
      ok: true,
      value: { path: join(path, 'a.txt') },
    });
    expect(readdirSync(path)).toEqual(['a.txt']);
  });

  it('says why it could not', async () => {
    const path = join(folder(), 'missing');
    expect(await saveFile(fixedFolder(path), 'a.txt', 'x')).toMatchObject({
      ok: false,
      error: { code: 'FILE_NOT_SAVED' },
    });
    expect(existsSync(path)).toBe(false);
  });

  it('writes nothing when the person thinks better of it', async () => {
    expect(await saveFile(() => Promise.resolve(null), 'a.txt', 'x')).toEqual({
      ok: true,
      value: { path: null },
    });
  });
});

describe('the receipt', () => {
  it('says who, what and when, in the order it happened', () => {
    const text = receiptText(
      {
        ...idleSession,
        phase: 'ended',
        technician: { name: 'Kevin M.', trust: 'not-verified', client: 'web', version: '1' },
        pairedAt: 1,
        endedAt: 9,
        endReason: 'stopped-by-key',
        events: [
          { at: 1, what: 'technician-joined', detail: 'Kevin M.' },
          { at: 2, what: 'granted', capability: 'screen', detail: 'Screen 1' },
          { at: 9, what: 'ended', detail: 'stopped-by-key' },
        ],
      },
      (at) => `t${at}`,
      null,
    );
    expect(text).toContain('"Kevin M.", not verified (web console)');
    expect(text).toMatch(/t1 .*joined[\s\S]*t2 .*see your screen \(Screen 1\)[\s\S]*t9 .*stopped by key/);
  });

  it('has one line for each thing that happened, whatever a window was called', () => {
    const text = receiptText(
      {
        ...idleSession,
        phase: 'ended',
        technician: { name: 'K\n  You stopped.', trust: 'not-verified', client: 'web', version: '1' },
        events: [
          { at: 1, what: 'technician-joined', detail: 'K\u202e\r\nx' },
          {
            at: 2,
            what: 'granted',
            capability: 'screen',
            detail: 'Letter\n  t3  You paused everything.\u001b[2J',
          },
        ],
      },
      (at) => `t${at}`,
      null,
    );
    expect(text).not.toMatch(/^ +t3|^ +You stopped|[\u001b\u202e\r]/m);
    expect(text).toContain('Letter');
  });
});
