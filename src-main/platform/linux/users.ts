import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, unavailable, type Answer } from '../answer.ts';
import { countOf } from '../clean.ts';
import type { SourceTools } from '../sources.ts';
import type { SystemFiles } from '../system-files.ts';
import { keyValues, words } from './parse-text.ts';

type Users = AreaDataOf['users'];
type Lock = Pick<Users, 'lockEnabled' | 'lockAfterSeconds'>;
type Here = Pick<Users, 'signedIn' | 'remote'>;

const notKnown: Lock = { lockEnabled: null, lockAfterSeconds: null };

export async function linuxUsers(tools: SourceTools): Promise<Answer<Users>> {
  const source = '/run/systemd/sessions, gsettings';
  const [here, lock] = await Promise.all([signedIn(tools), screenLock(tools)]);
  if (here.signedIn === null && lock.lockEnabled === null)
    return unavailable(source, 'this system does not tell who is signed in or when the screen locks');
  return facts(source, { ...here, ...lock, temporaryProfile: null });
}

async function signedIn({ files, run, signal }: SourceTools): Promise<Here> {
  if (await files.exists('/run/systemd/system')) {
    const entries = (await files.list('/run/systemd/sessions')).filter((entry) => /^\w+$/.test(entry));
    const texts = await Promise.all(
      entries.slice(0, 200).map((entry) => files.text(`/run/systemd/sessions/${entry}`)),
    );
    return parseSessions(texts.map((text) => text ?? ''));
  }
  // Without the file that who reads, its empty answer means nothing.
  if (!(await files.exists('/run/utmp'))) return { signedIn: null, remote: null };
  const outcome = await run('who', [], { limitMs: 800, signal });
  return outcome.status === 'ok' ? parseWho(outcome.text) : { signedIn: null, remote: null };
}

/** Files that logind keeps for each session: only people, not the sign-in screen; each counts once. */
export function parseSessions(texts: readonly string[]): Here {
  const sessions = texts
    .map(keyValues)
    .filter((session) => /^user(?:-early|-light|-incomplete)?$/.test(session.get('CLASS') ?? ''))
    .filter((session) => session.get('STATE') !== 'closing');
  return {
    signedIn: new Set(sessions.map((session) => session.get('UID'))).size,
    remote: sessions.filter((session) => session.get('REMOTE') === '1').length,
  };
}

/** "anna  pts/0  2026-11-22 10:00 (192.168.1.5)"; what stands in brackets is another computer unless it is a display. */
export function parseWho(text: string): Here {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return {
    signedIn: new Set(lines.map((line) => words(line)[0])).size,
    remote: lines.filter((line) => /\((?!:|tmux|screen|login screen)[^()]{1,300}\)$/.test(line.trimEnd()))
      .length,
  };
}

async function screenLock(tools: SourceTools): Promise<Lock> {
  const desktop = (tools.env['XDG_CURRENT_DESKTOP'] ?? '').toLowerCase();
  if (/kde|plasma/.test(desktop)) return kdeLock(tools.files, tools.env);
  const family = /cinnamon/.test(desktop)
    ? 'org.cinnamon.desktop'
    : /gnome|unity|budgie|ubuntu|pantheon/.test(desktop)
      ? 'org.gnome.desktop'
      : null;
  if (family === null) return notKnown;
  const [saver, session] = await Promise.all(
    ['screensaver', 'session'].map((part) =>
      tools.run('gsettings', ['list-recursively', `${family}.${part}`], {
        limitMs: 1000,
        signal: tools.signal,
      }),
    ),
  );
  return saver?.status === 'ok' && session?.status === 'ok'
    ? parseGnomeLock(saver.text, session.text)
    : notKnown;
}

/** Lines "schema key value"; times in seconds as "uint32 300". */
export function parseGnomeLock(saver: string, session: string): Lock {
  const value = (text: string, key: string) =>
    new RegExp(`^\\S+ ${key} (?:uint32 )?(\\S+)$`, 'm').exec(text)?.[1] ?? null;
  const enabled = value(saver, 'lock-enabled');
  const idle = countOf(value(session, 'idle-delay'));
  if (enabled === null || idle === null) return notKnown;
  // A screen that never goes idle never locks by itself.
  if (enabled !== 'true' || idle === 0) return { lockEnabled: false, lockAfterSeconds: null };
  return { lockEnabled: true, lockAfterSeconds: idle + (countOf(value(saver, 'lock-delay')) ?? 0) };
}

async function kdeLock(files: SystemFiles, env: SourceTools['env']): Promise<Lock> {
  const folder = env['XDG_CONFIG_HOME'] ?? (env['HOME'] ? `${env['HOME']}/.config` : null);
  if (!folder?.startsWith('/')) return notKnown;
  return parseKdeLock((await files.text(`${folder}/kscreenlockerrc`)) ?? '');
}

/** kscreenlockerrc holds only what differs from Plasma's own values: on, after 5 minutes, 5 seconds of grace. */
export function parseKdeLock(text: string): Lock {
  const daemon = /^\[Daemon\]$([^[]*)/m.exec(text)?.[1] ?? '';
  const own = keyValues(daemon);
  if (own.get('Autolock') === 'false') return { lockEnabled: false, lockAfterSeconds: null };
  const minutes = countOf(own.get('Timeout') ?? '5') ?? 5;
  if (minutes === 0) return { lockEnabled: false, lockAfterSeconds: null };
  return { lockEnabled: true, lockAfterSeconds: minutes * 60 + (countOf(own.get('LockGrace') ?? '5') ?? 5) };
}
