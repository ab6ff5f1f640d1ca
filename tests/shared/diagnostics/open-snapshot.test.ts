import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaIds } from '../../../src-shared/diagnostics/area.ts';
import {
  MAX_SNAPSHOT_FILE,
  openSnapshot,
  SNAPSHOT_VERSION,
} from '../../../src-shared/diagnostics/open-snapshot.ts';
import { areaData, decodeSnapshot } from '../../../src-shared/diagnostics/snapshot.ts';
import { judge } from '../../../src-shared/findings/judge.ts';
import { openTroubleWords } from '../../../src-shared/words/snapshot-file-words.ts';
import { machine, NOW } from '../findings/machine.ts';

const whole = () => machine({});
const opened = (value: unknown) => openSnapshot(JSON.stringify(value));
const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/snapshots/${name}`, import.meta.url), 'utf8');

type Data = Readonly<Record<string, unknown>>;

/** A snapshot as a file would hold it, with the data of one area changed. */
function changed(area: string, change: (data: Data) => Data) {
  const file = JSON.parse(JSON.stringify(whole())) as { areas: Record<string, { data: Data }> };
  const part = file.areas[area];
  if (part === undefined) throw new Error(`no area ${area}`);
  part.data = change(part.data);
  return file;
}

describe('a snapshot from a file', () => {
  it('comes back as it was written', () => {
    const snapshot = whole();
    expect(opened(snapshot)).toEqual({ ok: true, value: { snapshot, unread: [] } });
    expect(openSnapshot(`\ufeff${JSON.stringify(snapshot, null, 2)}\n`).ok).toBe(true);
  });

  it('may stand inside a report, or be what the command line printed', () => {
    const snapshot = whole();
    expect(opened({ format: 'report', snapshot })).toMatchObject({ ok: true, value: { snapshot } });
    expect(opened({ ...snapshot, rules: [] })).toMatchObject({ ok: true, value: { snapshot } });
  });

  it('that was recorded by the first version opens with every area, and is judged', () => {
    const file = openSnapshot(fixture('schema-1-first.json'));
    if (!file.ok) throw new Error(openTroubleWords(file.error));
    expect(file.value.unread).toEqual([]);
    expect(Object.keys(file.value.snapshot.areas).length).toBeGreaterThan(15);
    expect(judge(file.value.snapshot, { now: NOW }).counts.ok).toBeGreaterThan(5);
    expect(decodeSnapshot(file.value.snapshot).ok).toBe(true);
  });

  it('of version 1, which named what was left out, opens with how much that was', () => {
    const file = opened({ ...whole(), schema: 1, withheld: ['os.kernel', 'os.hostName', 'no.such', 7] });
    expect(file).toMatchObject({
      ok: true,
      value: { snapshot: { schema: 2, withheld: [{ area: 'os', fields: 2, figures: 0, words: 2 }] } },
    });
  });

  it('that the first `collect --json` printed opens too, though it did not say when and on what', () => {
    const file = openSnapshot(fixture('collect-json-first.json'));
    if (!file.ok) throw new Error(openTroubleWords(file.error));
    expect(file.value.unread).toEqual([]);
    expect(file.value.snapshot).toMatchObject({ platform: 'other', withheld: [] });
    expect(new Date(file.value.snapshot.takenAt).getUTCFullYear()).toBe(2026);
  });
});

describe('a snapshot of a version that knew less or more', () => {
  it('reads what it did not know as not known, never as fine', () => {
    const snapshot = changed('os', ({ restartRequired: _gone, ...rest }) => ({
      ...rest,
      fromTheFuture: 'x',
    }));
    delete snapshot.areas['wifi'];
    const file = opened(snapshot);
    if (!file.ok) throw new Error('not opened');
    expect(areaData(file.value.snapshot, 'os')?.restartRequired).toBeNull();
    expect(JSON.stringify(file.value.snapshot)).not.toContain('fromTheFuture');
    const results = judge(file.value.snapshot, { now: NOW }).results;
    expect(results.find(({ id }) => id === 'NET-19')).toMatchObject({ result: 'unknown', cause: 'missing' });
  });

  it('loses an area that does not fit, and says which: a missing list is no empty list', () => {
    const file = opened(changed('volumes', () => ({})));
    if (!file.ok) throw new Error('not opened');
    expect(file.value.unread).toEqual(['volumes']);
    expect(file.value.snapshot.areas.volumes).toMatchObject({ status: 'failed' });
    const disk = judge(file.value.snapshot, { now: NOW }).results.find(({ id }) => id === 'DISK-01');
    expect(disk).toMatchObject({ result: 'unknown', cause: 'failed' });
  });

  it('loses an area with text that could not have come from this app', () => {
    const hostile = changed('os', (data) => ({ ...data, name: 'Debian\u202e\u001b[31m' }));
    expect(opened(hostile)).toMatchObject({ ok: true, value: { unread: ['os'] } });
  });
});

describe('a file that is none', () => {
  it.each([
    ['', 'empty'],
    ['  \n', 'empty'],
    ['{"schema":1,', 'not-json'],
    ['<!doctype html>', 'not-json'],
    ['[1,2]', 'not-snapshot'],
    ['"text"', 'not-snapshot'],
    ['{"name":"package","version":"1"}', 'not-snapshot'],
    ['{"areas":{}}', 'damaged'],
    ['{"schema":"1","areas":{}}', 'damaged'],
    ['{"schema":1,"areas":{}}', 'damaged'],
    [`{"schema":${SNAPSHOT_VERSION + 1},"areas":{}}`, 'newer'],
  ])('%j is told as %s', (text, why) => {
    const file = openSnapshot(text);
    expect(file).toMatchObject({ ok: false, error: { why } });
    if (!file.ok) expect(openTroubleWords(file.error)).toMatch(/^The file .*\.$/);
  });

  it('names the place that is damaged', () => {
    expect(opened({ ...whole(), takenAt: 'yesterday' })).toEqual({
      ok: false,
      error: { why: 'damaged', at: 'takenAt' },
    });
  });

  it('is not read when it is larger than any snapshot', () => {
    expect(openSnapshot(' '.repeat(MAX_SNAPSHOT_FILE + 1))).toMatchObject({ error: { why: 'too-large' } });
  });

  it('never throws, and whatever it lets in is a whole snapshot', () => {
    const areas = fc.dictionary(fc.constantFrom(...areaIds, '__proto__', 'constructor'), fc.jsonValue());
    const files = fc.oneof(
      fc.jsonValue(),
      fc.record({ schema: fc.jsonValue(), areas, takenAt: fc.jsonValue(), platform: fc.jsonValue() }),
      areas.map((some) => ({ ...whole(), areas: some })),
    );
    fc.assert(
      fc.property(files, (value) => {
        const file = opened(value);
        return !file.ok || decodeSnapshot(file.value.snapshot).ok;
      }),
    );
  });
});
