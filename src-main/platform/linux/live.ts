import { facts, type Answer } from '../answer.ts';
import type { LiveCounters, SourceTools } from '../sources.ts';
import { parseMeminfo } from './memory.ts';
import { parseNetDev } from './network.ts';
import { words } from './parse-text.ts';

/** Three small files a second, nothing else: what is watched must not slow what it watches. */
export async function linuxLive({ files }: SourceTools): Promise<Answer<LiveCounters>> {
  const [memory, disks, network] = await Promise.all(
    ['/proc/meminfo', '/proc/diskstats', '/proc/net/dev'].map((path) => files.text(path)),
  );
  const { totalBytes, availableBytes } = parseMeminfo(memory ?? '');
  const traffic = [...parseNetDev(network ?? '')]
    .filter(([name]) => isReal(name))
    .map(([, counters]) => counters);
  return facts('/proc', {
    memoryTotal: totalBytes,
    memoryUsed: totalBytes === null || availableBytes === null ? null : totalBytes - availableBytes,
    diskBusyMs: disks ? parseDiskstats(disks) : null,
    networkUp: network ? traffic.reduce((sum, counters) => sum + counters.sent, 0) : null,
    networkDown: network ? traffic.reduce((sum, counters) => sum + counters.received, 0) : null,
  });
}

/** Field 13 of /proc/diskstats: milliseconds spent with requests under way; whole disks only. */
export function parseDiskstats(text: string): ReadonlyMap<string, number> {
  const busy = new Map<string, number>();
  for (const line of text.split('\n')) {
    const row = words(line);
    const name = row[2];
    if (name !== undefined && /^(?:sd[a-z]+|vd[a-z]+|xvd[a-z]+|nvme\d+n\d+|mmcblk\d+)$/.test(name))
      busy.set(name, Number(row[12] ?? 0));
  }
  return busy;
}

function isReal(name: string): boolean {
  return !/^(?:lo|ifb|veth|docker|br-|virbr|dummy|tun|tap|wg)/.test(name);
}
