import { z } from 'zod';
import type { CommandOutcome } from '../run-command.ts';
import type { SourceTools } from '../sources.ts';

/** Runs one fixed script; nothing that anybody else chose is ever part of it. It must print JSON. */
export function powershell(
  { run }: Pick<SourceTools, 'run'>,
  script: string,
  limitMs: number,
  signal?: AbortSignal,
): Promise<CommandOutcome> {
  const whole = `[Console]::OutputEncoding=[Text.Encoding]::UTF8;$ProgressPreference='SilentlyContinue';${script}`;
  return run('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', whole], {
    limitMs,
    ...(signal && { signal }),
  });
}

/** Epoch ms of an ISO time, or null. */
export function momentOf(text: string | null | undefined): number | null {
  const at = Date.parse(text ?? '');
  // Windows writes the year 1601 or 1899 where it means "never"
  return Number.isNaN(at) || at < Date.UTC(2000, 0, 1) ? null : at;
}

/** A list as ConvertTo-Json writes it: older versions put some lists into an object with "value" and "Count". */
export function listOf<T extends z.ZodType>(member: T) {
  return z.preprocess(unwrapped, z.array(member).nullish());
}

function unwrapped(value: unknown): unknown {
  const inner: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, 'value') : undefined;
  return Array.isArray(inner) ? inner : value;
}
