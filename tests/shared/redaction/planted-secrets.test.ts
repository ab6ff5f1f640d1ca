import { describe, expect, it } from 'vitest';
import { areaIds } from '../../../src-shared/diagnostics/area.ts';
import { canonicalJson, type Json } from '../../../src-shared/diagnostics/canonical-json.ts';
import { fields } from '../../../src-shared/diagnostics/fields.ts';
import { judge } from '../../../src-shared/findings/judge.ts';
import { learnIdentity, nobody, SecretList } from '../../../src-shared/redaction/learnt-secrets.ts';
import { createPseudonyms } from '../../../src-shared/redaction/pseudonym.ts';
import { redactSnapshot } from '../../../src-shared/redaction/redact-snapshot.ts';
import { createScrubber } from '../../../src-shared/redaction/scrub-text.ts';
import { reportHtml } from '../../../src-shared/report/report-html.ts';
import { reportJson } from '../../../src-shared/report/report-json.ts';
import { reportMarkdown } from '../../../src-shared/report/report-markdown.ts';
import { readPlainly, unicodeDisguises } from './disguises.ts';
import { disguisesUsed, found, plantedMachine, type Planted } from './planted-secrets.ts';

const NOW = Date.UTC(2026, 10, 24);
const RUNS = 20;

/** Everything that may leave this computer, or be passed on by the person. */
function everythingSent(seed: number): { planted: readonly Planted[]; sent: readonly string[] } {
  const { snapshot: raw, identity, planted } = plantedMachine(seed);
  const key = new Uint8Array(32).fill(seed & 255);
  const { snapshot, rows } = redactSnapshot(raw, { key, identity, withheld: new Set() });
  const input = { snapshot, judgement: judge(snapshot, { now: NOW }), generatedAt: NOW };
  const json: Json = JSON.parse(JSON.stringify(snapshot));
  return {
    planted,
    sent: [
      canonicalJson(json),
      JSON.stringify(input.judgement),
      reportHtml(input),
      reportMarkdown(input),
      JSON.stringify(reportJson(input)),
      rows.map((row) => row.sent).join('\n'),
    ],
  };
}

describe('planted secrets', () => {
  it(
    'in thousands, in every field and every disguise: none is in the bytes sent, the findings or a report',
    { timeout: 120_000 },
    () => {
      let count = 0;
      const places = new Set<string>();
      const disguises = new Set<string>();
      for (let seed = 1; seed <= RUNS; seed += 1) {
        const { planted, sent } = everythingSent(seed);
        expect({ seed, found: found(planted, sent) }).toEqual({ seed, found: [] });
        count += planted.length;
        for (const { where, how } of planted) {
          places.add(where);
          disguises.add(how);
        }
      }
      expect(count).toBeGreaterThan(2000);
      const texts = fields.filter(({ kind }) => kind !== 'none').map(({ path }) => path);
      expect(texts.filter((path) => !places.has(path))).toEqual([]);
      for (const area of areaIds) expect(places.has(`${area} source`)).toBe(true);
      expect(disguisesUsed(disguises)).toBe(true);
    },
  );

  it('are found under any two disguises, one on top of the other', { timeout: 60_000 }, () => {
    const secrets = ['margarete', 'frontdesk-7741'];
    const list = new SecretList();
    learnIdentity(list, { ...nobody, userNames: secrets.slice(0, 1), hostNames: secrets.slice(1) });
    const scrub = createScrubber(list.longestFirst(), createPseudonyms(new Uint8Array(32)));
    const dresses = Object.entries(unicodeDisguises);
    const told = dresses.flatMap(([inner, first]) =>
      dresses.flatMap(([outer, second]) =>
        secrets
          .filter((secret) => readPlainly(scrub(`log ${second(first(secret))} end`)).includes(secret))
          .map((secret) => `${secret}: ${outer} over ${inner}`),
      ),
    );
    expect(told).toEqual([]);
  });

  it('are found by the search when nothing is hidden', () => {
    const { snapshot, planted } = plantedMachine(1);
    const seen = new Set(found(planted, [JSON.stringify(snapshot)]).map((line) => line.split(',')[0]));
    expect(
      planted.filter(({ where }) => !seen.has(where)).map(({ where, how }) => `${where} ${how}`),
    ).toEqual([]);
  });
});
