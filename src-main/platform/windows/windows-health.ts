import { z } from 'zod';
import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { failed, facts, notAnswered, type Answer } from '../answer.ts';
import { countOf, figureOf, nameOf } from '../clean.ts';
import { jsonOrNull } from '../json-or-null.ts';
import type { SourceTools } from '../sources.ts';
import { listOf, momentOf, powershell } from './powershell.ts';

type Services = AreaDataOf['services'];
type Startup = AreaDataOf['startup'];

const LIMIT_MS = 7500;

const servicesScript =
  '$a=@(Get-CimInstance Win32_Service|Select-Object Name,DisplayName,State,StartMode,ExitCode,ServiceSpecificExitCode);' +
  "@{t=$a.Count;d=@($a|?{$_.StartMode -eq 'Disabled'}).Count;f=@($a|?{$_.StartMode -eq 'Auto' -and $_.State -ne 'Running' -and $_.ExitCode -ne 0})}|ConvertTo-Json -Depth 3 -Compress";

const servicesSchema = z.object({
  t: z.number(),
  d: z.number().nullish(),
  f: listOf(
    z.object({ Name: z.string(), DisplayName: z.string().nullish(), ExitCode: z.number().nullish() }),
  ),
});

export async function windowsServices(tools: SourceTools): Promise<Answer<Services>> {
  const source = 'Win32_Service';
  const outcome = await powershell(tools, servicesScript, LIMIT_MS, tools.signal);
  if (outcome.status !== 'ok') return notAnswered(source, outcome);
  const services = parseServices(outcome.text);
  return services ? facts(source, services) : failed(source, 'the list of services could not be read');
}

/** 1077: nobody has started it since the last start of Windows, which is no fault. */
const NEVER_STARTED = 1077;

export function parseServices(text: string): Services | null {
  const parsed = servicesSchema.safeParse(jsonOrNull(text));
  if (!parsed.success || !parsed.data.f) return null;
  const bad = parsed.data.f.filter(({ ExitCode }) => ExitCode !== NEVER_STARTED && ExitCode !== 0);
  return {
    total: countOf(parsed.data.t),
    failedCount: bad.length,
    masked: countOf(parsed.data.d),
    failed: bad.slice(0, 20).map(({ Name, DisplayName, ExitCode }) => ({
      // services that each person has of their own end in a number that is new at each sign-in
      name: nameOf(Name.replace(/_[0-9a-f]{4,8}$/i, '')),
      description: nameOf(DisplayName),
      kind: 'service',
      scope: 'system',
      exitCode: figureOf(ExitCode, -2_147_483_648, 4_294_967_295),
    })),
  };
}

/*
 * Only names leave PowerShell, and whether the program lies in Windows' own folder: command lines hold secrets.
 * StartupApproved holds bytes of which the first is odd where the person has switched the entry off.
 */
const startupScript = [
  "$o=@{};foreach($h in 'HKCU','HKLM'){foreach($k in 'Run','Run32','StartupFolder'){$p=Get-Item ($h+':\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Explorer\\StartupApproved\\'+$k) -EA SilentlyContinue;if($p){foreach($n in $p.GetValueNames()){$v=$p.GetValue($n);if($v -is [byte[]] -and $v.Length -gt 0){$o[$n]=($v[0] -band 1) -eq 0}}}}};",
  "$w=[Environment]::GetFolderPath('Windows');",
  "$r=@(Get-CimInstance Win32_StartupCommand|%{@{n=$_.Name;l=$_.Location;s=([string]$_.Command).Replace([char]34+'','').StartsWith($w,[StringComparison]::OrdinalIgnoreCase);e=$(if($o.ContainsKey($_.Name)){$o[$_.Name]}elseif($o.ContainsKey($_.Name+'.lnk')){$o[$_.Name+'.lnk']}else{$true})}});",
  "$t=@(Get-ScheduledTask|?{$_.TaskPath -notlike '\\Microsoft\\*'}|Select-Object -First 64|%{$i=$null;try{$i=$_|Get-ScheduledTaskInfo -EA Stop}catch{};",
  "@{n=$_.TaskName;e=([string]$_.State -ne 'Disabled');r=$i.LastTaskResult;a=$(if($i.LastRunTime){$i.LastRunTime.ToUniversalTime().ToString('o')});b=$(if($i.NextRunTime){$i.NextRunTime.ToUniversalTime().ToString('o')})}});",
  '@{p=$r;t=$t}|ConvertTo-Json -Depth 4 -Compress',
].join('');

