import { readdirSync, readFileSync } from 'node:fs';

/** What Linux tells of processes, processors and the loopback network. Times in seconds of one processor. */
const TICKS_PER_SECOND = 100;

export interface ProcessFacts {
  readonly pid: number;
  readonly parent: number;
  readonly seconds: number;
  readonly residentBytes: number;
}

const PAGE_BYTES = 4_096;

export function listProcesses(): ReadonlyMap<number, ProcessFacts> {
  const found = new Map<number, ProcessFacts>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const facts = parseStat(readFileSync(`/proc/${name}/stat`, 'latin1'));
      found.set(facts.pid, facts);
    } catch {
      // it has ended since the folder was read
    }
  }
  return found;
}

/** The name in brackets may hold spaces and brackets itself. */
export function parseStat(text: string): ProcessFacts {
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  // field 3 of proc(5) is index 0 here: ppid 4, utime 14, stime 15, rss 24
  return {
    pid: Number.parseInt(text, 10),
    parent: fields[1] ?? 0,
    seconds: ((fields[11] ?? 0) + (fields[12] ?? 0)) / TICKS_PER_SECOND,
    residentBytes: (fields[21] ?? 0) * PAGE_BYTES,
  };
}

/** A process and all below it. */
export function treeOf(
  root: number,
  all: Iterable<Pick<ProcessFacts, 'pid' | 'parent'>>,
): ReadonlySet<number> {
  const children = new Map<number, number[]>();
  for (const { pid, parent } of all) children.set(parent, [...(children.get(parent) ?? []), pid]);
  const found = new Set<number>();
  const open = [root];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    if (found.has(pid)) continue;
    found.add(pid);
    open.push(...(children.get(pid) ?? []));
  }
  return found;
}

export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

export interface MachineTimes {
  readonly busy: number;
  readonly stolen: number;
}

export function readMachineTimes(): MachineTimes {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = line
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return {
    busy: (user + nice + system + irq + softirq) / TICKS_PER_SECOND,
    stolen: steal / TICKS_PER_SECOND,
  };
}

/** Bytes ever sent over the loopback network, with all headers. */
export function readLoopbackBytes(): number {
  const line = readFileSync('/proc/net/dev', 'utf8')
    .split('\n')
    .find((one) => one.trim().startsWith('lo:'));
  return Number(line?.split(':')[1]?.trim().split(/\s+/)[0] ?? Number.NaN);
}
