import { cpus, freemem, totalmem } from 'node:os';
import { facts, type Answer } from './answer.ts';
import type { CpuTicks, LiveCounters } from './sources.ts';

/** What Node itself can say on every system. */
export async function nodeCpuTicks(): Promise<Answer<CpuTicks>> {
  let busy = 0;
  let total = 0;
  for (const { times } of cpus()) {
    busy += times.user + times.nice + times.sys + times.irq;
    total += times.user + times.nice + times.sys + times.irq + times.idle;
  }
  return facts('os.cpus()', { busy, total, ioWait: null, steal: null });
}

export async function nodeLive(): Promise<Answer<LiveCounters>> {
  const memoryTotal = totalmem();
  return facts('os.freemem()', {
    memoryTotal,
    memoryUsed: memoryTotal - freemem(),
    diskBusyMs: null,
    networkUp: null,
    networkDown: null,
  });
}
