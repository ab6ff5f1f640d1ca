import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, unavailable, type Answer } from '../answer.ts';
import { timeOf } from '../clean.ts';
import type { SourceTools } from '../sources.ts';
import type { SystemFiles } from '../system-files.ts';
import { aptUpdates } from './apt.ts';
import { restartState } from './restart-state.ts';

type Updates = AreaDataOf['updates'];

/** Asked of the program that this system is kept up to date with. */
export async function linuxUpdates(tools: SourceTools): Promise<Answer<Updates>> {
  const { files } = tools;
  if (await files.exists('/var/lib/dpkg/status')) return aptUpdates(tools);
  if ((await files.exists('/usr/bin/dnf')) || (await files.exists('/usr/bin/dnf5'))) return dnfUpdates(tools);
  return unavailable('/var/lib/dpkg', 'this system is updated by a program that we do not know');
}

/** Fedora and its kin, from what dnf last fetched (-C): nothing goes to the network. */
async function dnfUpdates({ files, run, signal }: SourceTools): Promise<Answer<Updates>> {
  const look = (...more: readonly string[]) =>
    run('dnf', ['-C', '-q', 'check-update', ...more], { limitMs: 5000, signal });
  const [all, security, log, automatic, restart, checkedAt] = await Promise.all([
    look(),
    look('--security'),
    files.text('/var/log/dnf.rpm.log'),
    dnfAutomatic(files),
    restartState(files),
    files.changedAt('/var/cache/dnf'),
  ]);
  return facts('dnf -C check-update, /var/log/dnf.rpm.log', {
    pending: all.status === 'ok' ? parseCheckUpdate(all.text, all.code) : null,
    securityPending: security.status === 'ok' ? parseCheckUpdate(security.text, security.code) : null,
    oldestSecurityAt: null,
    checkedAt: timeOf(checkedAt),
    lastSuccessAt: parseRpmLog(log ?? ''),
    failedCount: null,
    lastFailedAt: null,
    broken: null,
    automatic,
    ...restart,
  });
}

/** dnf ends with 0 when nothing waits and with 100 when something does; anything else is no answer. */
export function parseCheckUpdate(text: string, code: number): number | null {
  if (code !== 0 && code !== 100) return null;
  const [listed = ''] = text.split(/^Obsoleting/m);
  return (listed.match(/^\S+\.(?:noarch|x86_64|i686|aarch64|armv7hl|ppc64le|s390x) +\S+ +\S+/gm) ?? [])
    .length;
}

/** "2026-11-20T10:00:00+0100 SUBDEBUG Upgraded: curl-8.9.1-2.fc41.x86_64"; the newest. */
export function parseRpmLog(text: string): number | null {
  const last = [...text.matchAll(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)([+-]\d\d):?(\d\d) \w+ Upgraded?: /gm)].at(
    -1,
  );
  const at = Date.parse(`${last?.[1] ?? ''}${last?.[2] ?? ''}:${last?.[3] ?? ''}`);
  return Number.isNaN(at) || at < 0 ? null : at;
}

/** Its timer, if switched on, is a link in this folder. Without one other programs may do it, so nothing is known. */
async function dnfAutomatic(files: SystemFiles): Promise<boolean | null> {
  const timers = await files.list('/etc/systemd/system/timers.target.wants');
  return timers.some((entry) => /^dnf5?-automatic(?:-install)?\.timer$/.test(entry)) ? true : null;
}
