import { spawn, type ChildProcess } from 'node:child_process';
import { currentPlatform } from './platform.ts';
import { placeOf, searchPath, workFolder } from './program-place.ts';
import { runLimited, type Ended } from './run-limited.ts';

/**
 * Programs this app may start. Nothing else is ever run, and no text from another computer is ever an
 * argument: of what a technician names, only the address it stands for is (network-tests/resolve-target.ts).
 */
const allowed = new Set([
  // Linux
  'systemd-detect-virt',
  'timedatectl',
  'lsblk',
  'smartctl',
  'lspci',
  'xrandr',
  'xdpyinfo',
  'iw',
  'nmcli',
  'lpstat',
  'lpoptions',
  'gsettings',
  'systemctl',
  'nft',
  'busctl',
  'upsc',
  'apcaccess',
  'systemd-analyze',
  'journalctl',
  'dmesg',
  'last',
  'who',
  'apt-get',
  '/usr/lib/apt/apt-helper',
  'dpkg',
  'dpkg-query',
  'dnf',
  'rpm',
  'ip',
  'ping',
  'traceroute',
  'tracepath',
  // macOS
  '/usr/sbin/system_profiler',
  '/usr/bin/pmset',
  '/usr/sbin/sysctl',
  '/usr/sbin/scutil',
  '/sbin/route',
  '/usr/sbin/systemsetup',
  '/usr/libexec/ApplicationFirewall/socketfilterfw',
  '/usr/bin/csrutil',
  '/usr/sbin/spctl',
  '/usr/bin/fdesetup',
  '/usr/bin/security',
  '/usr/sbin/lsof',
  '/usr/sbin/netstat',
  '/usr/bin/vm_stat',
  '/bin/ps',
  '/usr/bin/tmutil',
  '/usr/sbin/diskutil',
  '/usr/sbin/sysadminctl',
  '/usr/bin/defaults',
  '/bin/launchctl',
  '/usr/bin/who',
  '/sbin/ping',
  '/sbin/ping6',
  '/usr/sbin/traceroute',
  '/usr/sbin/traceroute6',
  '/usr/sbin/arp',
  // Windows
  'reg.exe',
  'w32tm.exe',
  'powercfg.exe',
  'powershell.exe',
  'quser.exe',
  'ping.exe',
  'tracert.exe',
  'arp.exe',
]);

/** For tests that put something else in the place of each of them. */
export const allowedPrograms: ReadonlySet<string> = allowed;

export type CommandOutcome =
  | { readonly status: 'ok'; readonly text: string; readonly code: number }
  | { readonly status: 'missing' | 'denied' | 'timeout' | 'too-much' | 'failed'; readonly reason: string };

export interface RunOptions {
  readonly limitMs?: number;
  readonly signal?: AbortSignal;
  /** What it says on its error output comes after the rest: for programs that answer there. */
  readonly errorsToo?: boolean;
  /** For the few programs that rightly print more than others may. */
  readonly mostBytes?: number;
}

export type RunCommand = (
  program: string,
  args: readonly string[],
  options?: RunOptions,
) => Promise<CommandOutcome>;

const MAX_OUTPUT = 2 * 1_048_576;

/** A runner that looks in the system's folders, or in `path`: no shell, plain English output, a fixed folder, limits on time and output. // PV-8 */
export function createRunCommand(path?: string): RunCommand {
  const platform = currentPlatform();
  const folders = path ?? searchPath(platform, process.env);
  const cwd = workFolder(platform, process.env);
  return (program, args, { limitMs = 2500, signal, errorsToo = false, mostBytes = MAX_OUTPUT } = {}) => {
    if (!allowed.has(program)) throw new Error(`not on the list of programs: ${program}`);
    if (signal?.aborted === true)
      return Promise.resolve({ status: 'timeout', reason: `${program} did not answer in time` });
    const env = { ...quietEnvironment(), PATH: folders };
    const place = placeOf(program, platform, process.env);
    const limits = { cwd, env, limitMs, mostBytes, errorsToo, signal };
    return runLimited(place, args, limits).then((ended) => outcomeOf(program, ended));
  };
}

/** Starts one that goes on and is talked to, found and placed as {@link createRunCommand} does it. */
export function startProgram(program: string, args: readonly string[], path?: string): ChildProcess {
  if (!allowed.has(program)) throw new Error(`not on the list of programs: ${program}`);
  const platform = currentPlatform();
  return spawn(placeOf(program, platform, process.env), [...args], {
    cwd: workFolder(platform, process.env),
    env: { ...quietEnvironment(), PATH: path ?? searchPath(platform, process.env) },
    stdio: 'pipe',
    windowsHide: true,
  });
}

// What the programs need to find the desktop and the print service, and nothing that holds secrets.
function quietEnvironment(): Record<string, string> {
  const kept = [
    'HOME',
    'DISPLAY',
    'XAUTHORITY',
    'WAYLAND_DISPLAY',
    'XDG_RUNTIME_DIR',
    'DBUS_SESSION_BUS_ADDRESS',
    'SystemRoot',
    'windir',
    'TEMP',
    'USERPROFILE',
    'PATHEXT',
    'CUPS_SERVER',
  ];
  const env: Record<string, string> = { LC_ALL: 'C', LANG: 'C' };
  for (const key of kept) {
    const value = process.env[key];
    if (value !== undefined) env[key] = value;
  }
  return env;
}

function outcomeOf(program: string, ended: Ended): CommandOutcome {
  switch (ended.how) {
    // Many programs answer and still end with a number: "none" of systemd-detect-virt is 1, warnings of smartctl are bits.
    case 'code':
      return { status: 'ok', text: ended.text, code: ended.code };
    case 'missing':
      return { status: 'missing', reason: `${program} is not installed` };
    case 'denied':
      return { status: 'denied', reason: `${program} may not be run` };
    case 'too-much':
      return { status: 'too-much', reason: `${program} printed too much` };
    case 'timeout':
      return { status: 'timeout', reason: `${program} did not answer in time` };
    case 'failed':
      return { status: 'failed', reason: `${program} could not be run` };
  }
}
