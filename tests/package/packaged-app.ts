import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from 'vitest';
import { launchEnv, resolveRuntime, sandboxArgs } from '../../scripts/runtime.mjs';
import { openSnapshot } from '../../src-shared/diagnostics/open-snapshot.ts';

const root = resolve(import.meta.dirname, '../..');
const shots = join(root, '.cache', 'package-shots');

export interface PackagedApp {
  /** Built on the stand-in runtime, so it must say so. */
  readonly testBuild: boolean;
  /** Package and program name. */
  readonly name: string;
  readonly unpackedExe: string;
  readonly deb: string;
  /** The tar.gz. */
  readonly archive: string;
}

/** What package-setup.ts has built. */
export async function findPackage(): Promise<PackagedApp> {
  const { kind } = await resolveRuntime();
  const testBuild = kind === 'fallback';
  const name = testBuild ? 'alongside-testbuild' : 'alongside';
  const release = join(root, 'release');
  const deb = readdirSync(release).find((file) => file.startsWith(`${name}_`) && file.endsWith('.deb'));
  const archive = readdirSync(release).find(
    (file) => file.startsWith(`${name}-`) && file.endsWith('.tar.gz'),
  );
  if (deb === undefined || archive === undefined)
    throw new Error('npm run package left no .deb or no tar.gz');
  const unpackedExe = join(release, 'linux-unpacked', name);
  return { testBuild, name, unpackedExe, deb: join(release, deb), archive: join(release, archive) };
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

/** What `collect` must do where nobody could see a window: everything but print. */
export async function collectsWithoutDisplay(program: string, out: string): Promise<void> {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = launchEnv();
  const ask = (...words: readonly string[]) =>
    new Promise<{ code: unknown; stdout: string; stderr: string }>((answer) => {
      const args = [...sandboxArgs(), 'collect', '--out', out, ...words];
      execFile(program, args, { env, maxBuffer: 1e8, timeout: 60_000 }, (error, stdout, stderr) =>
        answer({ code: error?.code ?? 0, stdout, stderr }),
      );
    });
  const { code, stdout } = await ask('--json');
  expect(code).toBe(0);
  const opened = openSnapshot(stdout);
  expect(opened.ok && opened.value.snapshot.areas.memory).toMatchObject({ status: 'ok' });
  expect(readdirSync(out).toSorted()).toEqual(['report.html', 'report.json', 'report.md', 'snapshot.json']);
  expect(await ask('--areas', 'uptime', '--pdf')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('No PDF: printing needs a display'),
  });
}
