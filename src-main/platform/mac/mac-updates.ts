import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, type Answer } from '../answer.ts';
import { countOf } from '../clean.ts';
import type { SourceTools } from '../sources.ts';

type Updates = AreaDataOf['updates'];

/** What macOS noted at its last look; asking Apple again takes half a minute. */
export async function macUpdates({ run, files, signal }: SourceTools): Promise<Answer<Updates>> {
  const [outcome, history] = await Promise.all([
    run('/usr/bin/defaults', ['read', '/Library/Preferences/com.apple.SoftwareUpdate'], {
      limitMs: 2000,
      signal,
    }),
    files.text('/Library/Receipts/InstallHistory.plist'),
  ]);
  return facts('com.apple.SoftwareUpdate, InstallHistory.plist', {
    ...parseSoftwareUpdate(outcome.status === 'ok' ? outcome.text : ''),
    lastSuccessAt: parseInstallHistory(history ?? ''),
    oldestSecurityAt: null,
    failedCount: null,
    lastFailedAt: null,
    broken: null,
    restartPending: null,
    restartReasons: [],
  });
}

/** Text of `defaults read`: "LastUpdatesAvailable = 2;" and a list of what is on offer. */
export function parseSoftwareUpdate(
  text: string,
): Pick<Updates, 'pending' | 'securityPending' | 'checkedAt' | 'automatic'> {
  const value = (key: string) =>
    new RegExp(`^ *"?${key}"? = "?([^";\\n]{1,100})"?;$`, 'm').exec(text)?.[1] ?? null;
  const list = /RecommendedUpdates = +\(([\s\S]*?)^ {4}\);/m.exec(text)?.[1] ?? null;
  const names = [...(list ?? '').matchAll(/"Display Name" = "?([^";\n]{1,200})"?;/g)].map(
    ([, name]) => name ?? '',
  );
  const checked = Date.parse((value('LastSuccessfulDate') ?? '').replace(/^(\S+) (\S+) \+0000$/, '$1T$2Z'));
  const automatic = value('AutomaticCheckEnabled');
  const install = value('AutomaticallyInstallMacOSUpdates');
  return {
    pending: countOf(value('LastUpdatesAvailable')),
    securityPending:
      list === null ? null : names.filter((name) => /security|macOS|Safari|XProtect/i.test(name)).length,
    checkedAt: Number.isNaN(checked) || checked < 0 ? null : checked,
    // Without a key macOS does what it does out of the box: it looks, and asks before it installs.
    automatic: automatic === null ? null : automatic === '1' && install !== '0',
  };
}

/** The newest entry that Apple's own updater wrote. */
export function parseInstallHistory(plist: string): number | null {
  const times = plist.split('</dict>').flatMap((entry) => {
    if (!/<string>softwareupdated<\/string>|<string>macOS Installer<\/string>/.test(entry)) return [];
    // Lists against malware come many times a month and are no update of the system.
    if (/XProtect|MRT|Gatekeeper Compatibility|TCC/.test(entry)) return [];
    const at = Date.parse(/<date>([^<]{1,40})<\/date>/.exec(entry)?.[1] ?? '');
    return Number.isNaN(at) || at < 0 ? [] : [at];
  });
  return times.length > 0 ? Math.max(...times) : null;
}
