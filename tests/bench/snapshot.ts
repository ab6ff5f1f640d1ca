import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { areaIds, type AreaId } from '../../src-shared/diagnostics/area.ts';
import { createCollectorClient, type CollectorClient } from '../../src-main/services/collector-client.ts';
import { nodeCollector } from '../../src-main/services/node-collector.ts';
import { median, type Bench, type Row } from './row.ts';

const RUNS = 3;
const collectorFile = fileURLToPath(new URL('../../src-main/probes/collector-process.ts', import.meta.url));
const childFile = fileURLToPath(new URL('snapshot-child.ts', import.meta.url));
const childSchema = z.object({ tookMs: z.number(), deafMs: z.number() });
const partSchema = z.object({ status: z.string(), ms: z.number() });

interface Look {
  readonly firstMs: number;
  readonly allMs: number;
  readonly probeMs: ReadonlyMap<AreaId, number>;
  readonly answered: number;
}

/** How long a look at the machine takes, probe by probe, beside the library's own getAllData() in the same run. */
export const bench: Bench = { name: 'snapshot', run };

async function run(): Promise<Row[]> {
  const cold = [await lookOnce(freshClient(), true)];
  const client = freshClient();
  await lookOnce(client, false);
  const warm: Look[] = [];
  for (let index = 0; index < RUNS; index += 1) warm.push(await lookOnce(client, false));
  client.close();
  const [ours, library] = [await inChild('ours'), await inChild('library')];
  const all = median(warm.map((look) => look.allMs));
  const row = (scene: string, metric: string, value: number, unit = 'ms'): Row => ({
    scene,
    metric,
    value: round(value),
    unit,
  });
  return [
    row('process not started', 'first result', median(cold.map((look) => look.firstMs))),
    row('process not started', 'everything', median(cold.map((look) => look.allMs))),
    row('process ready', 'first result', median(warm.map((look) => look.firstMs))),
    row('process ready', 'everything', all),
    row(
      'process ready',
      'areas that answered',
      median(warm.map((look) => look.answered)),
      `of ${areaIds.length}`,
    ),
    row('inside the process', 'everything', ours.tookMs),
    row('inside the process', 'longest deaf', ours.deafMs),
    row('getAllData()', 'everything', library.tookMs),
    row('getAllData()', 'longest deaf', library.deafMs),
    row('ours beside getAllData()', 'time', all / library.tookMs, 'x'),
    ...areaIds.map((area) =>
      row(`probe ${area}`, 'time', median(warm.map((look) => look.probeMs.get(area) ?? 0))),
    ),
  ];
}

function freshClient(): CollectorClient {
  return createCollectorClient({ spawn: nodeCollector(collectorFile), now: () => Date.now() });
}

async function lookOnce(client: CollectorClient, close: boolean): Promise<Look> {
  const began = performance.now();
  const probeMs = new Map<AreaId, number>();
  let firstMs: number | null = null;
  let answered = 0;
  await client.collect(areaIds, null, {
    onLooking: () => undefined,
    onPart: (area, raw) => {
      firstMs ??= performance.now() - began;
      const part = partSchema.parse(raw);
      probeMs.set(area, part.ms);
      if (part.status === 'ok') answered += 1;
    },
  });
  const allMs = performance.now() - began;
  if (close) client.close();
  return { firstMs: firstMs ?? allMs, allMs, probeMs, answered };
}

function inChild(what: 'ours' | 'library'): Promise<z.infer<typeof childSchema>> {
  return new Promise((resolve, reject) => {
    const child = fork(childFile, [what], { stdio: 'ignore' });
    child.once('message', (message) => resolve(childSchema.parse(message)));
    child.once('exit', (code) => reject(new Error(`the look "${what}" ended with ${code} and said nothing`)));
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
