import { loadavg, totalmem } from 'node:os';
import { facts, notAnswered, type Answer } from '../answer.ts';
import { figureOf, nameOf, percentOf } from '../clean.ts';
import { words } from '../linux/parse-text.ts';
import type { LiveCounters, LiveProcesses, ProcessSample, SourceTools } from '../sources.ts';

const LIMIT_MS = 900; // within the second until the next sample

/** Two small programs a second, and every tenth time one for the battery; see docs/not-verified.md. */
export async function macLive({ run, signal }: SourceTools): Promise<Answer<LiveCounters>> {
  const limit = { limitMs: LIMIT_MS, signal };
  const [memory, network, battery] = await Promise.all([
    run('/usr/bin/vm_stat', [], limit),
    run('/usr/sbin/netstat', ['-ibn'], limit),
    run('/usr/bin/pmset', ['-g', 'batt'], limit),
  ]);
  const traffic = network.status === 'ok' ? parseNetstat(network.text) : null;
  return facts('vm_stat, netstat -ibn, pmset -g batt', {
    memoryTotal: totalmem(),
    memoryUsed: memory.status === 'ok' ? parseVmStat(memory.text) : null,
    swapUsed: null,
    swapTotal: null,
    load: loadavg()[0] ?? null,
    disks: null,
    networkUp: traffic?.sent ?? null,
    networkDown: traffic?.received ?? null,
    temperatureC: null,
    ...parseCharge(battery.status === 'ok' ? battery.text : ''),
  });
}

/** In use as Activity Monitor counts it: what programs hold, what is wired and what the compressor takes. Bytes. */
export function parseVmStat(text: string): number | null {
  const page = figureOf(/page size of (\d+) bytes/.exec(text)?.[1], 512, 1 << 20);
  const pages = (name: string) =>
    figureOf(new RegExp(`^"?${name}"?: +(\\d+)\\.`, 'm').exec(text)?.[1], 0, 1e12);
  const [held, wired, packed] = ['Anonymous pages', 'Pages wired down', 'Pages occupied by compressor'].map(
    pages,
  );
  if (page === null || typeof held !== 'number' || typeof wired !== 'number') return null;
  return Math.max(0, held - (pages('Pages purgeable') ?? 0) + wired + (packed ?? 0)) * page;
}

/** Bytes since the start over all real adapters; each has one row with its link number. Counted from the right: the address may be missing. */
export function parseNetstat(text: string): { readonly sent: number; readonly received: number } | null {
  let sent = 0;
  let received = 0;
  let rows = 0;
  for (const line of text.split('\n')) {
    const row = words(line);
    if (!/^en\d+\*?$/.test(row[0] ?? '') || !/^<Link#\d+>$/.test(row[2] ?? '')) continue;
    rows += 1;
    received += figureOf(row.at(-5), 0, 1e18) ?? 0;
    sent += figureOf(row.at(-2), 0, 1e18) ?? 0;
  }
  return rows === 0 ? null : { sent, received };
}

/** " -InternalBattery-0 (id=1234567)	83%; discharging; 3:21 remaining present: true". */
export function parseCharge(text: string): Pick<LiveCounters, 'batteryPercent' | 'onMains'> {
  const share = /-InternalBattery-\d{1,3}(?: \(id=\d{1,20}\))?\t(\d{1,3})%/.exec(text)?.[1];
  if (share === undefined) return { batteryPercent: null, onMains: null };
  const from = /Now drawing from '(AC|Battery) Power'/.exec(text)?.[1];
  return { batteryPercent: percentOf(share), onMains: from === undefined ? null : from === 'AC' };
}

/** One listing by ps, which also tells true names: no second question is needed. */
export const macLiveProcesses: LiveProcesses = {
  list: async ({ run, signal }) => {
    const outcome = await run('/bin/ps', ['-Aceo', 'pid=,time=,rss=,comm='], { limitMs: LIMIT_MS, signal });
    const source = 'ps -Aceo pid,time,rss,comm';
    return outcome.status === 'ok' ? facts(source, parsePs(outcome.text)) : notAnswered(source, outcome);
  },
  trueName: async () => null,
};

/** "  501   1:02.50  10240 Finder": processor time as hours, minutes, seconds and hundredths; memory in KB. */
export function parsePs(text: string): readonly ProcessSample[] {
  return text.split('\n').flatMap((line) => {
    const [, id, time, rss, comm] = /^ *(\d{1,9}) +([\d:.]{4,20}) +(\d{1,15}) (.*)$/.exec(line) ?? [];
    const name = nameOf(comm);
    const pid = figureOf(id, 0, 2 ** 31);
    const cpuSeconds = secondsOf(time ?? '');
    if (name === null || pid === null || cpuSeconds === null) return [];
    const memory = figureOf(rss, 0, 1e12);
    return [
      {
        pid,
        name,
        cpuSeconds,
        corePercent: null,
        memoryBytes: memory === null ? null : memory * 1024,
        runningSeconds: null,
      },
    ];
  });
}

function secondsOf(time: string): number | null {
  const parts = time.split(':').map((part) => figureOf(part, 0, 1e9));
  return parts.reduce<number | null>(
    (sum, part) => (sum === null || part === null ? null : sum * 60 + part),
    0,
  );
}
