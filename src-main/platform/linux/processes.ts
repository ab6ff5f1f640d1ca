import { basename } from 'node:path';
import { facts, unavailable, type Answer } from '../answer.ts';
import { figureOf, nameOf } from '../clean.ts';
import type { LiveProcesses, ProcessSample, SourceTools } from '../sources.ts';
import type { SystemFiles } from '../system-files.ts';
import { words } from './parse-text.ts';

const TICKS_PER_SECOND = 100; // USER_HZ, the same on every Linux that Electron runs on
const PAGE = 4096;
const MOST = 4000;

/** Every program with its own memory; kernel threads have none and are left out. Arguments are never read. */
export async function linuxProcesses({ files }: SourceTools): Promise<Answer<readonly ProcessSample[]>> {
  return listProcesses(files, async (sample) => ({
    ...sample,
    name: (await trueName(files, sample.pid)) ?? sample.name,
  }));
}

/** For live values: half the files, since only the few that are shown are asked for their true names. */
export const linuxLiveProcesses: LiveProcesses = {
  list: ({ files }) => listProcesses(files, async (sample) => sample),
  trueName: ({ files }, pid) => trueName(files, pid),
};

async function listProcesses(
  files: SystemFiles,
  finish: (sample: ProcessSample) => Promise<ProcessSample>,
): Promise<Answer<readonly ProcessSample[]>> {
  const source = '/proc/*/stat';
  const ids = (await files.list('/proc')).filter((entry) => /^\d+$/.test(entry)).slice(0, MOST);
  const uptime = Number(words((await files.text('/proc/uptime')) ?? '')[0]);
  const read = async (id: string) => {
    const sample = parseStat((await files.text(`/proc/${id}/stat`)) ?? '', uptime);
    return sample && finish(sample);
  };
  const samples: ProcessSample[] = [];
  // In handfuls: thousands of files opened at once would keep everything else waiting.
  for (let from = 0; from < ids.length; from += 64) {
    const some = await Promise.all(ids.slice(from, from + 64).map(read));
    for (const sample of some) if (sample) samples.push(sample);
  }
  return samples.length > 0
    ? facts(source, samples)
    : unavailable(source, 'the system does not list its programs');
}

// A program can give itself any name, with arguments in it; the link to its file tells the true one, but only to its
// own user and to root.
async function trueName(files: SystemFiles, pid: number): Promise<string | null> {
  return nameOf(await files.linkName(`/proc/${pid}/exe`));
}

/** /proc/PID/stat; the name stands in brackets and may itself hold brackets and spaces. */
export function parseStat(text: string, uptimeSeconds: number): ProcessSample | null {
  const open = text.indexOf('(');
  const close = text.lastIndexOf(')');
  if (open < 1 || close < open) return null;
  const rest = words(text.slice(close + 1));
  // proc(5) counts from 1, the state is field 3
  const field = (number: number) => figureOf(rest[number - 3], 0, 1e15);
  const name = nameOf(basename(text.slice(open + 1, close)));
  const pid = figureOf(text.slice(0, open), 1, 2 ** 31);
  const [user, system, started] = [field(14), field(15), field(22)];
  if (name === null || pid === null || user === null || system === null) return null;
  if ((field(23) ?? 0) === 0) return null; // a thread of the kernel
  const pages = field(24);
  return {
    pid,
    name,
    cpuSeconds: (user + system) / TICKS_PER_SECOND,
    corePercent: null,
    memoryBytes: pages === null ? null : pages * PAGE,
    runningSeconds:
      started === null ? null : figureOf(Math.round(uptimeSeconds - started / TICKS_PER_SECOND), 0, 1e10),
  };
}
