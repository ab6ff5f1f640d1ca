import type { Evidence, Fired, RuleResult } from '../findings/finding.ts';
import { deskWords, topicWords } from '../words/finding-words.ts';
import { signed } from '../words/format.ts';
import { byReason, whyNotWords } from '../words/why-not-words.ts';
import type { FormatTime } from './comparison-text.ts';
import { escapeMarkdown } from './report-markdown.ts';

/** One finding for a ticket: title, value, limit, raw figures, source and time. */
export function findingMarkdown(finding: Omit<Fired, 'result'>, formatTime: FormatTime): string {
  const { title, severity, limit, note } = deskWords(finding);
  const { evidence } = finding;
  const lines = [
    `**${escapeMarkdown(title)}** (${severity}, ${finding.id})`,
    '',
    `- Value: ${escapeMarkdown(evidence.text)}`,
    ...(limit === null ? [] : [`- Limit: ${escapeMarkdown(limit)}`]),
    ...(note === null ? [] : [`- Note: ${note}`]),
    `- Measured: ${escapeMarkdown(rawWords(evidence))}`,
    ...(evidence.more ?? []).map((more) => `- Also: ${escapeMarkdown(more)}`),
    `- Source: ${escapeMarkdown(evidence.source)}, ${formatTime(evidence.at)}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** Any number of checks, in the groups of the dialog: found, not known and not needed by reason, fine. */
export function resultsMarkdown(results: readonly RuleResult[], formatTime: FormatTime): string {
  const fired = results.flatMap((result) => (result.result === 'fired' ? [result] : []));
  const fine = results.flatMap((result) => (result.result === 'ok' ? [result] : []));
  const parts = [
    ...(fired.length === 0
      ? []
      : ['## Found', ...fired.map((one) => findingMarkdown(one, formatTime).trimEnd())]),
    ...byReason(results).map(({ words, results: same }) =>
      [`## ${escapeMarkdown(words)}`, '', ...same.map(({ id }) => `- ${topicWords(id)} (${id})`)].join('\n'),
    ),
    ...(fine.length === 0
      ? []
      : [
          '## Fine',
          fine
            .map((one) => `- ${topicWords(one.id)} (${one.id}): ${escapeMarkdown(whyNotWords(one))}`)
            .join('\n'),
        ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The figure as it was measured: "94.1 %", "offline", "over 2 s". */
export function rawWords({ value, unit, sampleMs }: Evidence): string {
  const figure = typeof value === 'number' ? `${signed(value)} ${unit}`.trim() : value;
  return sampleMs === undefined ? figure : `${figure}, over ${signed(sampleMs / 1000)} s`;
}
