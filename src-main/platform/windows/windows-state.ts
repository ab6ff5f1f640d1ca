import { z } from 'zod';
import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { failed, facts, notAnswered, unavailable, type Answer } from '../answer.ts';
import { countOf, nameOf } from '../clean.ts';
import { jsonOrNull } from '../json-or-null.ts';
import type { ClockState, SourceTools } from '../sources.ts';
import { powershell } from './powershell.ts';

type Printer = AreaDataOf['printers']['printers'][number];

const restartKeys = [
  String.raw`HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\RebootPending`,
  String.raw`HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired`,
];

/** The keys exist only while a restart is pending; reg.exe ends with 1 where a key does not exist. */
export async function windowsRestartRequired({ run, signal }: SourceTools): Promise<boolean | null> {
  const outcomes = await Promise.all(
    restartKeys.map((key) => run('reg.exe', ['query', key], { limitMs: 1500, signal })),
  );
  if (outcomes.some((outcome) => outcome.status === 'ok' && outcome.code === 0)) return true;
  return outcomes.every((outcome) => outcome.status === 'ok') ? false : null;
}

export async function windowsClock({ run, signal }: SourceTools): Promise<Answer<ClockState>> {
  const outcome = await run('w32tm.exe', ['/query', '/status'], { limitMs: 2500, signal });
  if (outcome.status !== 'ok') return notAnswered('w32tm /query /status', outcome);
  return facts('w32tm /query /status', parseW32tm(outcome.text, outcome.code));
}

/** Labels are translated, so the order of lines and the stratum's number count: 0 is "not synchronised". */
export function parseW32tm(text: string, code: number): ClockState {
  if (code !== 0) return { synchronised: null, serviceActive: false };
  if (/Local CMOS Clock|Free-running System Clock/i.test(text))
    return { synchronised: false, serviceActive: true };
  const stratum = /^[^:\n]+: *(\d+)\b/m.exec(text.split('\n').slice(1).join('\n'))?.[1];
  return { synchronised: stratum === undefined ? null : Number(stratum) > 0, serviceActive: true };
}

export async function windowsProxySet({ run, env, signal }: SourceTools): Promise<boolean | null> {
  if (['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'].some((name) => env[name])) return true;
  const key = String.raw`HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings`;
  const outcome = await run('reg.exe', ['query', key], { limitMs: 1500, signal });
  return outcome.status === 'ok' && outcome.code === 0 ? parseProxyKey(outcome.text) : null;
}

/** Values of the key as reg.exe prints them: name, type, value. */
export function parseProxyKey(text: string): boolean {
  return (
    /^[ \t]*ProxyEnable[ \t]+REG_DWORD[ \t]+0x1[ \t]*\r?$/m.test(text) ||
    /^[ \t]*AutoConfigURL[ \t]+REG_SZ[ \t]+\S/m.test(text)
  );
}

const printerScript =
  '@{p=@(Get-CimInstance Win32_Printer|Select-Object Name,DriverName,Default,PrinterStatus,WorkOffline,DetectedErrorState);' +
  'j=@(Get-CimInstance Win32_PrintJob|Select-Object Name,@{n="At";e={$_.TimeSubmitted.ToUniversalTime().ToString("o")}});' +
  's=(Get-Service Spooler).Status.ToString()}|ConvertTo-Json -Depth 3 -Compress';

const printerSchema = z.object({
  p: z.array(
    z.object({
      Name: z.string(),
      DriverName: z.string().nullish(),
      Default: z.boolean().nullish(),
      PrinterStatus: z.number().nullish(),
      WorkOffline: z.boolean().nullish(),
      DetectedErrorState: z.number().nullish(),
    }),
  ),
  j: z.array(z.object({ Name: z.string(), At: z.string().nullish() })),
  s: z.string(),
});

/** One PowerShell with a fixed script: starting it is the dear part. */
export async function windowsPrinters(tools: SourceTools): Promise<Answer<AreaDataOf['printers']>> {
  const source = 'Win32_Printer, Win32_PrintJob';
  const outcome = await powershell(tools, printerScript, 7000, tools.signal);
  if (outcome.status !== 'ok') return notAnswered(source, outcome);
  const printers = parsePrinters(outcome.text, tools.now());
  if (!printers) return failed(source, 'the list of printers could not be read');
  return printers.printers.length > 0 ? facts(source, printers) : unavailable(source, 'no printer is set up');
}

export function parsePrinters(text: string, now: number): AreaDataOf['printers'] | null {
  const parsed = printerSchema.safeParse(jsonOrNull(text));
  if (!parsed.success) return null;
  const { p, j, s } = parsed.data;
  return {
    serviceRunning: s === 'Running',
    printers: p.slice(0, 64).map((printer): Printer => {
      const own = j.filter((job) => queueOf(job.Name) === printer.Name);
      const ages = own
        .map((job) => Date.parse(job.At ?? ''))
        .filter((at) => !Number.isNaN(at))
        .map((at) => Math.max(0, now - at) / 1000);
      return {
        name: nameOf(printer.Name),
        model: nameOf(printer.DriverName),
        isDefault: printer.Default ?? null,
        status: statusOf(printer),
        jobs: own.length,
        oldestJobSeconds:
          ages.length > 0 ? countOf(ages.reduce((oldest, age) => Math.max(oldest, age), 0)) : null,
      };
    }),
  };
}

/** The name of a job is "queue, number". */
function queueOf(job: string): string {
  const at = job.lastIndexOf(',');
  return /^ *\d+$/.test(job.slice(at + 1)) ? job.slice(0, at) : job;
}

// Win32_Printer: PrinterStatus 3 idle, 4 printing, 6 stopped, 7 offline; DetectedErrorState 0 to 2 are no errors.
function statusOf(printer: z.infer<typeof printerSchema>['p'][number]): Printer['status'] {
  if (printer.WorkOffline === true || printer.PrinterStatus === 7 || printer.DetectedErrorState === 9)
    return 'offline';
  if ((printer.DetectedErrorState ?? 0) > 3) return 'error';
  switch (printer.PrinterStatus) {
    case 3:
      return 'idle';
    case 4:
      return 'printing';
    case 6:
      return 'stopped';
    default:
      return null;
  }
}
