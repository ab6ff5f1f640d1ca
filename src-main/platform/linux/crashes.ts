import { basename } from 'node:path';
import { z } from 'zod';
import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, type Answer } from '../answer.ts';
import { nameOf, timeOf } from '../clean.ts';
import { programsFrom, type Crash } from '../crash-list.ts';
import type { SourceTools } from '../sources.ts';
import { journalState, jsonLines, kernelLog, LOG_DAYS } from './kernel-log.ts';
import { parseLast, type Stops } from './last-boots.ts';
import { crashedIn } from './log-lines.ts';
import { fromMicroseconds } from './parse-text.ts';

const DAY = 86_400_000;
const SHUTDOWN_DAYS = 30;

/** Crashes as three places know them: the collector of core dumps, the kernel's log, and Ubuntu's reports. */
export async function linuxCrashes(tools: SourceTools): Promise<Answer<AreaDataOf['crashes']>> {
  const from = tools.now() - LOG_DAYS * DAY;
  const [log, dumps, reports, stops, dumped] = await Promise.all([
    kernelLog(tools),
    coreDumps(tools),
    apportReports(tools),
    unexpectedStops(tools),
    keptPanics(tools),
  ]);
  const inLog =
    log.status === 'ok'
      ? log.data.lines.flatMap(({ at, text }): readonly Crash[] => {
          const name = crashedIn(text);
          return name === null ? [] : [{ name, at, hang: false }];
        })
      : null;
  const lists = [inLog, dumps, reports].filter((list) => list !== null);
  if (lists.length === 0 && stops === null && log.status !== 'ok') return log;
  const { total, programs } = programsFrom(lists, from);
  const source = ['last -x', 'coredump journal', log.status === 'ok' ? log.source : ''];
  return facts(source.filter((part) => part !== '').join(', '), {
    days: LOG_DAYS,
    total: lists.length > 0 ? total : null,
    programs: [...programs],
    shutdowns: stops?.count ?? null,
    newestShutdownAt: stops?.newestAt ?? null,
    shutdownKind: (stops?.count ?? 0) > 0 && dumped ? 'crash' : null,
    stabilityIndex: null,
  });
}

const dumpSchema = z.object({
  __REALTIME_TIMESTAMP: z.string().max(20),
  COREDUMP_EXE: z.string().max(4096).nullish(),
  COREDUMP_COMM: z.string().max(4096).nullish(),
});

/** The message that systemd-coredump leaves for each dump (sd-messages.h). */
const DUMPED = 'MESSAGE_ID=fc2e22bc6ee647b6b90729ab34a250b1';

async function coreDumps({ run, files, signal }: SourceTools): Promise<readonly Crash[] | null> {
  if ((await journalState(files)) !== 'readable') return null;
  const args = [DUMPED, `--since=-${LOG_DAYS}days`, '--output=json', '--quiet', '--no-pager', '--lines=500'];
  const outcome = await run('journalctl', [...args, '--output-fields=COREDUMP_EXE,COREDUMP_COMM'], {
    limitMs: 2000,
    signal,
  });
  return outcome.status === 'ok' ? parseCoreDumps(outcome.text) : null;
}

export function parseCoreDumps(text: string): readonly Crash[] {
  return jsonLines(text).flatMap((value) => {
    const dump = dumpSchema.safeParse(value);
    if (!dump.success) return [];
    const name = nameOf(basename(dump.data.COREDUMP_EXE ?? '')) ?? nameOf(dump.data.COREDUMP_COMM);
    return name === null ? [] : [{ name, at: fromMicroseconds(dump.data.__REALTIME_TIMESTAMP), hang: false }];
  });
}

/** /var/crash/_usr_bin_gnome-shell.1000.crash: the path with "_" for "/"; only its last part is kept. */
async function apportReports({ files }: SourceTools): Promise<readonly Crash[] | null> {
  const entries = (await files.list('/var/crash')).filter((entry) => entry.endsWith('.crash')).slice(0, 100);
  if (entries.length === 0) return null;
  const crashes = await Promise.all(
    entries.map(async (entry): Promise<readonly Crash[]> => {
      const name = nameOf(/_([^_]+)\.\d+\.crash$/.exec(entry)?.[1]);
      return name === null
        ? []
        : [{ name, at: timeOf(await files.changedAt(`/var/crash/${entry}`)), hang: false }];
    }),
  );
  return crashes.flat();
}

async function unexpectedStops({ run, signal, now }: SourceTools): Promise<Stops | null> {
  const args = ['-x', '--time-format', 'iso', '-n', '400', 'reboot', 'shutdown'];
  const outcome = await run('last', args, { limitMs: 1000, signal });
  return outcome.status === 'ok' ? parseLast(outcome.text, now() - SHUTDOWN_DAYS * DAY) : null;
}

/** What the kernel could save of its last words. */
async function keptPanics({ files }: SourceTools): Promise<boolean> {
  const folders = await Promise.all(
    ['/sys/fs/pstore', '/var/lib/systemd/pstore'].map((path) => files.list(path)),
  );
  return folders.some((entries) => entries.length > 0);
}
