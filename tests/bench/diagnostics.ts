import { fork } from 'node:child_process';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { writeDocument } from './diagnostics/document.ts';
import { answeredIn, questions } from './diagnostics/questions.ts';
import { installedRivals, lookBy, type Taken } from './diagnostics/rivals.ts';
import { rowsOf, textOf, type Result } from './diagnostics/table.ts';
import { measureVitals } from './diagnostics/vitals.ts';
import { median, type Bench, type Report } from './row.ts';

/**
 * The diagnosis beside other programs that describe a machine, in turns within one run: how long each takes and how
 * many of the same questions it answers. And our own promises: first findings, everything, the main process never deaf,
 * live values at little cost. Long: sos alone takes a minute a round.
 */
export const bench: Bench = { name: 'diagnostics', long: true, run };

const childFile = fileURLToPath(new URL('diagnostics/look-child.ts', import.meta.url));
const lookSchema = z.object({
  tookMs: z.number(),
  deafMs: z.number(),
  firstFindingMs: z.number().nullable(),
  firstAreaMs: z.number().nullable(),
  areas: z.number(),
  answered: z.number(),
  findings: z.record(z.string(), z.number()),
  leaves: z.array(z.string()),
  areaMs: z.record(z.string(), z.number()),
});
const ownSchema = z.object({ cold: lookSchema, ready: lookSchema, again: lookSchema });
const librarySchema = z.object({ tookMs: z.number(), deafMs: z.number(), leaves: z.array(z.string()) });
export type OwnLook = z.infer<typeof lookSchema>;

async function run(args: readonly string[]): Promise<Report> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '3' },
      'without-sos': { type: 'boolean', default: false },
      'write-doc': { type: 'boolean', default: false },
    },
  });
  const rounds = Math.max(1, Number(values.rounds));
  const loads: number[] = [];
  const own: z.infer<typeof ownSchema>[] = [];
  const library: z.infer<typeof librarySchema>[] = [];
  const others = new Map<string, Taken[]>();
  const names = installedRivals().filter((name) => name !== 'sos' || !values['without-sos']);
  for (let round = 1; round <= rounds; round += 1) {
    process.stderr.write(`round ${round} of ${rounds} …\n`);
    loads.push(loadavg()[0] ?? 0);
    own.push(ownSchema.parse(await child('own')));
    library.push(librarySchema.parse(await child('library')));
    for (const name of names) {
      const taken = await lookBy(name);
      if (taken !== null) others.set(name, [...(others.get(name) ?? []), taken]);
    }
  }
  const result: Result = {
    rounds,
    loads,
    own: own.at(-1)?.ready ?? null,
    cold: own.map((one) => one.cold),
    ready: own.map((one) => one.ready),
    again: own.map((one) => one.again),
    programs: [ourRow(own), libraryRow(library), ...[...others.values()].flatMap(otherRow)],
    vitals: await measureVitals(),
  };
  if (values['write-doc']) await writeDocument(result);
  return { text: textOf(result), data: { ...result, rows: rowsOf(result), questions: questions.length } };
}

function ourRow(own: readonly z.infer<typeof ownSchema>[]): Taken {
  const leaves = own.at(-1)?.ready.leaves ?? [];
  return {
    name: 'alongside',
    tookMs: median(own.map((one) => one.ready.tookMs)),
    values: leaves.length,
    counts: 'values of the snapshot',
    answered: answeredIn('alongside', leaves.join('\n')),
  };
}

function libraryRow(library: readonly z.infer<typeof librarySchema>[]): Taken {
  const leaves = library.at(-1)?.leaves ?? [];
  return {
    name: 'systeminformation',
    tookMs: median(library.map((one) => one.tookMs)),
    values: leaves.length,
    counts: 'values of getAllData()',
    answered: answeredIn('systeminformation', leaves.join('\n')),
  };
}

function otherRow(taken: readonly Taken[]): Taken[] {
  const last = taken.at(-1);
  return last === undefined ? [] : [{ ...last, tookMs: median(taken.map((one) => one.tookMs)) }];
}

function child(what: 'own' | 'library'): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const started = fork(childFile, [what], { stdio: 'ignore' });
    started.once('message', resolve);
    started.once('exit', (code) =>
      reject(new Error(`the look "${what}" ended with ${code} and said nothing`)),
    );
  });
}
