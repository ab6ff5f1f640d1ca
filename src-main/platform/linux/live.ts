import { facts, type Answer } from '../answer.ts';
import { figureOf, percentOf } from '../clean.ts';
import type { LiveCounters, SourceTools } from '../sources.ts';
import type { SystemFiles } from '../system-files.ts';
import { linuxBattery } from './battery.ts';
import { parseDiskCounters } from './disk-counters.ts';
import { parseMeminfo } from './memory.ts';
import { parseNetDev } from './network.ts';
import { words } from './parse-text.ts';
import { hottest } from './processor.ts';

/** A handful of small files a second, nothing else: what is watched must not slow what it watches. */
export async function linuxLive(tools: SourceTools): Promise<Answer<LiveCounters>> {
  const { files } = tools;
  const [memory, disks, network, load] = await Promise.all(
    ['/proc/meminfo', '/proc/diskstats', '/proc/net/dev', '/proc/loadavg'].map((path) => files.text(path)),
  );
  const space = parseMeminfo(memory ?? '');
  const { totalBytes, availableBytes } = space;
  const traffic = [...parseNetDev(network ?? '')]
    .filter(([name]) => isReal(name))
    .map(([, counters]) => counters);
  return facts('/proc', {
    memoryTotal: totalBytes,
    memoryUsed:
      totalBytes === null || availableBytes === null ? null : Math.max(0, totalBytes - availableBytes),
    swapTotal: space.swapTotalBytes,
    swapUsed: space.swapUsedBytes,
    load: figureOf(words(load ?? '')[0], 0, 1e6),
    disks: disks ? new Map(parseDiskCounters(disks).map((disk) => [disk.device, disk])) : null,
    networkUp: network ? traffic.reduce((sum, counters) => sum + counters.sent, 0) : null,
    networkDown: network ? traffic.reduce((sum, counters) => sum + counters.received, 0) : null,
    temperatureC: await sensors.read(tools),
    ...(await charge(tools)),
  });
}

/*
 * Sensors and batteries are slow to read where firmware answers (10 ms and more), and change slowly: every tenth time.
 */
function everyTenth<T>(read: (tools: SourceTools) => Promise<T>) {
  const before = new WeakMap<SystemFiles, { readonly turn: number; readonly value: T }>();
  return {
    async read(tools: SourceTools): Promise<T> {
      const known = before.get(tools.files);
      const turn = (known?.turn ?? 0) + 1;
      const value = known === undefined || turn % 10 === 0 ? await read(tools) : known.value;
      before.set(tools.files, { turn, value });
      return value;
    },
  };
}

const sensors = everyTenth(async ({ files }) => (await hottest(files)).temperatureC);
const batteries = everyTenth(linuxBattery);

async function charge(tools: SourceTools): Promise<Pick<LiveCounters, 'batteryPercent' | 'onMains'>> {
  const answer = await batteries.read(tools);
  if (answer.status !== 'ok') return { batteryPercent: null, onMains: null };
  const known = answer.data.batteries.map((battery) => battery.percent).filter((percent) => percent !== null);
  const mean = known.reduce((sum, percent) => sum + percent, 0) / known.length;
  return { batteryPercent: percentOf(mean), onMains: answer.data.onMains };
}

function isReal(name: string): boolean {
  return !/^(?:lo|ifb|veth|docker|br-|virbr|dummy|tun|tap|wg)/.test(name);
}
