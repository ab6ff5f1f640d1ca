import type { z } from 'zod';
import { failed, facts, notAnswered, type Answer } from '../answer.ts';
import { jsonOrNull } from '../json-or-null.ts';
import type { SourceTools } from '../sources.ts';
import { powershell } from './powershell.ts';

/**
 * The answer of a fixed script that ends in ConvertTo-Json. Starting the shell is the dear part, so a script asks for
 * everything an area needs. Nothing of a script comes from anywhere but this code.
 */
export async function askPowerShell<T extends z.ZodType>(
  tools: SourceTools,
  source: string,
  script: string,
  schema: T,
  limitMs = 7000,
): Promise<Answer<z.infer<T>>> {
  const outcome = await powershell(tools, script, limitMs, tools.signal);
  if (outcome.status !== 'ok') return notAnswered(source, outcome);
  const parsed = schema.safeParse(jsonOrNull(outcome.text));
  return parsed.success ? facts(source, parsed.data) : failed(source, 'the answer could not be read');
}
