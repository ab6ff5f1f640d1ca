import { z } from 'zod';
import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, unavailable, type Answer } from '../answer.ts';
import { nameOf } from '../clean.ts';
import { jsonOrNull } from '../json-or-null.ts';
import type { SourceTools } from '../sources.ts';
import type { SystemFiles } from '../system-files.ts';
import { fromMicroseconds, keyValues } from './parse-text.ts';
import { withoutSystemd } from './systemd.ts';

type Program = AreaDataOf['startup']['programs'][number];
type Task = AreaDataOf['startup']['tasks'][number];

const MOST_PROGRAMS = 128;
const MOST_TASKS = 64;

/** Desktop files of the autostart folders, timers of systemd and what cron does. */
export async function linuxStartup(tools: SourceTools): Promise<Answer<AreaDataOf['startup']>> {
  const [programs, timers, cron] = await Promise.all([
    autostart(tools),
    systemTimers(tools),
    cronTasks(tools.files),
  ]);
  if (programs === null && timers.length + cron.length === 0)
    return unavailable('autostart', 'this system has no list of programs to start');
  const counted = programs?.filter(({ system, enabled }) => system !== true && enabled === true);
  return facts('autostart folders, systemctl list-timers, /etc/cron.*', {
    programCount: counted?.length ?? null,
    programs: (programs ?? []).slice(0, MOST_PROGRAMS),
    tasks: [...timers, ...cron].slice(0, MOST_TASKS),
  });
}

/** Null where there is no autostart folder at all. */
async function autostart({ files, env }: SourceTools): Promise<readonly Program[] | null> {
  const own = env['XDG_CONFIG_HOME'] ?? (env['HOME'] ? `${env['HOME']}/.config` : null);
  const shared = (env['XDG_CONFIG_DIRS'] ?? '/etc/xdg').split(':').filter((path) => path.startsWith('/'));
  const folders = [
    ...shared.slice(0, 8).map((path) => ({ path: `${path}/autostart`, everyone: true })),
    ...(own?.startsWith('/') ? [{ path: `${own}/autostart`, everyone: false }] : []),
  ];
  const there = await Promise.all(folders.map(({ path }) => files.exists(path)));
  if (!there.includes(true)) return null;
  // A file of one's own stands in for the shared one of the same name.
  const byFile = new Map<string, Program>();
  for (const { path, everyone } of folders) {
    const entries = (await files.list(path)).filter((entry) => entry.endsWith('.desktop')).slice(0, 200);
    const texts = await Promise.all(entries.map((entry) => files.text(`${path}/${entry}`)));
    entries.forEach((entry, i) => {
      byFile.set(entry, parseAutostart(entry, texts[i] ?? '', everyone, env['XDG_CURRENT_DESKTOP'] ?? ''));
    });
  }
  return [...byFile.values()];
}

/** Names of the parts that desktops start for themselves. */
const ofDesktop =
  /^(?:org\.(?:gnome|kde|freedesktop|cinnamon|mate)\b|gnome-|kde|plasma|xfce|xfconf|xfsettings|mate-|cinnamon-|lx|at-spi|xdg-|pulseaudio|pipewire|polkit|gsettings|ibus|im-launch|geoclue|tracker|evolution-alarm|gcr-|nm-applet|blue|snap-userd|spice-vdagent|user-dirs|baloo|kaccess|kup|powerdevil|pam_kwallet|ubuntu-|update-notifier|print-applet|orca-autostart|onboard-|light-locker|xscreensaver|vmware-user|vboxclient)/i;

/** One file of the Desktop Application Autostart Specification. */
export function parseAutostart(file: string, text: string, everyone: boolean, desktop: string): Program {
  const group = text.slice(0, 20_000).split(/^\[(?!Desktop Entry\])/m)[0] ?? '';
  const entry = keyValues(group);
  const is = (key: string) => entry.get(key)?.toLowerCase() === 'true';
  const desktops = desktop.split(':').filter((name) => name !== '');
  const list = (key: string) =>
    entry
      .get(key)
      ?.split(';')
      .filter((name) => name !== '') ?? null;
  const onlyIn = list('OnlyShowIn');
  const shown =
    desktops.length === 0 ||
    ((onlyIn === null || onlyIn.some((name) => desktops.includes(name))) &&
      !(list('NotShowIn') ?? []).some((name) => desktops.includes(name)));
  const phase = entry.has('X-GNOME-Autostart-Phase') || entry.has('X-KDE-autostart-phase');
  return {
    name: nameOf(entry.get('Name')) ?? nameOf(file.replace(/\.desktop$/, '')),
    place: 'autostart',
    everyone,
    enabled: !is('Hidden') && entry.get('X-GNOME-Autostart-enabled')?.toLowerCase() !== 'false' && shown,
    system: everyone && (phase || is('NoDisplay') || ofDesktop.test(file)),
  };
}

const timersSchema = z.array(
  z.object({
    unit: z.string(),
    next: z.union([z.number(), z.string()]).nullish(),
    last: z.union([z.number(), z.string()]).nullish(),
  }),
);

async function systemTimers(tools: SourceTools): Promise<readonly Task[]> {
  if (await withoutSystemd(tools)) return [];
  const args = ['list-timers', '--all', '--output=json', '--no-pager'];
  const outcome = await tools.run('systemctl', args, { limitMs: 2000, signal: tools.signal });
  return outcome.status === 'ok' ? parseTimers(outcome.text) : [];
}

/** Older versions have no JSON and give nothing. */
export function parseTimers(text: string): readonly Task[] {
  const timers = timersSchema.safeParse(jsonOrNull(text));
  return !timers.success
    ? []
    : timers.data.map(({ unit, next, last }) => ({
        name: nameOf(unit.replace(/\.timer$/, '')),
        kind: 'timer' as const,
        enabled: fromMicroseconds(next) !== null,
        nextAt: fromMicroseconds(next),
        lastAt: fromMicroseconds(last),
        lastResult: null,
      }));
}

const cronFolders = ['cron.d', 'cron.hourly', 'cron.daily', 'cron.weekly', 'cron.monthly'];

async function cronTasks(files: SystemFiles): Promise<readonly Task[]> {
  const lists = await Promise.all(cronFolders.map((folder) => files.list(`/etc/${folder}`)));
  return lists.flatMap((entries, i) =>
    // cron itself runs only files of such names
    entries
      .filter((entry) => /^[\w-]+$/.test(entry) && entry !== '0anacron')
      .map((entry) => ({
        name: nameOf(`${entry} (${cronFolders[i]?.slice(5) ?? ''})`.replace(' (d)', '')),
        kind: 'cron' as const,
        enabled: true,
        nextAt: null,
        lastAt: null,
        lastResult: null,
      })),
  );
}
