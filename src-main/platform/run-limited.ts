import { spawn, type ChildProcess } from 'node:child_process';
import { currentPlatform } from './platform.ts';

/** How a program ended: by itself with a number, or why it did not. */
export type Ended =
  | { readonly how: 'code'; readonly code: number; readonly text: string }
  | { readonly how: 'missing' | 'denied' | 'timeout' | 'too-much' | 'failed' };

export interface Limits {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly limitMs: number;
  /** Of each of its two outputs. */
  readonly mostBytes: number;
  readonly errorsToo: boolean;
  readonly signal: AbortSignal | undefined;
}

const ownGroups = currentPlatform() !== 'win32';
const running = new Set<ChildProcess>();

/**
 * Runs one program without a shell. It leads a group of its own, and the whole group is killed when it ends, when its
 * time is up or when it prints too much: what it started goes with it.
 */
export function runLimited(place: string, args: readonly string[], limits: Limits): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(place, [...args], {
      cwd: limits.cwd,
      env: limits.env,
      detached: ownGroups,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    const out: Buffer[] = [];
    const errors: Buffer[] = [];
    const end = (ended: Ended) => {
      clearTimeout(timer);
      limits.signal?.removeEventListener('abort', late);
      killGroup(child);
      child.stdout.destroy();
      child.stderr.destroy();
      resolve(ended);
    };
    const late = () => end({ how: 'timeout' });
    const timer = setTimeout(late, limits.limitMs);
    limits.signal?.addEventListener('abort', late, { once: true });
    const tooMuch = () => end({ how: 'too-much' });
    keep(child.stdout, out, limits.mostBytes, tooMuch);
    keep(child.stderr, errors, limits.mostBytes, tooMuch);
    child.once('error', (error: NodeJS.ErrnoException) => end({ how: troubleOf(error.code) }));
    // what it left running may hold its output open for ever
    child.once('exit', () => killGroup(child));
    child.once('close', (code) => {
      const text = Buffer.concat(limits.errorsToo ? [...out, ...errors] : out).toString('utf8');
      end(code === null ? { how: 'failed' } : { how: 'code', code, text });
    });
  });
}

/** For the end of this process: nothing it has started may outlive it. */
export function killRunning(): void {
  for (const child of running) killGroup(child);
}

function keep(from: NodeJS.ReadableStream, into: Buffer[], most: number, tooMuch: () => void): void {
  let size = 0;
  from.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > most) return tooMuch();
    into.push(chunk);
  });
  from.on('error', () => undefined); // its end is heard through the program's
}

function killGroup(child: ChildProcess): void {
  if (!running.delete(child) || child.pid === undefined) return;
  try {
    // SIGKILL: a program that hangs may not listen to anything milder
    if (ownGroups) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // all of it has ended
  }
}

function troubleOf(code: string | undefined): 'missing' | 'denied' | 'failed' {
  if (code === 'ENOENT') return 'missing';
  return code === 'EACCES' || code === 'EPERM' ? 'denied' : 'failed';
}
