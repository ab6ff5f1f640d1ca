import type { Platform } from '../../src-shared/diagnostics/snapshot.ts';

/*
 * Where programs of the system stand. Windows looks for a bare name in the current folder and beside this app before it
 * looks in its own, so whoever may write there could plant a reg.exe: there every program has its full path. // TM-11
 */
export type Environment = Readonly<Record<string, string | undefined>>;

const WINDOWS = String.raw`C:\Windows`;
const POWERSHELL = String.raw`System32\WindowsPowerShell\v1.0\powershell.exe`;

/** The system's folder as the environment names it, when that looks like one. */
export function windowsFolder(env: Environment): string {
  const named = env['SystemRoot'] ?? '';
  return /^[A-Za-z]:\\[\w\\ ]*\w\\*$/.test(named) ? named.replace(/\\+$/, '') : WINDOWS;
}

/** What is really started for a name of the list. */
export function placeOf(program: string, platform: Platform, env: Environment): string {
  if (platform !== 'win32') return program;
  const below = program === 'powershell.exe' ? POWERSHELL : `System32\\${program}`;
  return `${windowsFolder(env)}\\${below}`;
}

/**
 * Where programs are looked for: the system's own folders, in which only its administrator can put anything. Not the
 * person's PATH: a program of the same name in a folder of theirs would answer instead, and that PATH often lacks the
 * folders where smartctl and iw stand.
 */
export function searchPath(platform: Platform, env: Environment): string {
  if (platform === 'win32') return env['PATH'] ?? ''; // not used: every program has its full path there
  return systemFolders.join(':');
}

const systemFolders = [
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
  '/run/current-system/sw/bin', // NixOS
  '/usr/local/sbin',
  '/usr/local/bin',
];

/** Where programs run: a folder that only the system's owner can write to, never the one this app was started in. */
export function workFolder(platform: Platform, env: Environment): string {
  return platform === 'win32' ? windowsFolder(env) : '/';
}
