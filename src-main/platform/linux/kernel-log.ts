import { z } from 'zod';
import { denied, facts, failed, notAnswered, unavailable, type Answer } from '../answer.ts';
import type { RunCommand } from '../run-command.ts';
import type { SourceTools } from '../sources.ts';
import type { SystemFiles } from '../system-files.ts';
import { LONGEST_LINE, wanted, type LogLine } from './log-lines.ts';
import { fromMicroseconds, words } from './parse-text.ts';

export interface KernelLog {
  /** The oldest first. */
  readonly lines: readonly LogLine[];
  /** How far back they go. */
  readonly days: number;
}

export const LOG_DAYS = 7;
const DAY = 86_400_000;
/** Two probes ask at almost the same time, and one look serves both. */
const FRESH_MS = 5000;
const MOST_LINES = 3000;

const asked = new WeakMap<RunCommand, { readonly at: number; readonly answer: Promise<Answer<KernelLog>> }>();

/** The kernel's messages of the last week: from the journal, or where there is none, from its own memory. */
export function kernelLog(tools: SourceTools): Promise<Answer<KernelLog>> {
  const before = asked.get(tools.run);
  const now = tools.now();
  if (before && Math.abs(now - before.at) < FRESH_MS) return before.answer;
  const answer = readLog(tools);
  asked.set(tools.run, { at: now, answer });
  return answer;
}

async function readLog(tools: SourceTools): Promise<Answer<KernelLog>> {
  const journal = await journalState(tools.files);
  if (journal === 'readable') {
    const answer = await fromJournal(tools);
    if (answer.status === 'ok') return answer;
  }
  const own = await fromDmesg(tools);
  if (own.status === 'ok' || journal !== 'denied') return own;
  return denied(
    'journalctl',
    'reading the system log needs administrator rights or the group systemd-journal',
  );
}

/** A journal that may not be read looks empty to journalctl: so its files are asked first. */
export async function journalState(files: SystemFiles): Promise<'readable' | 'denied' | 'none'> {
  let found = false;
  for (const folder of ['/var/log/journal', '/run/log/journal']) {
    for (const id of (await files.list(folder)).filter((entry) => /^[0-9a-f]{32}$/.test(entry))) {
      const file = `${folder}/${id}/system.journal`;
      if (!(await files.exists(file))) continue;
      found = true;
      if ((await files.bytes(file)) !== null) return 'readable';
    }
  }
  return found ? 'denied' : 'none';
}

const journalArgs = [
  '_TRANSPORT=kernel',
  `--since=-${LOG_DAYS}days`,
  '--output=json',
  '--output-fields=MESSAGE',
  '--quiet',
  '--no-pager',
  `--lines=${MOST_LINES}`,
];

async function fromJournal({ run }: SourceTools): Promise<Answer<KernelLog>> {
  const source = 'journalctl _TRANSPORT=kernel';
  const options = { limitMs: 2400, errorsToo: true };
  const search = await run(
    'journalctl',
    [...journalArgs, `--grep=${wanted}`, '--case-sensitive=no'],
    options,
  );
  if (search.status !== 'ok') return notAnswered(source, search);
  const lines = parseJournal(search.text);
  if (lines.length > 0 || !/pattern matching|unrecognized option/i.test(search.text))
    return facts(source, { lines, days: LOG_DAYS });
  // Built without the search: then everything that the kernel itself calls an error.
  const errors = await run('journalctl', [...journalArgs, '--priority=err'], options);
  return errors.status === 'ok'
    ? facts(source, { lines: parseJournal(errors.text), days: LOG_DAYS })
    : notAnswered(source, errors);
}

const entrySchema = z.object({
  __REALTIME_TIMESTAMP: z.string().max(20),
  // Bytes where it is no good UTF-8.
  MESSAGE: z.union([z.string(), z.array(z.number().int().min(0).max(255))]).nullish(),
});

/** Output of `journalctl -o json`: one object a line, times in microseconds. */
export function parseJournal(text: string): readonly LogLine[] {
  return jsonLines(text).flatMap((value) => {
    const entry = entrySchema.safeParse(value);
    if (!entry.success || !entry.data.MESSAGE) return [];
    const { MESSAGE, __REALTIME_TIMESTAMP } = entry.data;
    const message = typeof MESSAGE === 'string' ? MESSAGE : Buffer.from(MESSAGE).toString('utf8');
    return [{ at: fromMicroseconds(__REALTIME_TIMESTAMP), text: message.slice(0, LONGEST_LINE) }];
  });
}

/**
 * The objects of a text that has one a line, the last {@link MOST_LINES} of them; other lines are somebody's remarks. A
 * million lines that only look like objects would cost seconds.
 */
export function jsonLines(text: string): readonly unknown[] {
  const objects = text.split('\n').filter((line) => line.startsWith('{') && line.trimEnd().endsWith('}'));
  return objects.slice(-MOST_LINES).flatMap((line) => {
    try {
      return [JSON.parse(line)];
    } catch {
      return [];
    }
  });
}

async function fromDmesg({ run, files, now }: SourceTools): Promise<Answer<KernelLog>> {
  const outcome = await run('dmesg', [], { limitMs: 1500 });
  if (outcome.status === 'missing') return unavailable('dmesg', 'this system has no log that can be read');
  if (outcome.status !== 'ok') return notAnswered('dmesg', outcome);
  if (outcome.text.trim() === '')
    return outcome.code === 0
      ? unavailable('dmesg', 'the log of this system is empty')
      : denied('dmesg', 'reading the system log needs administrator rights');
  const up = Number(words((await files.text('/proc/uptime')) ?? '')[0]) * 1000;
  if (!(up > 0)) return failed('dmesg', 'it is not known when the log began');
  const lines = parseDmesg(outcome.text, now() - up);
  return facts('dmesg', { lines, days: Math.min(LOG_DAYS, up / DAY) });
}

/** "[22102.957656] text": seconds since the start; lines without a time belong to the one before. */
export function parseDmesg(text: string, startedAt: number): readonly LogLine[] {
  return text.split('\n').flatMap((line) => {
    const match = /^\[ *(\d{1,12}(?:\.\d+)?)\] (.*)$/.exec(line);
    if (!match) return [];
    const at = Math.round(startedAt + Number(match[1]) * 1000);
    return [{ at: at > 0 && at <= 8.64e15 ? at : null, text: (match[2] ?? '').slice(0, LONGEST_LINE) }];
  });
}
