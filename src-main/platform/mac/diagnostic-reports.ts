import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { eventKinds } from '../../../src-shared/diagnostics/health-areas.ts';
import { denied, facts, type Answer } from '../answer.ts';
import { nameOf } from '../clean.ts';
import { programsFrom, type Crash } from '../crash-list.ts';
import type { SourceTools } from '../sources.ts';

const DAY = 86_400_000;
const source = 'Library/Logs/DiagnosticReports';

/** The kinds of report that macOS names its files after. */
type Report =
  | { readonly kind: 'crash' | 'hang'; readonly name: string; readonly at: number | null }
  | { readonly kind: 'panic' | 'reset' | 'memory' | 'graphics'; readonly at: number | null };

/** Names of the files only; what stands in them is never read. */
async function reports({ files, env }: SourceTools): Promise<readonly Report[] | null> {
  const own = env['HOME']?.startsWith('/') ? `${env['HOME']}/Library/Logs/DiagnosticReports` : null;
  const folders = ['/Library/Logs/DiagnosticReports', ...(own === null ? [] : [own])];
  const there = await Promise.all(folders.map((path) => files.exists(path)));
  if (!there.includes(true)) return null;
  const lists = await Promise.all(
    folders.flatMap((path) => [files.list(path), files.list(`${path}/Retired`)]),
  );
  return lists.flat().slice(0, 5000).flatMap(reportOf);
}

/** "Safari-2026-11-20-101112.ips", "Mail_2026-11-20-101112_host.hang", "panic-full-2026-11-20-101112.0002.panic". */
export function reportOf(file: string): readonly Report[] {
  const match = /^(.{1,200}?)[-_](\d{4}-\d\d-\d\d)-(\d\d)(\d\d)(\d\d)\b.*\.(\w{1,12})$/.exec(
    file.slice(0, 300).replace(/(\d{6})_.*\.(\w+)$/, '$1.$2'),
  );
  if (!match) return [];
  const [, program = '', day = '', hours = '', minutes = '', seconds = '', end = ''] = match;
  const when = Date.parse(`${day}T${hours}:${minutes}:${seconds}`); // local time
  const at = Number.isNaN(when) ? null : when;
  if (end === 'panic' || /^(?:Kernel|panic(?:-full|-base)?)$/i.test(program)) return [{ kind: 'panic', at }];
  if (/^(?:ResetCounter|forceReset)/i.test(program)) return [{ kind: 'reset', at }];
  if (/^JetsamEvent/i.test(program)) return [{ kind: 'memory', at }];
  if (/gpu(?:Restart|Event)/i.test(`${program}.${end}`)) return [{ kind: 'graphics', at }];
  const name = nameOf(program);
  if (name === null) return [];
  if (end === 'hang' || end === 'spin') return [{ kind: 'hang', name, at }];
  return end === 'crash' || end === 'ips' ? [{ kind: 'crash', name, at }] : [];
}

export async function macCrashes(tools: SourceTools): Promise<Answer<AreaDataOf['crashes']>> {
  const found = await reports(tools);
  if (found === null) return denied(source, 'the folder of crash reports may not be read');
  const now = tools.now();
  const crashes = found.flatMap((report): readonly Crash[] =>
    report.kind === 'crash' || report.kind === 'hang'
      ? [{ name: report.name, at: report.at, hang: report.kind === 'hang' }]
      : [],
  );
  const stops = found.flatMap(({ kind, at }) =>
    (kind === 'panic' || kind === 'reset') && at !== null && at >= now - 30 * DAY ? [{ kind, at }] : [],
  );
  const newest = stops.sort((a, b) => b.at - a.at)[0];
  const { total, programs } = programsFrom([crashes], now - 7 * DAY);
  return facts(source, {
    days: 7,
    total,
    programs: [...programs],
    shutdowns: stops.length,
    newestShutdownAt: newest?.at ?? null,
    shutdownKind: newest ? (newest.kind === 'panic' ? 'crash' : 'power') : null,
    stabilityIndex: null,
  });
}

/** A search of the log itself takes macOS minutes, so only what has a report of its own is known here. */
export async function macEvents(tools: SourceTools): Promise<Answer<AreaDataOf['events']>> {
  const found = await reports(tools);
  if (found === null) return denied(source, 'the folder of crash reports may not be read');
  const from = tools.now() - 7 * DAY;
  return facts(source, {
    days: 7,
    kinds: eventKinds.map((kind) => {
      const known = kind === 'memory' || kind === 'graphics';
      const times = found.flatMap((report) =>
        report.kind === kind && report.at !== null && report.at >= from ? [report.at] : [],
      );
      return {
        kind,
        count: known ? times.length : null,
        newestAt: times.length > 0 ? Math.max(...times) : null,
        program: null,
        text: null,
      };
    }),
  });
}
