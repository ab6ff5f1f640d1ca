import { execFile } from 'node:child_process';
import { existsSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answeredIn, type ProgramName } from './questions.ts';

/** Another program that describes a machine, called as its manual advises for "everything". */
interface Rival {
  readonly name: ProgramName;
  readonly program: string;
  readonly args: (folder: string) => readonly string[];
  readonly version: readonly string[];
  /** How its values are counted. */
  readonly values: (output: string) => number;
  readonly counts: string;
}

const lines = (pattern: RegExp) => (output: string) => [...output.matchAll(pattern)].length;

const rivals: readonly Rival[] = [
  {
    name: 'inxi',
    program: 'inxi',
    args: () => ['-Fmraxxx', '-t', 'cm5', '-c', '0', '-y', '1000'],
    version: ['-V'],
    values: lines(/(?:^|\s)[\w-]+(?: \w+)?: \S/g),
    counts: 'key: value',
  },
  {
    name: 'lshw',
    program: 'lshw',
    args: () => ['-quiet', '-json'],
    version: ['-version'],
    values: lines(/" : (?!\{|\[)/g),
    counts: 'JSON values',
  },
  {
    name: 'hwinfo',
    program: 'hwinfo',
    args: () => [],
    version: ['--version'],
    values: lines(/^\s+[\w ]+: \S/gm),
    counts: 'lines "key: value"',
  },
  {
    name: 'sos',
    program: 'sos',
    args: (folder) => ['report', '--batch', '--build', '--quiet', '--tmp-dir', folder],
    version: ['--help'],
    values: lines(/^.+$/gm),
    counts: 'files with something in them',
  },
];

export interface Taken {
  readonly name: ProgramName;
  readonly tookMs: number;
  readonly values: number;
  readonly counts: string;
  readonly answered: readonly string[];
}

const folders = ['/usr/sbin', '/usr/bin', '/sbin', '/bin', '/usr/local/bin'];

export function installedRivals(): readonly ProgramName[] {
  return rivals
    .filter(({ program }) => folders.some((folder) => existsSync(join(folder, program))))
    .map((rival) => rival.name);
}

/** One look by another program; null when it fails or takes more than five minutes. */
export async function lookBy(name: ProgramName): Promise<Taken | null> {
  const rival = rivals.find((one) => one.name === name);
  if (rival === undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), 'rival-'));
  try {
    const began = performance.now();
    const said = await output(rival.program, rival.args(folder));
    const tookMs = performance.now() - began;
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => isFilled(join(folder, file)))
      .join('\n');
    const text = files === '' ? said : files;
    if (text.trim() === '') return null;
    return {
      name,
      tookMs,
      values: rival.values(text),
      counts: rival.counts,
      answered: answeredIn(name, text),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isFilled(file: string): boolean {
  const found = lstatSync(file);
  return found.isFile() && found.size > 0;
}

function output(program: string, args: readonly string[]): Promise<string> {
  const env = { ...process.env, LC_ALL: 'C', PATH: folders.join(':') };
  return new Promise((resolve) => {
    execFile(program, [...args], { env, timeout: 300_000, maxBuffer: 64 << 20 }, (_error, stdout) =>
      resolve(stdout),
    );
  });
}
