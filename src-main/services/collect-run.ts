import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { areaIds, type AreaId } from '../../src-shared/diagnostics/area.ts';
import { fields } from '../../src-shared/diagnostics/fields.ts';
import { chooseLevel, withheldBy } from '../../src-shared/diagnostics/privacy-level.ts';
import { emptySnapshot, type Platform, type Snapshot } from '../../src-shared/diagnostics/snapshot.ts';
import { countWithheld } from '../../src-shared/diagnostics/withheld.ts';
import type { VitalsSample } from '../../src-shared/diagnostics/vitals.ts';
import type { Judgement } from '../../src-shared/findings/finding.ts';
import { judge } from '../../src-shared/findings/judge.ts';
import type { NetworkSetup } from '../../src-shared/network/network-targets.ts';
import type { Identity } from '../../src-shared/redaction/learnt-secrets.ts';
import { redactSnapshot, type RedactOptions } from '../../src-shared/redaction/redact-snapshot.ts';
import { createVitalsRedactor } from '../../src-shared/redaction/redact-vitals.ts';
import { reportHtml, type ReportInput } from '../../src-shared/report/report-html.ts';
import { reportJson } from '../../src-shared/report/report-json.ts';
import { reportMarkdown } from '../../src-shared/report/report-markdown.ts';
import { writeWhole } from '../storage/write-whole.ts';
import { defaultOptions, type CollectOptions } from './collect-options.ts';
import { createCollectorClient, type CollectorClient, type SpawnCollector } from './collector-client.ts';
import { mergeAnswer } from './merge-answer.ts';

/** What the diagnosis without a window needs of the program it runs in: plain Node, or the installed app. */
export interface CollectPorts {
  readonly spawn: SpawnCollector;
  /** Whom the quick tests of the network may ask. */
  readonly network: () => NetworkSetup;
  /** Epoch ms, and a clock that never jumps, ms. */
  readonly now: () => number;
  readonly elapsed: () => number;
  /** 32 random bytes, new for each run. */
  readonly key: Uint8Array;
  readonly identity: Identity;
  readonly platform: Platform;
  readonly app: { readonly version: string; readonly runtime: string };
  /** A line for people, on standard error. */
  readonly say: (line: string) => void;
  /** The result, on standard output. */
  readonly print: (text: string) => Promise<void>;
  /** Makes a PDF of a page, or says why this program cannot. */
  readonly printPdf: ((html: string) => Promise<Uint8Array>) | { readonly cannot: string };
}

/** Looks, hides, judges and writes. Answers the exit code: 0, or 1 when something could not be looked at or written. */
export async function runCollect(options: CollectOptions, ports: CollectPorts): Promise<number> {
  const { say } = ports;
  const looked = await look(options, ports);
  const input = inputOf(looked, options, ports);
  sayWhy(input.snapshot, say);
  say(summary(input.snapshot, input.judgement));
  let written = true;
  if (options.out !== null) {
    // A report is shown around, so it is hidden whatever was asked of the snapshot, and its first lines stay true.
    const shown =
      options.redact === 'none' ? inputOf(looked, { ...options, redact: 'normal' }, ports) : input;
    written = await write(options.out, input, shown, options.pdf, ports);
  }
  if (options.json) await ports.print(`${JSON.stringify(reportJson(input))}\n`);
  if (!looked.complete)
    say('Not everything could be looked at: the process that looks could not be kept running.');
  return looked.complete && written ? 0 : 1;
}

/** This computer as it is, hidden as a report is. */
export async function lookHidden(ports: CollectPorts): Promise<Snapshot> {
  return hide((await look(defaultOptions, ports)).snapshot, defaultOptions, ports);
}

interface Looked {
  readonly snapshot: Snapshot;
  readonly vitals: readonly VitalsSample[];
  readonly complete: boolean;
}

async function look(options: CollectOptions, ports: CollectPorts): Promise<Looked> {
  const { now, elapsed, app, platform, say } = ports;
  const client = createCollectorClient({ spawn: ports.spawn, now, network: ports.network });
  let snapshot = emptySnapshot({ takenAt: now(), app, platform });
  const began = elapsed();
  const result = await client.collect(options.areas, null, {
    onLooking: () => undefined,
    onPart: (area, part) => {
      const merged = mergeAnswer(snapshot, area, part, now());
      snapshot = { ...merged, tookMs: Math.round(elapsed() - began) };
      say(progress(snapshot, area));
    },
  });
  const vitals = options.vitalsSeconds > 0 ? await watch(client, options.vitalsSeconds, say) : [];
  client.close();
  return { snapshot, vitals, complete: result.ok };
}

