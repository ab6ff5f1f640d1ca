import { describe, expect, it } from 'vitest';
import type { Withheld } from '../../../src-shared/diagnostics/withheld.ts';
import { judge } from '../../../src-shared/findings/judge.ts';
import { reportHtml } from '../../../src-shared/report/report-html.ts';
import { escapeMarkdown, reportMarkdown } from '../../../src-shared/report/report-markdown.ts';
import { DAY_S, machine, NOW, printer, type AreasPatch } from '../findings/machine.ts';

const noteOf = (patch: AreasPatch, withheld: Withheld[] = []) => {
  const snapshot = { ...machine(patch), withheld };
  return reportMarkdown({ snapshot, judgement: judge(snapshot, { now: NOW }), generatedAt: NOW });
};

describe("the ticket's note", () => {
  it('says how old an answer is that was kept from an earlier look', () => {
    const now = machine();
    const { system } = now.areas;
    if (system === undefined) throw new Error('no system');
    const kept = { ...now, areas: { ...now.areas, system: { ...system, at: now.takenAt - 3 * 3_600_000 } } };
    const input = { judgement: judge(now, { now: NOW }), generatedAt: NOW };
    expect(reportMarkdown({ ...input, snapshot: kept })).toContain('### Computer (asked 3 hours before)');
    expect(reportHtml({ ...input, snapshot: kept })).toMatch(/, asked 3 hours before<\/small>/);
    expect(reportMarkdown({ ...input, snapshot: now })).not.toContain('hours before');
  });

  it('names findings first, effects under their cause, then facts and what is not known', () => {
    const note = noteOf({
      uptime: { seconds: 38 * DAY_S },
      os: { restartRequired: true },
      time: { offsetMs: null },
    });
    expect(note).toContain(
      '- **No restart for 38 days** (Medium): up 38 d; limit 30 days; OS-02; test uptime\n' +
        '  - **Restart pending for an update** (Medium): a restart is pending; UPD-01; test os',
    );
    expect(note).toMatch(/^2 found, \d\d+ fine, 1 not known, \d+ not needed here\.$/m);
    expect(note).toContain('- TIME-01 Time on your clock. Not known: no trusted clock was asked');
    expect(note.match(/^#+ .*/gm)?.slice(0, 4)).toEqual([
      '# Diagnosis, 24 November 2026',
      '## Findings',
      '## Facts',
      '### Computer',
    ]);
  });

  it('says how much of which area the person left out, not what', () => {
    const note = noteOf({}, [{ area: 'os', fields: 3, figures: 0, words: 2 }]);
    expect(note).toContain('## Left out by the person\n\n3 fields: System (3).');
  });

  it.each([
    '# heading',
    '[a](javascript:alert(1))',
    '<script>alert(1)</script>',
    '![x](http://evil.invalid)',
    '`code`',
    '| a | b |',
    '**bold**',
    '@everybody',
    'http://evil.invalid/x',
    'line\nbreak\n# next',
    'www.evil.invalid/x',
    'x_www.evil.invalid',
    'mailto:a@evil.invalid',
    'a$x$b $$y$$',
    'http\u200b://evil.invalid',
  ])('gives a printer no way to format: %s', (name) => {
    const note = noteOf({ printers: { printers: [{ ...printer, name, jobs: 9, oldestJobSeconds: 9999 }] } });
    const lines = note.split('\n').filter((line) => line.includes('PRN-02'));
    expect(lines.length).toBe(1);
    expect(note).toContain(escapeMarkdown(name));
    expect(note).not.toMatch(/<script|[^\\]\]\(|[^\\]!\[|http:\/\/|@[a-z]|^# next|www\.|[^\\]\$/m);
  });
});
