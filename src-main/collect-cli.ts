import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { areaIds, type AreaId } from '../src-shared/diagnostics/area.ts';
import { fields } from '../src-shared/diagnostics/fields.ts';
import { emptySnapshot, mergePart, type Snapshot } from '../src-shared/diagnostics/snapshot.ts';
import type { Judgement } from '../src-shared/findings/finding.ts';
import { judge } from '../src-shared/findings/judge.ts';
import { redactSnapshot } from '../src-shared/redaction/redact-snapshot.ts';
import { reportHtml } from '../src-shared/report/report-html.ts';
import { compareCommand } from './compare-command.ts';
import { readIdentity } from './platform/identity.ts';
import { currentPlatform } from './platform/platform.ts';
import { createCollectorClient } from './services/collector-client.ts';
import {
  collectHelp,
  readCollectOptions,
  type CollectOptions,
  type RedactLevel,
} from './services/collect-options.ts';
import { readTargets, serverEndpoint } from './services/network-setup.ts';
import { nodeCollector } from './services/node-collector.ts';

/*
 * `npm run collect`: the diagnosis without a window. Composition root of the command line: look, hide, judge, write.
 */

const say = (line: string) => void process.stderr.write(`${line}\n`);
const packageSchema = z.object({ version: z.string() });

process.exitCode = await main();

async function main(): Promise<number> {
  const parsed = readCollectOptions(process.argv.slice(2));
  switch (parsed.kind) {
    case 'help':
      process.stdout.write(collectHelp);
      return 0;
    case 'wrong':
      say(`${parsed.message}\nTry: npm run collect -- --help`);
      return 2;
    case 'compare':
      return await compareCommand(parsed.options, {
        say,
        print: (text) => void process.stdout.write(text),
        lookNow: async () => hide((await look(areaIds)).snapshot, 'normal'),
      });
    case 'run':
      return await run(parsed.options);
  }
}

async function run(options: CollectOptions): Promise<number> {
  const looked = await look(options.areas);
  const snapshot = hide(looked.snapshot, options.redact);
  const judgement = judge(snapshot, { now: Date.now() });
  say(summary(snapshot, judgement));
  try {
    if (options.out !== null) {
      // A report is shown around, so it is hidden whatever was asked of the snapshot, and its first lines stay true.
      const shown = options.redact === 'none' ? hide(looked.snapshot, 'normal') : snapshot;
      await write(options.out, snapshot, shown);
    }
  } catch (error) {
    say(`Could not write into ${options.out}: ${error instanceof Error ? error.message : 'unknown trouble'}`);
    return 1;
  }
  if (options.json) process.stdout.write(`${JSON.stringify(jsonOf(snapshot, judgement))}\n`);
  if (!looked.complete)
    say('Not everything could be looked at: the process that looks could not be kept running.');
  return looked.complete ? 0 : 1;
}

async function look(areas: readonly AreaId[]): Promise<{ snapshot: Snapshot; complete: boolean }> {
  const file = fileURLToPath(new URL('probes/collector-process.ts', import.meta.url));
  const targets = readTargets(process.env, (why) => say(`The list of network hosts is not used: ${why}`));
  const client = createCollectorClient({
    spawn: nodeCollector(file),
    now: () => Date.now(),
    network: () => ({
      targets,
      server: serverEndpoint(process.env['ALONGSIDE_SERVER'] ?? null),
      proxy: null,
      relays: [],
    }),
  });
  const version = await ownVersion();
  const runtime = `Node ${process.versions.node}`;
  let snapshot = emptySnapshot({
    takenAt: Date.now(),
    app: { version, runtime },
    platform: currentPlatform(),
  });
  const began = performance.now();
  const result = await client.collect(areas, null, {
    onLooking: () => undefined,
    onPart: (area, part) => {
      const unfit = {
        status: 'failed',
        reason: 'the answer does not fit',
        ms: 0,
        at: Date.now(),
        source: 'collector',
      };
      const merged = mergePart(snapshot, area, part);
      const next = merged.ok ? merged : mergePart(snapshot, area, unfit);
      if (next.ok) snapshot = { ...next.value, tookMs: Math.round(performance.now() - began) };
      say(progress(snapshot, area));
    },
  });
  client.close();
  return { snapshot, complete: result.ok };
}

function progress(snapshot: Snapshot, area: AreaId): string {
  const result = snapshot.areas[area];
  const why = result === undefined || result.status === 'ok' ? '' : `: ${result.reason}`;
  return `${area.padEnd(10)} ${(result?.status ?? 'failed').padEnd(11)} ${String(Math.round(result?.ms ?? 0)).padStart(5)} ms${why}`;
}

function hide(raw: Snapshot, level: RedactLevel): Snapshot {
  if (level === 'none') {
    say('Nothing is hidden in this snapshot: names, serials and addresses stand in it as they are.');
    return raw;
  }
  const personal = fields.filter((field) => field.group === 'you').map((field) => field.path);
  const withheld = new Set(level === 'strict' ? personal : []);
  return redactSnapshot(raw, { key: randomBytes(32), identity: readIdentity(), withheld }).snapshot;
}

async function write(folder: string, snapshot: Snapshot, shown: Snapshot): Promise<void> {
  await mkdir(folder, { recursive: true });
  // Only for the person who looked: what is in there is still theirs to pass on.
  const mode = 0o600;
  await writeFile(join(folder, 'snapshot.json'), `${JSON.stringify(snapshot, null, 2)}\n`, { mode });
  const generatedAt = Date.now();
  const report = reportHtml({ snapshot: shown, judgement: judge(shown, { now: generatedAt }), generatedAt });
  await writeFile(join(folder, 'report.html'), report, { mode });
  say(`Wrote ${join(folder, 'snapshot.json')} and ${join(folder, 'report.html')}`);
}

function jsonOf(snapshot: Snapshot, judgement: Judgement): unknown {
  const rules = judgement.results.map((rule) => ({
    id: rule.id,
    result: rule.result,
    severity: rule.result === 'fired' ? rule.severity : null,
    evidence: rule.result === 'unknown' ? null : rule.evidence,
    ...(rule.result === 'unknown' ? { cause: rule.cause, reason: rule.reason } : {}),
  }));
  const { schema, areas, withheld, takenAt, tookMs, app, platform } = snapshot;
  return { schema, areas, rules, withheld, takenAt, tookMs, app, platform };
}

function summary(snapshot: Snapshot, { counts }: Judgement): string {
  const asked = areaIds.filter((area) => snapshot.areas[area]);
  const answered = asked.filter((area) => snapshot.areas[area]?.status === 'ok');
  return (
    `${answered.length} of ${asked.length} areas answered in ${snapshot.tookMs} ms; ` +
    `${counts.fired} findings, ${counts.ok} fine, ${counts.unknown} not known, ${counts.notRelevant} not relevant`
  );
}

async function ownVersion(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return packageSchema.parse(JSON.parse(text)).version;
}
