import { keptWords } from './facts-part.ts';
import { areaTitles, describeFacts } from '../diagnostics/facts.ts';
import { formatDuration } from '../diagnostics/format-value.ts';
import type { Snapshot } from '../diagnostics/snapshot.ts';
import { countWithheld } from '../diagnostics/withheld.ts';
import type { VitalsSample } from '../diagnostics/vitals.ts';
import type { Finding, Judgement, Unknown } from '../findings/finding.ts';
import { topFindings } from '../findings/judge.ts';
import { deskWords, topicWords, unknownWords } from '../words/finding-words.ts';
import { date, plural } from '../words/format.ts';
import type { ReportInput } from './report-html.ts';
import { vitalsSeries, watchedSeconds } from './vitals-series.ts';

/** The report as a ticket's note: in the desk's words, findings first; texts from the machine cannot format anything. */
export function reportMarkdown({ snapshot, judgement, generatedAt, vitals = [] }: ReportInput): string {
  const { counts } = judgement;
  const parts = [
    `# Diagnosis, ${date(snapshot.takenAt)}`,
    `${counts.fired} found, ${counts.ok} fine, ${counts.unknown} not known, ${counts.notRelevant} not needed here.`,
    '## Findings',
    findingLines(judgement) || 'No problems found.',
    ...vitalsLines(vitals),
    '## Facts',
    factLines(snapshot),
    '## Not known',
    unknownLines(judgement) || 'Nothing.',
    ...withheldLines(snapshot, judgement),
    `Made by Alongside ${escapeMarkdown(snapshot.app.version)}, ${date(generatedAt)}. Names and numbers that point to people are hidden.`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function findingLines(judgement: Judgement): string {
  const byId = new Map(judgement.findings.map((finding) => [finding.id, finding]));
  return topFindings(judgement, judgement.findings.length)
    .flatMap((finding) => [
      findingLine(finding, ''),
      ...finding.explains.flatMap((id) => byId.get(id) ?? []).map((effect) => findingLine(effect, '  ')),
    ])
    .join('\n');
}

function findingLine(finding: Finding, indent: string): string {
  const { title, severity, value, limit, note } = deskWords(finding);
  const details = [
    value,
    limit === null ? null : `limit ${limit}`,
    finding.id,
    finding.evidence.source,
    note,
  ];
  const text = details
    .filter((detail) => detail !== null)
    .map(escapeMarkdown)
    .join('; ');
  return `${indent}- **${escapeMarkdown(title)}** (${severity}): ${text}`;
}

function factLines(snapshot: Snapshot): string {
  return describeFacts(snapshot)
    .filter(({ facts }) => facts.length > 0)
    .map(({ title, earlierMs, facts }) => {
      const lines = facts.map(({ label, value }) => `- ${escapeMarkdown(label)}: ${escapeMarkdown(value)}`);
      const kept = earlierMs === null ? '' : ` (${keptWords(earlierMs)})`;
      return [`### ${title}${kept}`, '', ...lines].join('\n');
    })
    .join('\n\n');
}

function unknownLines({ results }: Judgement): string {
  return results
    .filter((result): result is Unknown => result.result === 'unknown' && result.cause !== 'notRelevant')
    .map((result) => `- ${result.id} ${topicWords(result.id)}. ${escapeMarkdown(unknownWords(result))}`)
    .join('\n');
}

function vitalsLines(samples: readonly VitalsSample[]): readonly string[] {
  const series = vitalsSeries(samples);
  if (series.length === 0) return [];
  const lines = series.map(({ label, text }) => `- ${label}: ${text}`);
  return [`## How busy, over ${formatDuration(watchedSeconds(samples))}`, lines.join('\n')];
}

function withheldLines({ withheld }: Snapshot, { results }: Judgement): readonly string[] {
  if (withheld.length === 0) return [];
  const count = countWithheld(withheld);
  const areas = withheld.map(({ area, fields }) => `${escapeMarkdown(areaTitles[area])} (${fields})`);
  const open = results.filter((result) => result.result === 'unknown' && result.cause === 'withheld');
  const checks = open.map(({ id }) => id).join(', ');
  return [
    '## Left out by the person',
    `${count} ${plural(count, 'field', 'fields')}: ${areas.join(', ')}.`,
    ...(checks === '' ? [] : [`Not judged because of it: ${checks}.`]),
  ];
}

/** Backslashes before everything that Markdown or HTML inside it reads as a sign; no line can be ended. */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/gu, ' ')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/[\\`*_{}[\]()#+!|>~$]/g, '\\$&')
      // an address that would become a link, or a name that would call somebody in the ticket system
      .replace(/:\/\//g, ':\u200b//')
      .replace(/@/g, '@\u200b')
      .replace(/www\./gi, (start) => `${start.slice(0, 3)}\u200b.`)
  );
}
