import { z } from 'zod';
import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { eventKinds, type EventKind } from '../../../src-shared/diagnostics/health-areas.ts';
import { denied, failed, facts, notAnswered, unavailable, type Answer } from '../answer.ts';
import { figureOf, nameOf } from '../clean.ts';
import { programsFrom, type Crash } from '../crash-list.ts';
import { jsonOrNull } from '../json-or-null.ts';
import type { RunCommand } from '../run-command.ts';
import type { SourceTools } from '../sources.ts';
import { listOf, momentOf, powershell } from './powershell.ts';

const DAY = 86_400_000;
const LOG_DAYS = 7;
const SHUTDOWN_DAYS = 30;
/** One stop is written down by several parts of Windows, all at the next start. */
const SAME_STOP_MS = 10 * 60_000;

/*
 * One look at the event logs for four probes: starting PowerShell is the dear part. Only numbers, names of sources and
 * the first property are taken, never a message: those are translated and may hold anything.
 */
const script = [
  '$d=(Get-Date).AddDays(-30);$w=(Get-Date).AddDays(-7);',
  "function q($f,$n){try{,@(Get-WinEvent -FilterHashtable $f -MaxEvents $n -ErrorAction Stop|%{[pscustomobject]@{i=$_.Id;p=$_.ProviderName;t=$_.TimeCreated.ToUniversalTime().ToString('o');v=[string]($_.Properties|Select-Object -First 1).Value}})}",
  "catch{if($_.FullyQualifiedErrorId -like 'NoMatchingEventsFound*'){,@()}else{$null}}};",
  "$s=q @{LogName='System';Id=7,17,18,19,20,37,41,51,55,153,1001,1101,1102,1201,1202,2004,4101,4199,6008;StartTime=$d} 3000;",
  "$a=q @{LogName='Application';Id=1000,1002,1511,1515;StartTime=$w} 1000;",
  "$b=$null;$x='ok';try{$e=Get-WinEvent -FilterHashtable @{LogName='Microsoft-Windows-Diagnostics-Performance/Operational';Id=100} -MaxEvents 1 -ErrorAction Stop;",
  "$m=([xml]$e.ToXml()).Event.EventData.Data;$g={param($n)($m|?{$_.Name -eq $n}).'#text'};",
  "$b=@{t=$e.TimeCreated.ToUniversalTime().ToString('o');all=(& $g 'BootTime');main=(& $g 'MainPathBootTime');post=(& $g 'BootPostBootTime')}}",
  "catch{$x=if($_.Exception -is [UnauthorizedAccessException]){'denied'}else{'none'}};",
  '$r=$null;try{$r=(Get-CimInstance Win32_ReliabilityStabilityMetrics -ErrorAction Stop|Sort-Object TimeGenerated|Select-Object -Last 1).SystemStabilityIndex}catch{};',
  "$o=$null;try{$o=(Get-CimInstance Win32_OperatingSystem).LastBootUpTime.ToUniversalTime().ToString('o')}catch{};",
  '@{s=$s;a=$a;b=$b;x=$x;r=$r;o=$o}|ConvertTo-Json -Depth 4 -Compress',
].join('');

const eventSchema = z.object({
  i: z.number().int(),
  p: z.string().nullish(),
  t: z.string(),
  v: z.string().nullish(),
});
const count = z.union([z.string(), z.number()]).nullish();
const logSchema = z.object({
  s: listOf(eventSchema),
  a: listOf(eventSchema),
  b: z.object({ t: z.string().nullish(), all: count, main: count, post: count }).nullish(),
  x: z.string().nullish(),
  r: z.number().nullish(),
  o: z.string().nullish(),
});
export type WindowsLog = z.infer<typeof logSchema>;
type WindowsEvent = z.infer<typeof eventSchema>;

const source = 'Get-WinEvent System, Application';
const FRESH_MS = 5000;
const asked = new WeakMap<RunCommand, { readonly at: number; readonly log: Promise<Answer<WindowsLog>> }>();

/** The logs, read once for all who ask within some seconds. */
export function windowsLog(tools: SourceTools): Promise<Answer<WindowsLog>> {
  const before = asked.get(tools.run);
  const now = tools.now();
  if (before && Math.abs(now - before.at) < FRESH_MS) return before.log;
  const log = readLog(tools);
  asked.set(tools.run, { at: now, log });
  return log;
}

async function readLog(tools: SourceTools): Promise<Answer<WindowsLog>> {
  const outcome = await powershell(tools, script, 7500);
  if (outcome.status !== 'ok') return notAnswered(source, outcome);
  const log = parseWindowsLog(outcome.text);
  return log === null ? failed(source, 'the event log could not be read') : facts(source, log);
}

export function parseWindowsLog(text: string): WindowsLog | null {
  const log = logSchema.safeParse(jsonOrNull(text));
  return log.success ? log.data : null;
}

/** Which source may use a number for what: the same numbers mean other things elsewhere. */
const kinds: readonly (readonly [kind: EventKind, provider: RegExp, ids: readonly number[]])[] = [
  ['disk', /^disk$/i, [7, 51, 153]],
  ['disk', /ntfs/i, [55]],
  ['memory', /Resource-Exhaustion-Detector/i, [2004]],
  ['hardware', /WHEA-Logger/i, [17, 18, 19, 20]],
  ['ecc', /MemoryDiagnostics-Results/i, [1102, 1202]],
  ['heat', /Kernel-Processor-Power/i, [37]],
  ['graphics', /^Display$/i, [4101]],
  ['address', /^Tcpip6?$/i, [4199]],
];