function watch(client: CollectorClient, seconds: number, say: (line: string) => void) {
  say(`Watching how busy it is for ${seconds} s`);
  return new Promise<readonly VitalsSample[]>((resolve) => {
    const samples: VitalsSample[] = [];
    const stop = client.watchVitals(1000, (sample) => samples.push(sample));
    setTimeout(() => {
      stop();
      resolve(samples);
    }, seconds * 1000);
  });
}

// A fleet keeps standard error in a log, and a reason may name somebody's folder: it is said once it is hidden.
function progress(snapshot: Snapshot, area: AreaId): string {
  const result = snapshot.areas[area];
  return `${area.padEnd(14)} ${(result?.status ?? 'failed').padEnd(11)} ${String(Math.round(result?.ms ?? 0)).padStart(5)} ms`;
}

function sayWhy(snapshot: Snapshot, say: (line: string) => void): void {
  for (const area of areaIds) {
    const result = snapshot.areas[area];
    if (result && result.status !== 'ok') say(`${area}: ${result.reason}`);
  }
}

function hide(raw: Snapshot, options: CollectOptions, ports: CollectPorts): Snapshot {
  if (options.redact !== 'none') return redactSnapshot(raw, redactOptions(options, ports)).snapshot;
  ports.say('Nothing is hidden in this snapshot: names, serials and addresses stand in it as they are.');
  return raw;
}

function redactOptions(options: CollectOptions, { key, identity }: CollectPorts): RedactOptions {
  const personal = fields.filter((field) => options.redact === 'strict' && field.group === 'you');
  const withheld = new Set([
    ...withheldBy(chooseLevel(options.level)),
    ...personal.map((field) => field.path),
  ]);
  return { key, identity, withheld };
}

function inputOf(looked: Looked, options: CollectOptions, ports: CollectPorts): ReportInput {
  const generatedAt = ports.now();
  const snapshot = hide(looked.snapshot, options, ports);
  const hideSample =
    options.redact === 'none'
      ? (sample: VitalsSample) => sample
      : createVitalsRedactor(looked.snapshot, redactOptions(options, ports));
  const vitals = looked.vitals.map(hideSample);
  return { snapshot, judgement: judge(snapshot, { now: generatedAt }), generatedAt, vitals };
}

/** The files; `shown` is what the reports for people are made of. False when something could not be written. */
async function write(
  folder: string,
  asked: ReportInput,
  shown: ReportInput,
  pdf: boolean,
  ports: CollectPorts,
): Promise<boolean> {
  const page = reportHtml(shown);
  const files: [string, string | Uint8Array][] = [
    ['snapshot.json', `${JSON.stringify(asked.snapshot, null, 2)}\n`],
    ['report.json', `${JSON.stringify(reportJson(asked), null, 2)}\n`],
    ['report.html', page],
    ['report.md', reportMarkdown(shown)],
  ];
  const printed = pdf ? await pdfOf(page, ports) : null;
  if (printed) files.push(['report.pdf', printed]);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Only for the person who looked: what is in there is still theirs to pass on.
    for (const [name, content] of files) writeWhole(join(folder, name), content);
  } catch (error) {
    ports.say(
      `Could not write into ${folder}: ${error instanceof Error ? error.message : 'unknown trouble'}`,
    );
    return false;
  }
  ports.say(`Wrote ${files.map(([name]) => name).join(', ')} into ${folder}`);
  return !pdf || printed !== null;
}

async function pdfOf(page: string, { printPdf, say }: CollectPorts): Promise<Uint8Array | null> {
  try {
    if (typeof printPdf === 'function') return await printPdf(page);
    say(`No PDF: ${printPdf.cannot}. report.html prints well from any browser.`);
  } catch (error) {
    say(`No PDF: ${error instanceof Error ? error.message : 'it could not be made'}`);
  }
  return null;
}

function summary(snapshot: Snapshot, { counts }: Judgement): string {
  const asked = areaIds.filter((area) => snapshot.areas[area]);
  const answered = asked.filter((area) => snapshot.areas[area]?.status === 'ok');
  const out = countWithheld(snapshot.withheld);
  return (
    `${answered.length} of ${asked.length} areas answered in ${snapshot.tookMs} ms; ` +
    `${counts.fired} findings, ${counts.ok} fine, ${counts.unknown} not known, ${counts.notRelevant} not relevant` +
    (out > 0 ? `; ${out} fields left out` : '')
  );
}
