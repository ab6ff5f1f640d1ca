import { randomBytes } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { serialize } from 'node:v8';
import si from 'systeminformation';
import { areaIds } from '../../../src-shared/diagnostics/area.ts';
import type { Snapshot } from '../../../src-shared/diagnostics/snapshot.ts';
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
  readonly done: number;
  readonly snapshot: Snapshot;
}

async function look(service: DiagnosisService) {
  const seen: Seen[] = [];
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const began = performance.now();
  const last = await new Promise<Snapshot>((resolve) => {
    const stop = service.onChanged((diagnosis) => {
      serialize(diagnosis); // what the way to the window costs main
      seen.push({ at: performance.now() - began, done: diagnosis.done, snapshot: service.redacted() });
      if (diagnosis.running) return;
      stop();
      resolve(service.redacted());
    });
    service.start(true);
  });
  const tookMs = performance.now() - began;
  const deafMs = delay.max / 1e6;
  delay.disable();
  const judged = judge(last, { now: Date.now() });
  const results = Object.values(last.areas);
  return {
    tookMs,
    deafMs,
    firstFindingMs: seen.find((one) => judge(fresh(one), { now: Date.now() }).counts.fired > 0)?.at ?? null,
    firstAreaMs: seen.find((one) => one.done > 0)?.at ?? null,
    areas: results.length,
    answered: results.filter((result) => result?.status === 'ok').length,
    findings: judged.counts,
    leaves: areaIds.flatMap((area) => {
      const result = last.areas[area];
      return result?.status === 'ok' ? answeredLeaves(result.data, area) : [];
    }),
    areaMs: Object.fromEntries(areaIds.map((area) => [area, last.areas[area]?.ms ?? 0])),
  };
}

/** Only what this run has looked at: a second run still shows the first one's facts meanwhile. */
function fresh({ snapshot }: Seen): Snapshot {
  const { areas, takenAt } = snapshot;
  const own = Object.entries(areas).filter(([, result]) => (result?.at ?? 0) >= takenAt);
  return { ...snapshot, areas: Object.fromEntries(own) };
}
