import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, type Answer } from '../answer.ts';
import type { SourceTools } from '../sources.ts';
import { kernelLog, LOG_DAYS } from './kernel-log.ts';
import { summariseLog } from './log-lines.ts';

/** Trouble in the kernel's log, by kind. */
export async function linuxEvents(tools: SourceTools): Promise<Answer<AreaDataOf['events']>> {
  const log = await kernelLog(tools);
  if (log.status !== 'ok') return log;
  const from = tools.now() - LOG_DAYS * 86_400_000;
  const recent = log.data.lines.filter(({ at }) => at === null || at >= from);
  return facts(log.source, {
    days: Math.round(log.data.days * 100) / 100,
    kinds: summariseLog(recent).map((seen) => ({ ...seen })),
  });
}
