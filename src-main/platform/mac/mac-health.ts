import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { failed, facts, notAnswered, unavailable, type Answer } from '../answer.ts';
import { countOf, figureOf, nameOf } from '../clean.ts';
import type { SourceTools } from '../sources.ts';
import type { SystemFiles } from '../system-files.ts';

type Services = AreaDataOf['services'];
type Startup = AreaDataOf['startup'];
type Users = AreaDataOf['users'];

/** Signals with which macOS itself ends what it does not need: they are no fault. */
const calm = new Set([0, -9, -15]);

export async function macServices({ run, signal }: SourceTools): Promise<Answer<Services>> {
  const source = 'launchctl list';
  const outcome = await run('/bin/launchctl', ['list'], { limitMs: 2400, signal });
  if (outcome.status !== 'ok') return notAnswered(source, outcome);
  const services = parseLaunchctl(outcome.text);
  return services ? facts(source, services) : failed(source, 'the list of services could not be read');
}

/** "PID Status Label". Apple's own parts end with all sorts of numbers on a healthy Mac: only others are judged. */
export function parseLaunchctl(text: string): Services | null {
  const rows = text
    .split('\n')
    .slice(1)
    .map((line) => /^(-|\d+)\s+(-?\d+)\s+(\S.*)$/.exec(line))
    .filter((match) => match !== null);
  if (rows.length === 0) return null;
  const bad = rows.filter(
    ([, pid, status, label = '']) =>
      pid === '-' && !calm.has(Number(status)) && !/^(?:com\.apple\.|application\.)/.test(label),
  );
  return {
    total: rows.length,
    failedCount: bad.length,
    masked: null,
    failed: bad.slice(0, 20).map(([, , status, label]) => ({
      name: nameOf(label),
      description: null,
      kind: 'service',
      scope: 'user',
      exitCode: figureOf(status, -2_147_483_648, 4_294_967_295),
    })),
  };
}

/** Files of the launch folders. Login items that apps register by themselves are told to administrators only. */
export async function macStartup({ files, env }: SourceTools): Promise<Answer<Startup>> {
  const home = env['HOME']?.startsWith('/') ? env['HOME'] : null;
  const folders = [
    { path: '/Library/LaunchAgents', everyone: true, place: 'launch-agent' },
    ...(home === null
      ? []
      : ([{ path: `${home}/Library/LaunchAgents`, everyone: false, place: 'launch-agent' }] as const)),
    { path: '/Library/LaunchDaemons', everyone: true, place: 'launch-daemon' },
  ] as const;
  const lists = await Promise.all(
    folders.map(async ({ path, everyone, place }) =>
      (await files.list(path))
        .filter((entry) => entry.endsWith('.plist'))
        .map((entry): Startup['programs'][number] => ({
          name: nameOf(entry.replace(/\.plist$/, '')),
          place,
          everyone,
          enabled: true,
          system: entry.startsWith('com.apple.'),
        })),
    ),
  );
  const programs = lists.flat();
  return facts('LaunchAgents, LaunchDaemons', {
    programCount: programs.filter(({ system, place }) => system !== true && place === 'launch-agent').length,
    programs: programs.slice(0, 128),
    tasks: [],
  });
}

export function macBoot(): Promise<Answer<AreaDataOf['boot']>> {
  return Promise.resolve(unavailable('macOS', 'macOS does not say how long its start took'));
}

export async function macUsers({ run, signal }: SourceTools): Promise<Answer<Users>> {
  const ask = (program: string, args: readonly string[]) =>
    run(program, args, { limitMs: 1500, signal, errorsToo: true });
  const [who, lock, idle, power] = await Promise.all([
    run('/usr/bin/who', [], { limitMs: 1000, signal }),
    ask('/usr/sbin/sysadminctl', ['-screenLock', 'status']),
    ask('/usr/bin/defaults', ['-currentHost', 'read', 'com.apple.screensaver', 'idleTime']),
    ask('/usr/bin/pmset', ['-g']),
  ]);
  const textOf = (outcome: Awaited<ReturnType<typeof ask>>) => (outcome.status === 'ok' ? outcome.text : '');
  return facts('who, sysadminctl -screenLock status', {
    ...(who.status === 'ok' ? parseMacWho(who.text) : { signedIn: null, remote: null }),
    temporaryProfile: null,
    ...parseMacLock(textOf(lock), textOf(idle), textOf(power)),
  });
}

export function parseMacWho(text: string): Pick<Users, 'signedIn' | 'remote'> {
  const lines = text.split('\n').filter((line) => /^\S+ +(?:console|tty)/.test(line));
  return {
    signedIn: new Set(lines.map((line) => line.split(' ')[0])).size,
    remote: lines.filter((line) => /\([^():]{1,300}\)$/.test(line.trimEnd())).length,
  };
}

/** The screen locks some time after the screen saver begins or the display goes dark, whichever is first. */
export function parseMacLock(
  lock: string,
  idle: string,
  power: string,
): Pick<Users, 'lockEnabled' | 'lockAfterSeconds'> {
  if (/screenLock is off/i.test(lock)) return { lockEnabled: false, lockAfterSeconds: null };
  const delay = /screenLock delay is (?:(immediate)|(\d+) seconds?)/i.exec(lock);
  if (!delay) return { lockEnabled: null, lockAfterSeconds: null };
  const starts = [
    countOf(/^\s*(\d+)\s*$/.exec(idle)?.[1]),
    (countOf(/^[ \t]*displaysleep[ \t]+(\d+)/m.exec(power)?.[1]) ?? 0) * 60,
  ].filter((seconds) => seconds !== null && seconds > 0);
  const known = starts.flatMap((seconds) => seconds ?? []);
  return {
    lockEnabled: true,
    lockAfterSeconds: known.length > 0 ? Math.min(...known) + Number(delay[2] ?? 0) : null,
  };
}

/** Names of the apps in the shared folder, with the version where their description is readable text. */
export async function macSoftware({ files }: SourceTools): Promise<Answer<AreaDataOf['software']>> {
  const apps = (await files.list('/Applications')).filter((entry) => entry.endsWith('.app'));
  if (apps.length === 0) return unavailable('/Applications', 'no list of programs could be read');
  const programs = await Promise.all(
    apps.slice(0, 400).map(async (app) => ({
      name: nameOf(app.replace(/\.app$/, '')),
      version: await appVersion(files, app),
      source: 'app' as const,
    })),
  );
  return facts('/Applications', {
    total: apps.length,
    programs: programs.filter(({ name }) => name !== null),
  });
}

async function appVersion(files: SystemFiles, app: string): Promise<string | null> {
  const plist = (await files.text(`/Applications/${app}/Contents/Info.plist`)) ?? '';
  return nameOf(/<key>CFBundleShortVersionString<\/key>\s*<string>([^<]{1,100})</.exec(plist)?.[1]);
}
