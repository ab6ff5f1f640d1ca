import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, type Answer } from '../answer.ts';
import type { SourceTools } from '../sources.ts';
import { temporaryProfileIn, windowsLog } from './windows-log.ts';

type Users = AreaDataOf['users'];
type Lock = Pick<Users, 'lockEnabled' | 'lockAfterSeconds'>;

const policyKey = String.raw`HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System`;
const desktopKey = String.raw`HKCU\Control Panel\Desktop`;

export async function windowsUsers(tools: SourceTools): Promise<Answer<Users>> {
  const ask = (key: string) => tools.run('reg.exe', ['query', key], { limitMs: 1500, signal: tools.signal });
  const [policy, desktop, log, explorers] = await Promise.all([
    ask(policyKey),
    ask(desktopKey),
    windowsLog(tools),
    peopleHere(tools),
  ]);
  const folder = tools.env['USERPROFILE'] ?? '';
  // Windows makes such a profile in a folder named TEMP or TEMP.DOMAIN.000.
  const named = /[\\/]TEMP(?:\.[^\\/]*)?$/i.test(folder);
  const logged = log.status === 'ok' ? temporaryProfileIn(log.data) : null;
  return facts('reg query, Get-WinEvent, quser', {
    ...explorers,
    temporaryProfile: named ? true : folder === '' ? logged : (logged ?? false),
    ...(policy.status === 'ok' && desktop.status === 'ok'
      ? parseLock(policy.text, desktop.text)
      : { lockEnabled: null, lockAfterSeconds: null }),
  });
}

/** Words of the registry as reg.exe prints them: name, type, value. */
export function parseLock(policy: string, desktop: string): Lock {
  const value = (text: string, name: string) =>
    new RegExp(`^[ \\t]*${name}[ \\t]+REG_\\w+[ \\t]+(\\S+)[ \\t\\r]*$`, 'im').exec(text)?.[1];
  const inactivity = Number(value(policy, 'InactivityTimeoutSecs') ?? 0);
  if (inactivity > 0) return { lockEnabled: true, lockAfterSeconds: inactivity };
  const saver = value(desktop, 'ScreenSaveActive') === '1' && value(desktop, 'SCRNSAVE\\.EXE') !== undefined;
  const seconds = Number(value(desktop, 'ScreenSaveTimeOut') ?? 0);
  if (saver && value(desktop, 'ScreenSaverIsSecure') === '1' && seconds > 0)
    return { lockEnabled: true, lockAfterSeconds: Math.round(seconds) };
  // 0xffffffff: no sign-in even after sleep. Anything else locks after sleep, and nobody says when that begins.
  const delay = Number(value(desktop, 'DelayLockInterval') ?? 0);
  return { lockEnabled: delay === 0xff_ff_ff_ff ? false : null, lockAfterSeconds: null };
}

/** `quser` has one line a session below its heading; Home editions come without it. The names are not kept. */
async function peopleHere({ run, signal }: SourceTools): Promise<Pick<Users, 'signedIn' | 'remote'>> {
  const outcome = await run('quser.exe', [], { limitMs: 1500, signal });
  return outcome.status === 'ok' ? parseQuser(outcome.text) : { signedIn: null, remote: null };
}

export function parseQuser(text: string): Pick<Users, 'signedIn' | 'remote'> {
  const lines = text
    .split('\n')
    .slice(1)
    .filter((line) => /^[ >]\S/.test(line));
  if (lines.length === 0) return { signedIn: null, remote: null };
  return {
    signedIn: new Set(lines.map((line) => line.slice(1).split(/\s/)[0]?.toLowerCase())).size,
    remote: lines.filter((line) => /\s(?:rdp-tcp|ica)\S*\s/i.test(line)).length,
  };
}
