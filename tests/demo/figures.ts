import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { FiledTicket } from './ticket-part.ts';
import { judge } from '../../src-shared/findings/judge.ts';
import { decodeSnapshot, type Snapshot } from '../../src-shared/diagnostics/snapshot.ts';
import { reportHtml } from '../../src-shared/report/report-html.ts';
import { rigState, rigTime } from '../stage/rig-state.ts';

/** What the demo measured; times in ms from the moment the technician's code was accepted. */
export interface Figures {
  readonly runtime: string;
  readonly technician: 'electron' | 'chromium';
  readonly codeToFirstFindingMs: number;
  readonly codeToSnapshotMs: number;
  /** From the person's yes to the screen. */
  readonly consentToFirstFrameMs: number;
  readonly framesPerSecond: number;
  readonly findings: number;
  readonly probes: {
    readonly ok: number;
    readonly unavailable: number;
    readonly denied: number;
    readonly failed: number;
  };
  /** Values that were hidden before anything left. */
  readonly redacted: number;
  readonly beforeAfter?: BeforeAfter;
  /** With a technician who is signed in, in a browser. */
  readonly ticket?: FiledTicket;
}

/** A fault that was made for real, found, fixed and gone, as both sides read it. */
export interface BeforeAfter {
  readonly planted: string;
  readonly rule: string;
  readonly onDesk: string | null;
  readonly onHost: string | null;
}

export interface Measured {
  readonly host: Page;
  readonly technician: Page;
  readonly frames: { readonly count: number; readonly ms: number };
  readonly runtime: string;
  readonly viewer: Figures['technician'];
  readonly out: string;
}

export async function figuresOf(measured: Measured): Promise<Figures> {
  const { host, technician, frames, out } = measured;
  const accepted = await rigTime(technician, 'codeAccepted');
  const [finding, whole, frame, allowed] = await Promise.all([
    rigTime(technician, 'firstFinding'),
    rigTime(technician, 'snapshot'),
    rigTime(technician, 'firstFrame'),
    rigTime(host, 'screenAllowed'),
  ]);
  const { desk } = await rigState(technician);
  const decoded = decodeSnapshot((desk as { snapshot: unknown }).snapshot);
  if (!decoded.ok) throw new Error('the technician holds no whole snapshot');
  const judgement = judge(decoded.value, { now: Date.now() });
  writeFileSync(join(out, 'snapshot.json'), `${JSON.stringify(decoded.value, null, 2)}\n`);
  writeFileSync(
    join(out, 'report.html'),
    reportHtml({ snapshot: decoded.value, judgement, generatedAt: Date.now() }),
  );
  return {
    runtime: measured.runtime,
    technician: measured.viewer,
    codeToFirstFindingMs: finding - accepted,
    codeToSnapshotMs: whole - accepted,
    consentToFirstFrameMs: frame - allowed,
    framesPerSecond: Math.round((frames.count * 10_000) / frames.ms) / 10,
    findings: judgement.findings.length,
    probes: countProbes(decoded.value),
    redacted: await countHidden(host),
  };
}

function countProbes(snapshot: Snapshot): Figures['probes'] {
  const counts = { ok: 0, unavailable: 0, denied: 0, failed: 0 };
  for (const result of Object.values(snapshot.areas)) if (result) counts[result.status] += 1;
  return counts;
}

/** Asks the host's own preview, which is what was sent. */
function countHidden(host: Page): Promise<number> {
  return host.evaluate(async () => {
    const door = (
      window as unknown as { alongside: { request(name: string, input?: unknown): Promise<unknown> } }
    ).alongside;
    const rows = (await door.request('diagnosis.preview', undefined)) as { hidden: boolean }[];
    return rows.filter((row) => row.hidden).length;
  });
}
