import { release } from 'node:os';
import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { nameOf } from '../clean.ts';
import type { SystemFiles } from '../system-files.ts';

type RestartState = Pick<AreaDataOf['updates'], 'restartPending' | 'restartReasons'>;

/** The mark that Debian's packages leave, and a kernel that is newer than the running one. */
export async function restartState(files: SystemFiles): Promise<RestartState> {
  const [marked, list, kernels, debian] = await Promise.all([
    files.exists('/run/reboot-required'),
    files.text('/run/reboot-required.pkgs'),
    files.list('/lib/modules'),
    files.exists('/var/lib/dpkg/status'),
  ]);
  const newer = newerKernel(release(), kernels);
  const packages = (list ?? '').split('\n').map(nameOf);
  const reasons = [...new Set([...packages, newer === null ? null : `kernel ${newer}`])];
  return {
    // Only the Debian family leaves the mark, so its absence says something only there.
    restartPending: marked || newer !== null ? true : debian ? false : null,
    restartReasons: reasons.flatMap((name) => (name === null ? [] : [{ name: nameOf(name) }])).slice(0, 20),
  };
}

/** A kernel of the same flavour that was installed after the running one, or null. */
export function newerKernel(running: string, installed: readonly string[]): string | null {
  if (!installed.includes(running)) return null; // another machine's modules, or a kernel from outside
  const flavour = (name: string) => name.replace(/\d+/g, '');
  const rivals = installed.filter((name) => flavour(name) === flavour(running));
  const newest = rivals.sort(byVersion).at(-1);
  return newest === undefined || newest === running ? null : nameOf(newest);
}

function byVersion(a: string, b: string): number {
  const [left, right] = [a, b].map((name) => (name.match(/\d+/g) ?? []).map(Number));
  for (let i = 0; i < Math.max(left?.length ?? 0, right?.length ?? 0); i += 1) {
    const difference = (left?.[i] ?? 0) - (right?.[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
