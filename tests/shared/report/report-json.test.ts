import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judge } from '../../../src-shared/findings/judge.ts';
import { publishedSchema, reportJson, reportJsonSchema } from '../../../src-shared/report/report-json.ts';
import { liveSample } from '../diagnostics/live-sample.ts';
import { DAY_S, machine, NOW } from '../findings/machine.ts';

const snapshot = machine({ uptime: { seconds: 38 * DAY_S } });
const report = reportJson({
  snapshot,
  judgement: judge(snapshot, { now: NOW }),
  generatedAt: NOW,
  vitals: [liveSample({ at: 1, cpuPercent: 5 })],
});

describe('the report for programs', () => {
  it('has what the snapshot holds, one entry for each rule, and what was left out', () => {
    expect(Object.keys(report)).toEqual([
      'schema',
      'areas',
      'rules',
      'withheld',
      'takenAt',
      'tookMs',
      'app',
      'platform',
      'vitals',
    ]);
    expect(report.rules.map(({ id }) => id)).toEqual(
      judge(snapshot, { now: NOW }).results.map(({ id }) => id),
    );
    expect(report.rules.find(({ id }) => id === 'OS-02')).toMatchObject({ result: 'fired' });
    expect(reportJsonSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });

  it('has its published schema in docs/report.schema.json (node scripts/report-schema.mjs writes it)', () => {
    const file = new URL('../../../docs/report.schema.json', import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(publishedSchema())));
  });

  it('refuses in the published schema what no report has', () => {
    const schema = publishedSchema();
    expect(schema).toMatchObject({ additionalProperties: false });
    expect(schema['required']).toEqual(expect.arrayContaining(['schema', 'areas', 'rules', 'withheld']));
  });
});
