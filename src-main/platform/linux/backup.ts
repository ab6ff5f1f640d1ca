import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, unavailable, type Answer } from '../answer.ts';
import { timeOf } from '../clean.ts';
import type { SourceTools } from '../sources.ts';
import type { SystemFiles } from '../system-files.ts';

type Tool = AreaDataOf['backup']['tools'][number];
const source = 'traces of deja-dup, borg, restic, timeshift';
const dejaDupSchema = '/usr/share/glib-2.0/schemas/org.gnome.DejaDup.gschema.xml';

/** Linux has no backup of its own, so the traces of well-known programs are all there is; none of them proves none. */
export async function linuxBackup(tools: SourceTools): Promise<Answer<AreaDataOf['backup']>> {
  const found = await Promise.all([
    dejaDup(tools),
    borg(tools.files, homeOf(tools)),
    restic(tools.files, homeOf(tools)),
    timeshift(tools.files),
  ]);
  const list = found.filter((tool) => tool !== null);
  return list.length === 0
    ? unavailable(source, 'no trace of a backup program that we know')
    : facts(source, { setUp: true, tools: list });
}

const homeOf = ({ env }: SourceTools) => env['HOME'] ?? '/root';

/** Installed by the system it keeps its time in dconf, as a flatpak in a file of its own. */
async function dejaDup(tools: SourceTools): Promise<Tool | null> {
  const own = '.var/app/org.gnome.DejaDup/config/glib-2.0/settings/keyfile';
  const keyfile = await tools.files.text(`${homeOf(tools)}/${own}`);
  const flatpak = /^last-backup='([^']*)'$/m.exec(keyfile ?? '')?.[1];
  if (flatpak !== undefined) return tool('deja-dup', isoTime(flatpak));
  if (!(await tools.files.exists(dejaDupSchema))) return null;
  const asked = await tools.run('gsettings', ['get', 'org.gnome.DejaDup', 'last-backup'], {
    limitMs: 1000,
    signal: tools.signal,
  });
  const said = asked.status === 'ok' && asked.code === 0 ? /^'([^']*)'/.exec(asked.text)?.[1] : undefined;
  // an empty text is a program that nobody has used: everybody with GNOME may have it
  return said === undefined || said === '' ? null : tool('deja-dup', isoTime(said));
}

/** Borg writes down the time of each store's newest change, in UTC, to notice one that was turned back. */
async function borg(files: SystemFiles, home: string): Promise<Tool | null> {
  const folder = `${home}/.config/borg/security`;
  const stores = (await files.list(folder)).slice(0, 64);
  const times = await Promise.all(
    stores.map(async (store) =>
      isoTime(`${((await files.text(`${folder}/${store}/manifest-timestamp`)) ?? '').trim()}Z`),
    ),
  );
  const last = newest(times);
  return last === null ? null : tool('borg', last);
}

/** Restic keeps a copy of each snapshot's description: the file is as old as the backup. */
async function restic(files: SystemFiles, home: string): Promise<Tool | null> {
  const folder = `${home}/.cache/restic`;
  const stores = (await files.list(folder)).filter((name) => /^[0-9a-f]{64}$/.test(name)).slice(0, 16);
  const paths: string[] = [];
  for (const store of stores) {
    for (const half of (await files.list(`${folder}/${store}/snapshots`)).slice(0, 256)) {
      const below = `${folder}/${store}/snapshots/${half}`;
      for (const file of await files.list(below)) if (paths.length < 1000) paths.push(`${below}/${file}`);
    }
  }
  const last = newest(await Promise.all(paths.map(async (path) => timeOf(await files.changedAt(path)))));
  return last === null ? null : tool('restic', last);
}

/** Folders are named after the local time: "2026-11-20_10-00-01". */
async function timeshift(files: SystemFiles): Promise<Tool | null> {
  const names = await files.list('/timeshift/snapshots');
  const last = newest(names.slice(0, 1000).map(timeshiftTime));
  return last === null ? null : { tool: 'timeshift', keeps: 'system', lastAt: last };
}

export function timeshiftTime(name: string): number | null {
  const [, day, hour, minute, second] = /^(\d{4}-\d{2}-\d{2})_(\d{2})-(\d{2})-(\d{2})$/.exec(name) ?? [];
  return day === undefined ? null : timeOf(Date.parse(`${day}T${hour}:${minute}:${second}`));
}

function tool(name: 'deja-dup' | 'borg' | 'restic', lastAt: number | null): Tool {
  return { tool: name, keeps: 'files', lastAt };
}

function isoTime(text: string): number | null {
  // microseconds are more than Date knows
  return timeOf(Date.parse(text.replace(/(\.\d{3})\d+/, '$1')));
}

function newest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.max(...known);
}
