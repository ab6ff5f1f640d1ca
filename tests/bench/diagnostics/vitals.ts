import { readFileSync, readdirSync } from 'node:fs';
import { fork } from 'node:child_process';
import { loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const collectorFile = fileURLToPath(
  new URL('../../../src-main/probes/collector-process.ts', import.meta.url),
);
const SECONDS = 30;
const TICKS_PER_SECOND = 100;

export interface VitalsCost {
  readonly seconds: number;
  readonly samples: number;
  /** Processor time of the process that samples, of one core. */
  readonly corePercent: number;
  readonly processes: number;
  readonly load: number;
}

/** What sampling once a second costs the process that does it, after it has warmed up. Linux only. */
export async function measureVitals(): Promise<VitalsCost> {
  const child = fork(collectorFile, [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  let samples = 0;
  child.on('message', (message: { readonly type?: string }) => {
    if (message.type === 'vitals') samples += 1;
  });
  try {
    await new Promise<void>((resolve) => child.once('message', () => resolve()));
    child.send({ type: 'vitals.start', everyMs: 1000 });
    await wait(5000);
    samples = 0;
    const before = ticksOf(child.pid ?? 0);
    await wait(SECONDS * 1000);
    const used = (ticksOf(child.pid ?? 0) - before) / TICKS_PER_SECOND;
    const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).length;
    return {
      seconds: SECONDS,
      samples,
      corePercent: (100 * used) / SECONDS,
      processes,
      load: loadavg()[0] ?? 0,
    };
  } finally {
    child.kill('SIGKILL');
  }
}

function ticksOf(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}
