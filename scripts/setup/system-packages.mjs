import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { SetupError, say, step } from '../lib/progress.mjs';
import { runQuietly } from '../lib/run.mjs';

/*
 * Debian's names. Where a newer Debian or Ubuntu renamed a package (the 64-bit time change), the names are listed in
 * order of preference and one of them is enough.
 */
const groups = {
  app: [
    ['libgtk-3-0t64', 'libgtk-3-0'],
    ['libasound2t64', 'libasound2'],
    ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
    ['libcups2t64', 'libcups2'],
    'libnss3',
    'libgbm1',
    'libdrm2',
    'libxtst6',
    'libxss1',
    'libnotify4',
    'fonts-noto-core',
    'fonts-dejavu-core',
    'ca-certificates',
  ],
  display: ['xvfb', 'openbox'],
  package: ['7zip', 'desktop-file-utils'],
  test: [
    'chromium',
    'coturn',
    'xterm',
    'xdotool',
    'x11-utils',
    'imagemagick',
    '7zip',
    'desktop-file-utils',
    'procps',
    ['postgresql-15', 'postgresql-16', 'postgresql-17', 'postgresql-18'], // whichever this release has
  ],
};

/** `needs` is a list of group names: app, display, package, test. Debian and Ubuntu only; other systems are left alone. */
export async function ensureSystemPackages(needs) {
  if (process.platform !== 'linux' || !existsSync('/var/lib/dpkg/status')) return;
  const wanted = needs.flatMap((name) => groups[name]).map((entry) => [entry].flat());
  const missing = missingOf(wanted);
  if (missing.length === 0) return;
  const prefix = rootPrefix();
  if (!prefix) throw new SetupError(whatToType(missing));
  await install(prefix, missing);
  const still = missingOf(wanted);
  if (still.length > 0) throw new SetupError(whatToType(still));
}

/** One `dpkg-query` for all of them: about 20 ms, so every start can afford it. */
function missingOf(wanted) {
  const format = '${db:Status-Status} ${Package}\n';
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', format, ...wanted.flat()], { encoding: 'utf8' });
  const installed = new Set();
  for (const line of stdout.split('\n')) {
    const [status, name] = line.split(' ');
    if (status === 'installed') installed.add(name);
  }
  return wanted.filter((names) => !names.some((name) => installed.has(name)));
}

/** How to become root without asking a question: nothing to add, `sudo -n`, or undefined when neither works. */
function rootPrefix() {
  if (process.getuid() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : undefined;
}

async function install(prefix, missing) {
  const apt = (args) => {
    const [command, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
    return runQuietly(command, rest, { env: process.env });
  };
  const lockWait = ['-o', 'DPkg::Lock::Timeout=180', '-o', 'APT::Get::Assume-Yes=true'];
  say('This machine lacks some system packages; installing them.');
  await step('Reading the package lists (apt-get update)', () => apt([...lockWait, 'update']));
  for (const names of missing) {
    const name = available(names);
    await step(`Installing ${name}`, () => apt([...lockWait, 'install', '--no-install-recommends', name]));
  }
}

/** Of a package's names, the one this release of the system has. */
function available(names) {
  return names.find((name) => isKnown(name)) ?? names.at(-1);
}

function isKnown(name) {
  const { status, stdout } = spawnSync('apt-cache', ['show', '--no-all-versions', name], {
    encoding: 'utf8',
  });
  return status === 0 && stdout !== '';
}

function whatToType(missing) {
  const names = missing.map((alternatives) => available(alternatives)).join(' ');
  return [
    'Some system packages are missing and this user may not install them. Please run:',
    '',
    `  sudo apt-get update && sudo apt-get install --no-install-recommends ${names}`,
    '',
    `and start again. (${systemName()})`,
  ].join('\n');
}

function systemName() {
  return /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'Linux';
}
