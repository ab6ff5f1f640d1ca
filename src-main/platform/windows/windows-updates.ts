import { z } from 'zod';
import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { failed, facts, notAnswered, type Answer } from '../answer.ts';
import { nameOf } from '../clean.ts';
import { jsonOrNull } from '../json-or-null.ts';
import type { SourceTools } from '../sources.ts';
import { listOf, momentOf, powershell } from './powershell.ts';

type Updates = AreaDataOf['updates'];

const DAY = 86_400_000;
const source = 'Microsoft.Update.Session';

const restartMarks = [
  "(Test-Path 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired')",
  "(Test-Path 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending')",
  "[bool]((Get-ItemProperty 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Session Manager' -EA SilentlyContinue).PendingFileRenameOperations)",
] as const;

/** What was installed and whether that happens by itself: from Windows Update's own records. */
const pastScript = [
  "$u=(New-Object -ComObject Microsoft.Update.Session).CreateUpdateSearcher();$h=@();try{$n=$u.GetTotalHistoryCount();if($n -gt 0){$h=@($u.QueryHistory(0,[Math]::Min($n,300))|%{@{d=$_.Date.ToString('s')+'Z';r=[int]$_.ResultCode;o=[int]$_.Operation;c=[string]$_.Title}})}}catch{$h=$null};",
  "$g=New-Object -ComObject Microsoft.Update.AutoUpdate;$s=$null;try{$s=$g.Results.LastSearchSuccessDate.ToString('s')+'Z'}catch{};",
  "$p=(Get-ItemProperty 'HKLM:\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate\\AU' -EA SilentlyContinue);",
  '@{h=$h;s=$s;l=[int]$g.Settings.NotificationLevel;e=[bool]$g.ServiceEnabled;n=$p.NoAutoUpdate;',
  `k=@(${restartMarks.join(',')})}|ConvertTo-Json -Depth 4 -Compress`,
].join('');

/** What waits, from the last search that Windows made itself: with Online off nothing goes to the network. */
const waitingScript = [
  '$u=(New-Object -ComObject Microsoft.Update.Session).CreateUpdateSearcher();$u.Online=$false;',
  "$r=$u.Search('IsInstalled=0 and IsHidden=0').Updates;",
  "@{w=@($r|%{@{d=$_.LastDeploymentChangeTime.ToString('s')+'Z';m=[string]$_.MsrcSeverity;c=@($_.Categories|%{[string]$_.CategoryID})}})}|ConvertTo-Json -Depth 4 -Compress",
].join('');

const pastSchema = z.object({
  h: listOf(z.object({ d: z.string(), r: z.number(), o: z.number().nullish(), c: z.string().nullish() })),
  s: z.string().nullish(),
  l: z.number().nullish(),
  e: z.boolean().nullish(),
  n: z.number().nullish(),
  k: listOf(z.boolean()),
});
const waitingSchema = z.object({
  w: listOf(z.object({ d: z.string().nullish(), m: z.string().nullish(), c: listOf(z.string()) })),
});

export async function windowsUpdates(tools: SourceTools): Promise<Answer<Updates>> {
  const [past, waiting] = await Promise.all([
    powershell(tools, pastScript, 7000, tools.signal),
    powershell(tools, waitingScript, 7500, tools.signal),
  ]);
  if (past.status !== 'ok') return notAnswered(source, past);
  const known = parsePast(past.text, tools.now());
  if (known === null) return failed(source, 'the list of updates could not be read');
  // A search can take longer than anybody wants to wait; the rest is known without it.
  const none = { pending: null, securityPending: null, oldestSecurityAt: null };
  return facts(source, {
    ...known,
    ...((waiting.status === 'ok' ? parseWaiting(waiting.text) : null) ?? none),
    broken: null,
  });
}

type Past = Omit<Updates, 'pending' | 'securityPending' | 'oldestSecurityAt' | 'broken'>;

/** Virus lists come several times a day and say nothing of the system's own updates. */
const definitions = /KB2267602|KB4052623|security intelligence|definition update|antimalware/i;
const INSTALL = 1;
const SUCCEEDED = [2, 3];
const FAILED = 4;

export function parsePast(text: string, now: number): Past | null {
  const past = pastSchema.safeParse(jsonOrNull(text));
  if (!past.success) return null;
  const { h, s, l, e, n, k } = past.data;
  const installs = h
    ?.filter(({ o, c }) => (o ?? INSTALL) === INSTALL && !definitions.test(c ?? ''))
    .map(({ d, r }) => ({ at: momentOf(d), result: r }));
  const newest = (results: readonly number[]) => {
    const times = (installs ?? []).flatMap(({ at, result }) =>
      at !== null && results.includes(result) ? [at] : [],
    );
    return times.length > 0 ? Math.max(...times) : null;
  };
  const failures = installs?.filter(
    ({ at, result }) => result === FAILED && at !== null && at >= now - 30 * DAY,
  );
  return {
    checkedAt: momentOf(s),
    lastSuccessAt: newest(SUCCEEDED),
    failedCount: failures?.length ?? null,
    lastFailedAt: (failures?.length ?? 0) > 0 ? newest([FAILED]) : null,
    automatic: automaticFrom(n, l, e),
    ...restartFrom(k),
  };
}

/** The policy counts first; level 1 means "never look"; Windows 10 and 11 keep the level at 0 and are on. */
function automaticFrom(
  policy: number | null | undefined,
  level: number | null | undefined,
  enabled: boolean | null | undefined,
): boolean | null {
  if (policy === 1 || level === 1 || enabled === false) return false;
  return enabled === true ? true : null;
}

const restartNames = ['Windows Update', 'Windows parts', 'Files to be renamed'];

/** Programs leave files to be renamed all the time: alone they are a reason to name, not one to restart for. */
function restartFrom(marks: readonly boolean[] | null | undefined) {
  const reasons = restartNames.filter((_, i) => marks?.[i] === true);
  return {
    restartPending: marks ? marks[0] === true || marks[1] === true : null,
    restartReasons: reasons.map((name) => ({ name: nameOf(name) })),
  };
}

/** The category "Security Updates" by its number: its name is translated. */
const SECURITY = '0fa1201d-4330-4fa8-8ae9-b877473b6441';

export function parseWaiting(
  text: string,
): Pick<Updates, 'pending' | 'securityPending' | 'oldestSecurityAt'> | null {
  const waiting = waitingSchema.safeParse(jsonOrNull(text));
  const list = waiting.success ? waiting.data.w : null;
  if (!list) return null;
  const security = list.filter(
    ({ m, c }) => (m ?? '') !== '' || (c ?? []).some((id) => id.toLowerCase() === SECURITY),
  );
  const times = security.flatMap(({ d }) => momentOf(d) ?? []);
  return {
    pending: list.length,
    securityPending: security.length,
    oldestSecurityAt: times.length > 0 ? Math.min(...times) : null,
  };
}
