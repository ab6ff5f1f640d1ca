import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launchEnv, resolveRuntime } from '../../scripts/runtime.mjs';

const root = resolve(import.meta.dirname, '../..');
const shots = join(root, '.cache', 'package-shots');

export interface PackagedApp {
  /** Built on the stand-in runtime, so it must say so. */
  readonly testBuild: boolean;
  /** Package and program name. */
  readonly name: string;
  readonly unpackedExe: string;
  readonly deb: string;
}

/** What package-setup.ts has built. */
export async function findPackage(): Promise<PackagedApp> {
  const { kind } = await resolveRuntime();
  const testBuild = kind === 'fallback';
  const name = testBuild ? 'alongside-testbuild' : 'alongside';
  const release = join(root, 'release');
  const deb = readdirSync(release).find((file) => file.startsWith(`${name}_`) && file.endsWith('.deb'));
  if (deb === undefined) throw new Error('npm run package left no .deb');
  return { testBuild, name, unpackedExe: join(release, 'linux-unpacked', name), deb: join(release, deb) };
}

/** A place for a picture of what was seen; the folder is kept for people to look at. */
export function shotPath(name: string): string {
  mkdirSync(shots, { recursive: true });
  return join(shots, `${name}.png`);
}

/** A folder for the app's settings, and its removal. */
export function scratchFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'alongside-package-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Starts a program as a person would, without a debugger, and ends it again. */
export function startPlainly(command: string, args: readonly string[]): { stop(): Promise<void> } {
  const child = spawn(command, args, { env: launchEnv(), stdio: 'ignore', cwd: '/', detached: true });
  return { stop: () => stopGroup(child) };
}

async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = once(child, 'exit');
  process.kill(-child.pid, 'SIGTERM');
  const timer = setTimeout(() => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'), 5000);
  await exited;
  clearTimeout(timer);
}

/** Waits until the display shows a window with this in its title, and answers the title. */
export function waitForWindow(title: string, limitSeconds = 30): string {
  const limit = { timeout: limitSeconds * 1000, encoding: 'utf8' } as const;
  const ids = execFileSync('xdotool', ['search', '--sync', '--onlyvisible', '--name', title], limit);
  const id = ids.trim().split('\n')[0] ?? '';
  return execFileSync('xdotool', ['getwindowname', id], limit).trim();
}

export function photograph(name: string): void {
  execFileSync('import', ['-window', 'root', shotPath(name)]);
}

/** How to run a command as root: nothing to add, or sudo. */
export function asRoot(command: string, args: readonly string[]): string {
  const [program, ...rest] = process.getuid?.() === 0 ? [command, ...args] : ['sudo', '-n', command, ...args];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return execFileSync(program ?? command, rest, { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'pipe'] });
}