const startupSchema = z.object({
  p: listOf(
    z.object({
      n: z.string().nullish(),
      l: z.string().nullish(),
      s: z.boolean().nullish(),
      e: z.boolean().nullish(),
    }),
  ),
  t: listOf(
    z.object({
      n: z.string().nullish(),
      e: z.boolean().nullish(),
      r: z.number().nullish(),
      a: z.string().nullish(),
      b: z.string().nullish(),
    }),
  ),
});

export async function windowsStartup(tools: SourceTools): Promise<Answer<Startup>> {
  const source = 'Win32_StartupCommand, Get-ScheduledTask';
  const outcome = await powershell(tools, startupScript, LIMIT_MS, tools.signal);
  if (outcome.status !== 'ok') return notAnswered(source, outcome);
  const startup = parseStartup(outcome.text);
  return startup ? facts(source, startup) : failed(source, 'the list of programs could not be read');
}

export function parseStartup(text: string): Startup | null {
  const parsed = startupSchema.safeParse(jsonOrNull(text));
  if (!parsed.success || !parsed.data.p) return null;
  const programs = parsed.data.p
    .filter(({ n }) => n?.toLowerCase() !== 'desktop.ini')
    .map(({ n, l, s, e }): Startup['programs'][number] => ({
      name: nameOf(n?.replace(/\.lnk$/i, '')),
      place: /startup/i.test(l ?? '') ? 'startup-folder' : 'run-key',
      everyone: /^HKLM|^Common/i.test(l ?? ''),
      enabled: e ?? null,
      system: s ?? null,
    }));
  return {
    programCount: programs.filter(({ system, enabled }) => system !== true && enabled !== false).length,
    programs: programs.slice(0, 128),
    tasks: (parsed.data.t ?? []).slice(0, 64).map(({ n, e, r, a, b }) => ({
      // names that end in a person's SID
      name: nameOf(n?.replace(/[-_ ]?S-1-5-21-[\d-]+.*$/, '')),
      kind: 'task',
      enabled: e ?? null,
      nextAt: momentOf(b),
      lastAt: momentOf(a),
      lastResult: figureOf(r, -2_147_483_648, 4_294_967_295),
    })),
  };
}

const softwareScript =
  "$k='SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\*';" +
  "@{p=@(Get-ItemProperty ('HKLM:\\'+$k),('HKLM:\\'+$k.Replace('SOFTWARE\\','SOFTWARE\\WOW6432Node\\')),('HKCU:\\'+$k) -EA SilentlyContinue|?{$_.DisplayName -and -not $_.SystemComponent -and -not $_.ParentKeyName}|%{@{n=[string]$_.DisplayName;v=[string]$_.DisplayVersion}})}|ConvertTo-Json -Depth 3 -Compress";

const softwareSchema = z.object({
  p: listOf(z.object({ n: z.string().nullish(), v: z.string().nullish() })),
});

export async function windowsSoftware(tools: SourceTools): Promise<Answer<AreaDataOf['software']>> {
  const source = 'registry, Uninstall';
  const outcome = await powershell(tools, softwareScript, LIMIT_MS, tools.signal);
  if (outcome.status !== 'ok') return notAnswered(source, outcome);
  const software = parseSoftware(outcome.text);
  return software ? facts(source, software) : failed(source, 'the list of programs could not be read');
}

export function parseSoftware(text: string): AreaDataOf['software'] | null {
  const parsed = softwareSchema.safeParse(jsonOrNull(text));
  if (!parsed.success || !parsed.data.p) return null;
  const byName = new Map(parsed.data.p.map(({ n, v }) => [nameOf(n), nameOf(v)]));
  byName.delete(null);
  const programs = [...byName].map(([name, version]) => ({ name, version, source: 'registry' as const }));
  return {
    total: programs.length,
    programs: programs.sort((a, b) => (a.name ?? '').localeCompare(b.name ?? '', 'en')).slice(0, 400),
  };
}
