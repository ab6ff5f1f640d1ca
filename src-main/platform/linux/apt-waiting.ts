import type { SourceTools } from '../sources.ts';
import { compareDebianVersions } from './debian-version.ts';

/** Null: not known. */
export interface Waiting {
  readonly all: number | null;
  readonly security: number | null;
}

const lists = '/var/lib/apt/lists';
const MOST_LISTS = 6;
const MOST_BYTES = 12 * 1_048_576;

/**
 * What apt would install. With a cache of its own apt answers in half a second; without one it would read tens of
 * megabytes first, so then only the lists of security updates are compared with what is installed.
 */
export async function aptWaiting(tools: SourceTools): Promise<Waiting> {
  return (await tools.files.exists('/var/cache/apt/pkgcache.bin')) ? fromApt(tools) : fromLists(tools);
}

async function fromApt({ run, signal }: SourceTools): Promise<Waiting> {
  const args = ['--simulate', '-o', 'Debug::NoLocking=true', '--with-new-pkgs', 'upgrade'];
  const outcome = await run('apt-get', args, { limitMs: 2400, signal });
  return outcome.status === 'ok' && outcome.code === 0
    ? parseSimulation(outcome.text)
    : { all: null, security: null };
}

/** Lines "Inst name [old] (new Origin:release/archive [arch])"; without "[old]" it is no update but something new. */
export function parseSimulation(text: string): Waiting {
  const updates = [...text.matchAll(/^Inst \S{1,200} \[[^\]]{1,200}\] \((.{1,500})\)/gm)];
  const security = updates.filter(([, from = '']) =>
    /Debian-Security:|-security\b|UbuntuESM(?:Apps)?:/.test(from),
  );
  return { all: updates.length, security: security.length };
}

export const installedFormat = '-f=${db:Status-Abbrev}\\t${Package}\\t${Architecture}\\t${Version}\\n';

async function fromLists({ run, files, signal }: SourceTools): Promise<Waiting> {
  const names = (await files.list(lists)).filter((name) =>
    /^[\w.%~+-]+-security_[\w.%~+-]+_Packages(?:\.(?:lz4|gz|xz|zst|bz2))?$/.test(name),
  );
  if (names.length === 0 || names.length > MOST_LISTS) return { all: null, security: null };
  const [installed, ...read] = await Promise.all([
    run('dpkg-query', ['-W', installedFormat], { limitMs: 2000, signal }),
    ...names.map((name) =>
      run('/usr/lib/apt/apt-helper', ['cat-file', `${lists}/${name}`], {
        limitMs: 2000,
        signal,
        mostBytes: MOST_BYTES,
      }),
    ),
  ]);
  // A list that is missing could hold the one update that matters.
  if (installed.status !== 'ok' || read.some((outcome) => outcome.status !== 'ok' || outcome.code !== 0))
    return { all: null, security: null };
  const texts = read.map((outcome) => (outcome.status === 'ok' ? outcome.text : ''));
  return { all: null, security: securityWaiting(installed.text, texts.join('\n')) };
}

/** How many installed packages a list of packages has a newer version of. */
export function securityWaiting(installed: string, list: string): number {
  const versions = new Map<string, string>();
  for (const line of installed.split('\n')) {
    const [state, name, arch, version] = line.split('\t');
    if (state?.startsWith('ii') && version !== undefined)
      versions.set(`${name ?? ''}:${arch ?? ''}`, version);
  }
  const waiting = new Set<string>();
  let name = '';
  let arch = '';
  let version = '';
  const look = () => {
    const key = `${name}:${arch}`;
    const own = versions.get(key);
    if (own !== undefined && version !== '' && compareDebianVersions(own, version) < 0) waiting.add(key);
    [name, arch, version] = ['', '', ''];
  };
  for (const match of list.matchAll(/^(?:(Package|Architecture|Version): (\S{1,200})|)$/gm)) {
    const [, field, value = ''] = match;
    if (field === 'Package') name = value;
    else if (field === 'Architecture') arch = value;
    else if (field === 'Version') version = value;
    else look();
  }
  look();
  return waiting.size;
}
