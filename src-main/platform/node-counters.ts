import { cpus, freemem, loadavg, totalmem } from 'node:os';
import { currentPlatform } from './platform.ts';
import { facts, type Answer } from './answer.ts';
import type { CpuTicks, LiveCounters } from './sources.ts';

/** What Node itself can say on every system. */
export async function nodeCpuTicks(): Promise<Answer<CpuTicks>> {
  const cores = cpus().map(({ times }) => {
    const busy = times.user + times.nice + times.sys + times.irq;
    return { busy, total: busy + times.idle };
  });
  const sum = (pick: (core: (typeof cores)[number]) => number) =>
    cores.reduce((all, core) => all + pick(core), 0);
  return facts('os.cpus()', {
    busy: sum((core) => core.busy),
    total: sum((core) => core.total),
    ioWait: null,
    steal: null,
    cores,
  });
}

export async function nodeLive(): Promise<Answer<LiveCounters>> {
  const memoryTotal = totalmem();
  return facts('os.freemem()', {
    memoryTotal,
    memoryUsed: memoryTotal - freemem(),
    swapUsed: null,
    swapTotal: null,
    load: currentPlatform() === 'win32' ? null : (loadavg()[0] ?? null), // Windows has none and Node says 0
    disks: null,
    networkUp: null,
    networkDown: null,
    temperatureC: null,
    batteryPercent: null,
    onMains: null,
  });
}
