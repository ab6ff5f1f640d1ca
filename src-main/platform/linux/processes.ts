import { basename } from 'node:path';
import { facts, unavailable, type Answer } from '../answer.ts';
import { nameOf } from '../clean.ts';
import type { ProcessSample, SourceTools } from '../sources.ts';
import type { SystemFiles } from '../system-files.ts';
import { words } from './parse-text.ts';

const TICKS_PER_SECOND = 100; // USER_HZ, the same on every Linux that Electron runs on
const PAGE = 4096;
const MOST = 4000;

/** Every program with its own memory; kernel threads have none and are left out. Arguments are never read. */
export async function linuxProcesses({ files }: SourceTools): Promise<Answer<readonly ProcessSample[]>> {
  const source = '/proc/*/stat';
  const ids = (await files.list('/proc')).filter((entry) => /^\d+$/.test(entry)).slice(0, MOST);
  const uptime = Number(words((await files.text('/proc/uptime')) ?? '')[0]);
  const samples: ProcessSample[] = [];
  // In handfuls: thousands of files opened at once would keep everything else waiting.
  for (let from = 0; from < ids.length; from += 64) {
    const some = await Promise.all(ids.slice(from, from + 64).map((id) => readProcess(files, id, uptime)));
    for (const sample of some) if (sample) samples.push(sample);
  }
  return samples.length > 0
    ? facts(source, samples)
    : unavailable(source, 'the system does not list its programs');
}

async function readProcess(files: SystemFiles, id: string, uptime: number): Promise<ProcessSample | null> {
  const sample = parseStat((await files.text(`/proc/${id}/stat`)) ?? '', uptime);
  if (!sample) return null;
  // A program can give itself any name, with arguments in it; the link to its file tells the true one, but only to
  // its own user and to root.
  const file = await files.linkName(`/proc/${id}/exe`);
  return { ...sample, name: nameOf(file) ?? sample.name };
}

/** /proc/PID/stat; the name stands in brackets and may itself hold brackets and spaces. */
export function parseStat(text: string, uptimeSeconds: number): ProcessSample | null {
  const open = text.indexOf('(');
  const close = text.lastIndexOf(')');
  if (open < 1 || close < open) return null;
  const rest = words(text.slice(close + 1));
  const field = (number: number) => Number(rest[number - 3]); // proc(5) counts from 1, the state is field 3
  const name = nameOf(basename(text.slice(open + 1, close)));
  if (name === null || !(field(23) > 0)) return null;
  const started = field(22) / TICKS_PER_SECOND;
  return {
    pid: Number(text.slice(0, open)),
    name,
    cpuSeconds: (field(14) + field(15)) / TICKS_PER_SECOND,
    corePercent: null,
    memoryBytes: Math.max(0, field(24)) * PAGE,
    runningSeconds: Number.isFinite(uptimeSeconds) ? Math.max(0, Math.round(uptimeSeconds - started)) : null,
  };
}
