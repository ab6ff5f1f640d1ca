import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const SYSTEMD = '/usr/lib/systemd/systemd';
const BOOT_MS = 20_000;
const STEP_MS = 100;

/** A system of its own: systemd as its first process, its own network, its own /run, /etc/resolv.conf and authorities. */
export interface OwnSystem {
  /** A program in there. */
  run(program: string, ...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }>;
  /** One that goes on until it is killed or its input ends. */
  start(program: string, ...args: readonly string[]): ChildProcess;
  end(): Promise<void>;
}

/** Why this machine cannot have one; null where it can. */
export function whyNoOwnSystem(): string | null {
  if (process.getuid?.() !== 0) return 'only root may make namespaces of all kinds';
  if (!existsSync(SYSTEMD)) return 'systemd is not installed';
  if (groupsFolder() === null) return 'there are no control groups of version 2';
  try {
    execFileSync('unshare', ['--pid', '--fork', '--mount', '--net', '--cgroup', 'true'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'this machine gives no namespaces';
  }
}

/** `folder` gets its resolv.conf and ca.pem from the test; `units` are files of systemd by name. */
export async function startOwnSystem(
  folder: string,
  units: Readonly<Record<string, string>>,
): Promise<OwnSystem> {
  const unitFolder = join(folder, 'units');
  mkdirSync(unitFolder);
  for (const [name, text] of Object.entries({ 'own.target': '[Unit]\nDefaultDependencies=no\n', ...units }))
    writeFileSync(join(unitFolder, name), text);
  const group = join(groupsFolder() ?? '', `planted-${process.pid}`);
  mkdirSync(group);
  const kinds = ['--pid', '--fork', '--kill-child', '--mount-proc', '--mount', '--net', '--uts', '--ipc'];
  const script = `echo $$ > ${group}/cgroup.procs; exec unshare ${kinds.join(' ')} --cgroup bash -c "$BOOT"`;
  const env = { ...process.env, BOOT: bootScript, FOLDER: folder };
  const shell = spawn('bash', ['-c', script], { env, stdio: ['ignore', 'ignore', 'ignore'] });
  const enter = () => ['--target', String(firstOf(shell)), ...'mnpui'.split('').map((kind) => `-${kind}`)];
  const system: OwnSystem = {
    run: (program, ...args) =>
      new Promise((resolve) => {
        const all = [...enter(), program, ...args];
        execFile('nsenter', all, { maxBuffer: 1e8, timeout: 60_000 }, (error, stdout, stderr) =>
          resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
        );
      }),
    start: (program, ...args) =>
      spawn('nsenter', [...enter(), program, ...args], { stdio: ['pipe', 'pipe', 'inherit'] }),
    async end() {
      const ended = new Promise((resolve) => shell.once('exit', resolve));
      if (shell.exitCode === null && shell.kill('SIGKILL')) await ended; // its first process goes with it
      await removeGroup(group);
    },
  };
  await until(
    async () => firstOf(shell) !== null && (await system.run('systemctl', 'list-units')).code === 0,
  );
  return system;
}

/* Runs as the first process: lays its own files over this computer's, makes a network with a router, becomes systemd. */
const bootScript = `set -e
mount --make-rprivate /
mount -t tmpfs tmpfs /run
mkdir -p /run/systemd/system /run/lock
mount --bind "$FOLDER/units" /etc/systemd/system
mount --bind "$FOLDER/resolv.conf" /etc/resolv.conf
mount -t tmpfs tmpfs /etc/ssl/certs
cp "$FOLDER/ca.pem" /etc/ssl/certs/ca-certificates.crt
mount -t cgroup2 cgroup2 /sys/fs/cgroup
ip netns add router
ip link set lo up
ip link add eth0 type veth peer name eth1 netns router
ip addr add 198.18.1.2/24 dev eth0
ip -n router addr add 198.18.1.1/24 dev eth1
ip link set eth0 up
ip -n router link set eth1 up
ip route add default via 198.18.1.1
container=other exec ${SYSTEMD} --system --unit=own.target
`;

/** The first process in there, by its number out here. */
function firstOf({ pid }: ChildProcess): number | null {
  try {
    const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
    return child === undefined || child === '' ? null : Number(child);
  } catch {
    return null;
  }
}

function groupsFolder(): string | null {
  const mount = /^\S+ (\S+) cgroup2 /m.exec(readFileSync('/proc/self/mounts', 'utf8'))?.[1];
  const own = /^0::(.*)$/m.exec(readFileSync('/proc/self/cgroup', 'utf8'))?.[1];
  return mount === undefined || own === undefined ? null : join(mount, own);
}

/** The kernel lets go of a group a moment after its last process. */
async function removeGroup(group: string): Promise<void> {
  await until(() => {
    try {
      removeBelow(group);
      return true;
    } catch {
      return false;
    }
  });
}

function removeBelow(folder: string): void {
  for (const name of readdirSync(folder))
    if (statSync(join(folder, name)).isDirectory()) removeBelow(join(folder, name));
  rmdirSync(folder);
}

export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + BOOT_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('it did not come in time');
    await delay(STEP_MS);
  }
}
