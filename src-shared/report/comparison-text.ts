import type { Compared } from '../findings/compare.ts';
import type { Comparison } from '../findings/comparison.ts';
import { changeWord, comparisonSummary, doubtWords, sideWords } from '../words/comparison-words.ts';
import { topicWords } from '../words/finding-words.ts';
import { escapeMarkdown } from './report-markdown.ts';

/** How the caller writes a moment, in the zone of whoever reads. */
export type FormatTime = (at: number) => string;

/** Before and after as plain lines: for the receipt and the command line. */
export function comparisonText(comparison: Comparison, formatTime: FormatTime): string {
  const { before, after, compared, fineThroughout, doubts } = comparison;
  const lines = [
    `Before: ${formatTime(before.takenAt)}`,
    `After:  ${formatTime(after.takenAt)}`,
    `${comparisonSummary(comparison)}.`,
    ...doubts.map((doubt) => `Note: ${doubtWords[doubt]}`),
    ...compared.flatMap((one) => [
      '',
      `${changeWord(one)}: ${topicWords(one.id)} (${one.id})`,
      `  before  ${sideWords(one.before)}`,
      `  after   ${sideWords(one.after)}`,
    ]),
    '',
    `${fineThroughout} checks were fine before and after.`,
  ];
  return lines.join('\n');
}

/** Before and after as a table for a ticket; nothing that came from the machine can format anything. */
export function comparisonMarkdown(comparison: Comparison, formatTime: FormatTime): string {
  const { before, after, compared, fineThroughout, doubts } = comparison;
  const parts = [
    '# Before and after',
    `Before: ${formatTime(before.takenAt)}. After: ${formatTime(after.takenAt)}. ${comparisonSummary(comparison)}.`,
    ...doubts.map((doubt) => `Note: ${doubtWords[doubt]}`),
    ...(compared.length === 0 ? [] : [tableOf(compared)]),
    `${fineThroughout} checks were fine before and after.`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function tableOf(compared: readonly Compared[]): string {
  const rows = compared.map(
    (one) =>
      `| ${changeWord(one)} | ${escapeMarkdown(topicWords(one.id))} (${one.id}) | ${escapeMarkdown(sideWords(one.before))} | ${escapeMarkdown(sideWords(one.after))} |`,
  );
  return ['| Change | Check | Before | After |', '|---|---|---|---|', ...rows].join('\n');
}
