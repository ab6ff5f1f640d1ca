import { join } from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import type { FourFaults } from './four-faults.ts';

const printed = z.object({ rules: z.array(z.object({ id: z.string(), result: z.string() })) });
const comparison = z.object({ compared: z.array(z.object({ id: z.string(), change: z.string() })) });

/** Each is found by the first look, mended, and "gone" in the comparison that `--compare` makes with a second one. */
export async function foundAndGone(
  faults: FourFaults,
  program: string,
  ...first: readonly string[]
): Promise<void> {
  const out = join(faults.folder, 'before');
  const collect = async (...words: readonly string[]): Promise<unknown> => {
    const { code, stdout, stderr } = await faults.run(program, ...first, ...words, '--json');
    expect(code, stderr).toBe(0);
    return JSON.parse(stdout);
  };
  const { rules } = printed.parse(await collect('--out', out));
  const before = new Map(rules.map(({ id, result }) => [id, result]));
  for (const rule of faults.rules) expect([rule, before.get(rule)]).toEqual([rule, 'fired']);
  await faults.fix();
  const { compared } = comparison.parse(await collect('--compare', join(out, 'snapshot.json')));
  const after = new Map(compared.map(({ id, change }) => [id, change]));
  for (const rule of faults.rules) expect([rule, after.get(rule)]).toEqual([rule, 'gone']);
}
