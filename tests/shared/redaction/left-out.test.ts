import { describe, expect, it } from 'vitest';
import { areaSchemas } from '../../../src-shared/diagnostics/area-schemas.ts';
import { areaIds } from '../../../src-shared/diagnostics/area.ts';
import { fields, fieldsByPath } from '../../../src-shared/diagnostics/fields.ts';
import { emptySnapshot, mergePart, type Snapshot } from '../../../src-shared/diagnostics/snapshot.ts';
import { compareSnapshots } from '../../../src-shared/findings/comparison.ts';
import { judge } from '../../../src-shared/findings/judge.ts';
import { nobody } from '../../../src-shared/redaction/learnt-secrets.ts';
import { redactSnapshot } from '../../../src-shared/redaction/redact-snapshot.ts';
import { reportHtml } from '../../../src-shared/report/report-html.ts';
import { reportJson } from '../../../src-shared/report/report-json.ts';
import { reportMarkdown } from '../../../src-shared/report/report-markdown.ts';
import { sampleOf } from '../diagnostics/schema-leaves.ts';

const NOW = Date.UTC(2026, 10, 24);
const markOf = new Map(fields.map(({ path }, index) => [path, `QZ${index}XK`]));

/** Every text field holds a mark of its own. */
function marked(): Snapshot {
  const empty = emptySnapshot({ takenAt: 1, app: { version: '1', runtime: 'test' }, platform: 'linux' });
  return areaIds.reduce((whole, area) => {
    const data = sampleOf(areaSchemas[area], (path) => markOf.get(`${area}.${path}`) ?? 'plain');
    const merged = mergePart(whole, area, { status: 'ok', data, ms: 1, at: 2, source: 'x' });
    if (!merged.ok) throw new Error(merged.error.detail);
    return merged.value;
  }, empty);
}

/** Everything that may leave when these fields are left out. */
function sentWithout(raw: Snapshot, withheld: ReadonlySet<string>): string {
  const { snapshot, rows } = redactSnapshot(raw, { key: new Uint8Array(32), identity: nobody, withheld });
  const input = { snapshot, judgement: judge(snapshot, { now: NOW }), generatedAt: NOW };
  return [
    JSON.stringify([snapshot, input.judgement, reportJson(input), compareSnapshots(snapshot, snapshot)]),
    reportHtml(input),
    reportMarkdown(input),
    rows.map(({ sent }) => sent).join('\n'),
  ].join('\n');
}

describe('a field that is left out', { timeout: 120_000 }, () => {
  const raw = marked();
  const texts = fields.filter(({ kind }) => kind !== 'none');

  it('is in nothing that leaves: not in facts, findings, comparison or any report', () => {
    const told = texts.filter(({ path }) => {
      const sent = sentWithout(raw, new Set([path]));
      return sent.includes(markOf.get(path) ?? '') || sent.includes(`"${path}"`);
    });
    expect(told.map(({ path }) => path)).toEqual([]);
  });

  it('is found by the search when it is not left out', () => {
    const sent = sentWithout(raw, new Set());
    const free = texts.filter(({ kind }) => kind === 'text');
    expect(free.length).toBeGreaterThan(50);
    expect(free.filter(({ path }) => !sent.includes(markOf.get(path) ?? '')).map(({ path }) => path)).toEqual(
      [],
    );
  });

  it('is named by no report when every field is left out', () => {
    const sent = sentWithout(raw, new Set(fieldsByPath.keys()));
    expect(texts.filter(({ path }) => sent.includes(markOf.get(path) ?? ''))).toEqual([]);
    expect(fields.filter(({ path }) => sent.includes(path))).toEqual([]);
  });
});
