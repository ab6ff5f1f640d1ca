import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, type Answer } from '../answer.ts';
import { timeOf } from '../clean.ts';
import type { SourceTools } from '../sources.ts';
import type { SystemFiles } from '../system-files.ts';
import { aptWaiting } from './apt-waiting.ts';
import { restartState } from './restart-state.ts';

type Updates = AreaDataOf['updates'];

const DAY = 86_400_000;
const history = '/var/log/apt/history.log';

/** Debian and its kin: apt's own files, and a look at what an upgrade would do; nothing is fetched. */
export async function aptUpdates(tools: SourceTools): Promise<Answer<Updates>> {
  const { files, run, signal, now } = tools;
  const [waiting, audit, log, checkedAt, automatic, restart] = await Promise.all([
    aptWaiting(tools),
    run('dpkg', ['--audit'], { limitMs: 2000, signal }),
    files.text(history),
    lastLook(files),
    aptAutomatic(files),
    restartState(files),
  ]);
  const past = parseHistory(log ?? '', now() - 30 * DAY);
  return facts(`apt, ${history}, dpkg --audit`, {
    pending: waiting.all,
    securityPending: waiting.security,
    oldestSecurityAt: null, // no list of apt says when an update came out
    checkedAt,
    lastSuccessAt: past.lastSuccessAt,
    failedCount: log === null ? null : past.failedCount,
    lastFailedAt: past.lastFailedAt,
    broken: audit.status === 'ok' ? parseAudit(audit.text) : null,
    automatic,
    ...restart,
  });
}

interface Past {
  readonly lastSuccessAt: number | null;
  readonly failedCount: number;
  readonly lastFailedAt: number | null;
}

/** /var/log/apt/history.log: blocks with a start and an end; an "Upgrade:" without an "Error:" is an update. */
export function parseHistory(text: string, failedFrom: number): Past {
  let lastSuccessAt: number | null = null;
  let lastFailedAt: number | null = null;
  let failedCount = 0;
  for (const block of text.split(/\n\s*\n/)) {
    const when = /^Start-Date: (\d{4}-\d\d-\d\d) +(\d\d:\d\d:\d\d)/m.exec(block);
    const at = Date.parse(`${when?.[1] ?? ''}T${when?.[2] ?? ''}`); // written in local time
    if (Number.isNaN(at) || at < 0) continue;
    const bad = /^Error: /m.test(block);
    if (bad && at >= failedFrom) {
      failedCount += 1;
      lastFailedAt = Math.max(lastFailedAt ?? 0, at);
    }
    if (!bad && /^Upgrade: /m.test(block) && /^End-Date: /m.test(block))
      lastSuccessAt = Math.max(lastSuccessAt ?? 0, at);
  }
  return { lastSuccessAt, failedCount, lastFailedAt };
}

/** `dpkg --audit` lists each half-installed package in a line that begins with a space. */
export function parseAudit(text: string): number {
  return new Set([...text.matchAll(/^ (\S{1,200})/gm)].map(([, name]) => name)).size;
}

async function lastLook(files: SystemFiles): Promise<number | null> {
  const times = await Promise.all(
    ['/var/lib/apt/periodic/update-success-stamp', '/var/lib/apt/lists/partial'].map((path) =>
      files.changedAt(path),
    ),
  );
  const known = times.flatMap((time) => timeOf(time) ?? []);
  return known.length > 0 ? Math.max(...known) : null;
}

const settings = '/etc/apt/apt.conf.d';

/** On only when the program is there, apt's timer may work and the setting says so. */
async function aptAutomatic(files: SystemFiles): Promise<boolean | null> {
  const entries = [...(await files.list(settings))].sort().slice(0, 100);
  if (entries.length === 0) return null;
  const texts = await Promise.all(entries.map((entry) => files.text(`${settings}/${entry}`)));
  const there =
    (await files.exists('/usr/bin/unattended-upgrade')) ||
    (await files.exists('/usr/bin/unattended-upgrades'));
  return there && parseAptPeriodic(texts.map((text) => text ?? '').join('\n'));
}

/** Settings of apt.conf; of several, the last counts. "0" and nothing mean off. */
export function parseAptPeriodic(text: string): boolean {
  const last = (key: string) =>
    [...text.matchAll(new RegExp(`^[ \\t]*APT::Periodic::${key}\\s+"([^"\\n]{0,20})"`, 'gim'))].at(-1)?.[1];
  const on = (value: string | undefined) => value !== undefined && value !== '0' && value !== '';
  return on(last('Unattended-Upgrade')) && last('Enable') !== '0';
}
