import { randomBytes } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { serialize } from 'node:v8';
import si from 'systeminformation';
import type { Diagnosis } from '../../../src-shared/bridge/contract.ts';
import { judge } from '../../../src-shared/findings/judge.ts';
import {
  createDiagnosisService,
  type DiagnosisService,
} from '../../../src-main/services/diagnosis-service.ts';
import { nodeCollector } from '../../../src-main/services/node-collector.ts';
import { answeredLeaves } from './leaves.ts';

/*
 * Stands in for the app's main process: asks a collector, merges, redacts and hands on what comes, as main does, and
 * says how long it was deaf meanwhile. Or looks with the library's getAllData().
 */
const collectorFile = fileURLToPath(
  new URL('../../../src-main/probes/collector-process.ts', import.meta.url),
);

if (process.argv[2] === 'library') process.send?.(await byLibrary());
else process.send?.(await bySelf());
process.disconnect();

async function byLibrary() {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const began = performance.now();
  const data: unknown = await si.getAllData();
  return { tookMs: performance.now() - began, deafMs: delay.max / 1e6, leaves: answeredLeaves(data) };
}

async function bySelf() {
  const first = freshService();
  const cold = await look(first);
  first.close();
  const second = freshService();
  second.warm();
  await wait(2000); // the app starts the collector when its window opens, long before anybody asks
  const ready = await look(second);
  await wait(500);
  const again = await look(second);
  second.close();
  return { cold, ready, again };
}

function freshService() {
  return createDiagnosisService({
    spawn: nodeCollector(collectorFile),
    now: () => Date.now(),
    key: randomBytes(32),
    app: { version: '0', runtime: `Node ${process.versions.node}` },
  });
}

interface Seen {
  readonly at: number;
  readonly diagnosis: Diagnosis;
}

async function look(service: DiagnosisService) {
  const seen: Seen[] = [];
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const began = performance.now();
  const last = await new Promise<Diagnosis>((resolve) => {
    const stop = service.onChanged((diagnosis) => {
      serialize(diagnosis); // what the way to the window costs main
      seen.push({ at: performance.now() - began, diagnosis });
      if (diagnosis.running) return;
      stop();
      resolve(diagnosis);
    });
    service.start(true);
  });
  const tookMs = performance.now() - began;
  const deafMs = delay.max / 1e6;
  delay.disable();
  const judged = judge(last.snapshot, { now: Date.now() });
  const results = Object.values(last.snapshot.areas);
  return {
    tookMs,
    deafMs,
    firstFindingMs: seen.find((one) => judge(fresh(one), { now: Date.now() }).counts.fired > 0)?.at ?? null,
    firstAreaMs: seen.find((one) => one.diagnosis.done > 0)?.at ?? null,
    areas: results.length,
    answered: results.filter((result) => result.status === 'ok').length,
    findings: judged.counts,
    leaves: Object.entries(last.snapshot.areas).flatMap(([area, result]) =>
      result.status === 'ok' ? answeredLeaves(result.data, area) : [],
    ),
    areaMs: Object.fromEntries(
      Object.entries(last.snapshot.areas).map(([area, result]) => [area, result.ms]),
    ),
  };
}

/** Only what this run has looked at: a second run still shows the first one's facts meanwhile. */
function fresh({ diagnosis }: Seen): Diagnosis['snapshot'] {
  const { areas, takenAt } = diagnosis.snapshot;
  const own = Object.entries(areas).filter(([, result]) => result.at >= takenAt);
  return { ...diagnosis.snapshot, areas: Object.fromEntries(own) };
}
