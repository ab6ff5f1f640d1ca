import type { Comparison } from '../findings/comparison.ts';
import type { Finding, Judgement } from '../findings/finding.ts';
import { topFindings } from '../findings/judge.ts';
import { comparisonMarkdown, type FormatTime } from '../report/comparison-text.ts';
import { deskWords } from '../words/finding-words.ts';
import { plural } from '../words/format.ts';
import { plainMarkdown } from './plain-markdown.ts';
import { deviceName, type SessionChatLine, type SessionFacts } from './session-facts.ts';
import { sessionReceipt } from './session-receipt.ts';

/** Findings told in full; how many more there are is said. */
const TOP_FINDINGS = 5;
/** Lines of the chat in the note; the last ones, since a note has room for 100,000 characters only. */
const CHAT_LINES = 100;
/** Longest the technician's part may become, in characters. */
export const MAX_TECHNICIAN_PART = 80_000;

/** A note that waits to be looked over and filed. */
export interface SessionNoteDraft {
  /** The same for every try to file this session: it ends up in a ticket once. */
  readonly key: string;
  readonly subject: string;
  /** Markdown for the technician to edit. */
  readonly technicianPart: string;
  /** Markdown that stays as it is. */
  readonly personPart: string;
}

/** Writes the note from what the session knows. Names, findings and chat come from others: none can format anything. */
export function draftSessionNote(facts: SessionFacts, formatTime: FormatTime): SessionNoteDraft {
  const device = deviceName(facts.snapshot);
  return {
    key: `session-${facts.sessionId}`,
    subject: device === '' ? 'Remote session' : `Remote session: ${device}`.slice(0, 200),
    technicianPart: technicianPart(facts, device, formatTime),
    personPart: sessionReceipt(facts, formatTime),
  };
}

/**
 * The note as it is filed: the technician's part, then the person's, whole and on its own. Whatever stands in the first
 * can't swallow the second: what was left open there is closed.
 */
export function composeNote({ personPart }: Pick<SessionNoteDraft, 'personPart'>, edited: string): string {
  const text = closeOpenBlocks(edited.slice(0, MAX_TECHNICIAN_PART)).trimEnd();
  return text === '' ? `${personPart}\n` : `${text}\n\n---\n\n${personPart}\n`;
}

function technicianPart(facts: SessionFacts, device: string, formatTime: FormatTime): string {
  const parts = [
    `# ${device === '' ? 'Remote session' : plainMarkdown(device)}, ${formatTime(facts.startedAt)}`,
    '## What was done',
    '',
    '## Findings',
    findingLines(facts.judgement),
    ...(facts.comparison === null ? [] : [beforeAndAfter(facts.comparison, formatTime)]),
    ...chatPart(facts.chat, formatTime),
  ];
  return `${parts.join('\n\n')}\n`;
}

function findingLines(judgement: Judgement | null): string {
  if (judgement === null) return 'The person did not share the findings.';
  const top = topFindings(judgement, TOP_FINDINGS);
  const told = new Set(top.flatMap(({ id, explains }) => [id, ...explains]));
  const byId = new Map(judgement.findings.map((finding) => [finding.id, finding]));
  const lines = top.flatMap((finding) => [
    findingLine(finding, ''),
    ...finding.explains.flatMap((id) => byId.get(id) ?? []).map((effect) => findingLine(effect, '  ')),
  ]);
  const more = judgement.findings.filter(({ id }) => !told.has(id)).length;
  const { ok, unknown } = judgement.counts;
  return [
    lines.length === 0 ? 'No problems found.' : lines.join('\n'),
    [
      ...(more === 0 ? [] : [`${more} more ${plural(more, 'finding', 'findings')}.`]),
      `${ok} ${plural(ok, 'check', 'checks')} fine.`,
      `Not checked: ${unknown}.`,
    ].join(' '),
  ].join('\n\n');
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
    .map(plainMarkdown)
    .join('; ');
  return `${indent}- **${plainMarkdown(title)}** (${severity}): ${text}`;
}

function beforeAndAfter(comparison: Comparison, formatTime: FormatTime): string {
  return `#${comparisonMarkdown(comparison, formatTime).trimEnd()}`; // one level below the note's own title
}

function chatPart(chat: readonly SessionChatLine[], formatTime: FormatTime): readonly string[] {
  if (chat.length === 0) return [];
  const lines = chat
    .slice(-CHAT_LINES)
    .map(
      ({ from, text, at }) =>
        `- ${formatTime(at)} ${from === 'person' ? 'Person' : 'Technician'}: ${plainMarkdown(text)}`,
    );
  const left = chat.length - lines.length;
  return [
    '## Chat',
    ...(left > 0 ? [`${left} earlier ${plural(left, 'line', 'lines')} left out.`] : []),
    lines.join('\n'),
  ];
}

/** Ends a fenced block that was left open, and takes the force from what would begin HTML (shown by nobody, but read). */
function closeOpenBlocks(text: string): string {
  const lines = text
    .replace(/\r\n?/gu, '\n')
    .replace(/<(?=[!?/a-z])/giu, '\\<')
    .split('\n');
  const open = lines.reduce<string | null>((fence, line) => {
    const [, marks, rest = ''] = /^ {0,3}(`{3,}|~{3,})(.*)$/u.exec(line) ?? [];
    if (marks === undefined) return fence;
    if (fence === null) return marks.startsWith('`') && rest.includes('`') ? null : marks;
    const closes = marks[0] === fence[0] && marks.length >= fence.length && rest.trim() === '';
    return closes ? null : fence;
  }, null);
  return open === null ? lines.join('\n') : [...lines, open].join('\n');
}