export async function windowsEvents(tools: SourceTools): Promise<Answer<AreaDataOf['events']>> {
  const log = await windowsLog(tools);
  if (log.status !== 'ok') return log;
  const system = log.data.s;
  if (!system) return denied(source, 'Windows does not let this user read its log');
  return facts(source, {
    days: LOG_DAYS,
    kinds: eventKinds.map((kind) => summary(kind, system, tools.now() - LOG_DAYS * DAY)),
  });
}

function summary(
  kind: EventKind,
  events: readonly WindowsEvent[],
  from: number,
): AreaDataOf['events']['kinds'][number] {
  const own = events.filter((event) => isOf(kind, event) && (momentOf(event.t) ?? 0) >= from);
  const newest = own.sort((a, b) => (momentOf(b.t) ?? 0) - (momentOf(a.t) ?? 0))[0];
  return {
    kind,
    count: own.length,
    newestAt: momentOf(newest?.t),
    program: null,
    text: newest ? nameOf(`${newest.p ?? ''} ${newest.i}`) : null,
  };
}

function isOf(kind: EventKind, { i, p }: WindowsEvent): boolean {
  return kinds.some(([one, provider, ids]) => one === kind && ids.includes(i) && provider.test(p ?? ''));
}

export async function windowsCrashes(tools: SourceTools): Promise<Answer<AreaDataOf['crashes']>> {
  const log = await windowsLog(tools);
  return log.status === 'ok' ? facts(source, crashesIn(log.data, tools.now())) : log;
}

export function crashesIn({ a, s, r }: WindowsLog, now: number): AreaDataOf['crashes'] {
  const crashes = a?.flatMap(({ i, p, t, v }): readonly Crash[] => {
    const name = nameOf(v);
    const ours = /^Application (?:Error|Hang)$/i.test(p ?? '');
    return ours && name !== null ? [{ name, at: momentOf(t), hang: i === 1002 }] : [];
  });
  const { total, programs } = programsFrom(crashes ? [crashes] : [], now - LOG_DAYS * DAY);
  const stops = s ? stopsIn(s, now - SHUTDOWN_DAYS * DAY) : null;
  return {
    days: LOG_DAYS,
    total: crashes ? total : null,
    programs: [...programs],
    shutdowns: stops?.length ?? null,
    newestShutdownAt: stops?.[0]?.at ?? null,
    shutdownKind: stops?.[0] ? (stops[0].crash ? 'crash' : 'power') : null,
    stabilityIndex: figureOf(r, 0, 10),
  };
}

interface Stop {
  readonly at: number;
  readonly crash: boolean;
}

/** Kernel-Power 41 (first property: the stop code, 0 without one), EventLog 6008 and the report of a blue screen. */
function stopsIn(events: readonly WindowsEvent[], from: number): readonly Stop[] {
  const marks = events
    .flatMap(({ i, p, t, v }): readonly Stop[] => {
      const at = momentOf(t);
      if (at === null || at < from) return [];
      const provider = p ?? '';
      if (i === 41 && /Kernel-Power/i.test(provider)) return [{ at, crash: Number(v ?? 0) > 0 }];
      if (i === 6008 && /^EventLog$/i.test(provider)) return [{ at, crash: false }];
      return i === 1001 && /WER-SystemErrorReporting|^BugCheck$/i.test(provider) ? [{ at, crash: true }] : [];
    })
    .slice()
    .sort((x, y) => y.at - x.at);
  const stops: Stop[] = [];
  for (const mark of marks) {
    const last = stops.at(-1);
    if (last && last.at - mark.at < SAME_STOP_MS)
      stops[stops.length - 1] = { at: last.at, crash: last.crash || mark.crash };
    else stops.push(mark);
  }
  return stops;
}

export async function windowsBoot(tools: SourceTools): Promise<Answer<AreaDataOf['boot']>> {
  const from = 'Diagnostics-Performance 100';
  const log = await windowsLog(tools);
  if (log.status !== 'ok') return log;
  if (log.data.b) return facts(from, bootFrom(log.data.b));
  return log.data.x === 'denied'
    ? denied(from, 'the time of the start needs administrator rights')
    : unavailable(from, 'Windows has not measured a start yet');
}

/** All in milliseconds; the main path ends when the desktop is shown, the rest when it has come to rest. */
export function bootFrom({ t, all, main, post }: NonNullable<WindowsLog['b']>): AreaDataOf['boot'] {
  const seconds = (ms: unknown) => {
    const value = figureOf(ms, 0, 1e9);
    return value === null ? null : value / 1000;
  };
  return {
    seconds: seconds(all) ?? seconds(main),
    firmwareSeconds: null,
    loaderSeconds: null,
    kernelSeconds: null,
    servicesSeconds: seconds(main),
    signInSeconds: seconds(post),
    at: momentOf(t),
    slowest: [],
  };
}

/** True when the profile service had to make a temporary profile since the last start. */
export function temporaryProfileIn({ a, o }: WindowsLog): boolean | null {
  if (!a) return null;
  const start = momentOf(o) ?? 0;
  return a.some(
    ({ i, p, t }) =>
      (i === 1511 || i === 1515) && /User Profiles Service/i.test(p ?? '') && (momentOf(t) ?? 0) >= start,
  );
}
