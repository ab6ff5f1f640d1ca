import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, notAnswered, unavailable, type Answer } from '../answer.ts';
import { nameOf } from '../clean.ts';
import type { SourceTools } from '../sources.ts';
import type { SystemFiles } from '../system-files.ts';
import { installedFormat } from './apt-waiting.ts';

type Program = AreaDataOf['software']['programs'][number];

/** Sorted, and only as many as a report can hold. */
export function shownPrograms(programs: readonly Program[]): Program[] {
  return [...programs]
    .filter(({ name }) => name !== null)
    .sort((a, b) => (a.name ?? '').localeCompare(b.name ?? '', 'en'))
    .slice(0, 400);
}

/** What somebody chose to install: packages that came along by themselves are only counted. */
export async function linuxSoftware(tools: SourceTools): Promise<Answer<AreaDataOf['software']>> {
  const { files } = tools;
  const [packages, flatpaks, snaps] = await Promise.all([packagesOf(tools), flatpak(files), snap(files)]);
  if (packages.status !== 'ok' && flatpaks.length + snaps.length === 0) return packages;
  const own = packages.status === 'ok' ? packages.data : { total: 0, programs: [] };
  return facts(packages.source, {
    total: (own.total ?? 0) + flatpaks.length + snaps.length,
    programs: shownPrograms([...flatpaks, ...snaps, ...own.programs]),
  });
}

type Packages = AreaDataOf['software'];

async function packagesOf(tools: SourceTools): Promise<Answer<Packages>> {
  const { files, run, signal } = tools;
  if (await files.exists('/var/lib/dpkg/status')) {
    const outcome = await run('dpkg-query', ['-W', installedFormat], { limitMs: 2400, signal });
    if (outcome.status !== 'ok') return notAnswered('dpkg-query', outcome);
    return facts(
      'dpkg-query',
      parseDpkg(outcome.text, (await files.text('/var/lib/apt/extended_states')) ?? ''),
    );
  }
  const pacman = await files.list('/var/lib/pacman/local');
  if (pacman.length > 1) return facts('/var/lib/pacman/local', parsePacman(pacman));
  const outcome = await run('rpm', ['-qa', '--qf', '%{NAME}\\t%{VERSION}-%{RELEASE}\\n'], {
    limitMs: 2400,
    signal,
  });
  if (outcome.status === 'missing')
    return unavailable('dpkg, rpm, pacman', 'this system lists its programs in a way that we do not know');
  if (outcome.status !== 'ok') return notAnswered('rpm -qa', outcome);
  return facts('rpm -qa', parseRpm(outcome.text));
}

/** `dpkg-query -W` with state, name, architecture and version; extended_states says what only came along. */
export function parseDpkg(text: string, states: string): Packages {
  const alongside = new Set(
    [...states.matchAll(/^Package: (\S+)\nArchitecture: (\S+)\nAuto-Installed: 1$/gm)].map(
      ([, name, arch]) => `${name ?? ''}:${arch ?? ''}`,
    ),
  );
  const installed = text
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([state]) => state?.startsWith('ii') === true);
  const chosen = installed.filter(
    ([, name = '', arch = '']) =>
      !alongside.has(`${name}:${arch}`) && !/^lib.*\d|^lib|-(?:dev|doc|data|common)$/.test(name),
  );
  return {
    total: installed.length,
    programs: chosen.map(([, name, , version]) => ({
      name: nameOf(name),
      version: nameOf(version),
      source: 'deb',
    })),
  };
}

export function parseRpm(text: string): Packages {
  const rows = text
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([name, version]) => name !== '' && version !== undefined);
  const chosen = rows.filter(
    ([name = '']) => !/^lib|-(?:libs|devel|common|data|filesystem|langpack.*)$/.test(name),
  );
  return {
    total: rows.length,
    programs: chosen.map(([name, version]) => ({
      name: nameOf(name),
      version: nameOf(version),
      source: 'rpm',
    })),
  };
}

/** Folders "name-version-release". */
export function parsePacman(folders: readonly string[]): Packages {
  const rows = folders.flatMap((folder): readonly Program[] => {
    const match = /^(.+)-([^-]+-[^-]+)$/.exec(folder);
    return match ? [{ name: nameOf(match[1]), version: nameOf(match[2]), source: 'pacman' }] : [];
  });
  return { total: rows.length, programs: rows.filter(({ name }) => name?.startsWith('lib') !== true) };
}

async function flatpak(files: SystemFiles): Promise<readonly Program[]> {
  const apps = await files.list('/var/lib/flatpak/app');
  return apps.slice(0, 200).map((app) => ({ name: nameOf(app), version: null, source: 'flatpak' }));
}

/** Files "name_revision.snap"; bases and the daemon are no programs. */
async function snap(files: SystemFiles): Promise<readonly Program[]> {
  const entries = await files.list('/var/lib/snapd/snaps');
  const byName = new Map<string, Program>();
  for (const entry of entries.slice(0, 400)) {
    const match = /^([a-z0-9-]+)_(x?\d+)\.snap$/.exec(entry);
    if (!match?.[1] || /^(?:core\d*|snapd|bare|gnome-\d.*|gtk-common-themes)$/.test(match[1])) continue;
    byName.set(match[1], {
      name: nameOf(match[1]),
      version: nameOf(`revision ${match[2] ?? ''}`),
      source: 'snap',
    });
  }
  return [...byName.values()];
}
