import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { resolveRuntime } from '../../../scripts/runtime.mjs';
import { CHROMIUM } from '../../stage/app.ts';

/** The machine and the programs measured, as lines for people. */
export async function describeMachine(): Promise<readonly string[]> {
  const [cpu] = cpus();
  const cpuinfo = readFileSync('/proc/cpuinfo', 'utf8');
  const virtual = /^flags.*\bhypervisor\b/m.test(cpuinfo) ? ', a virtual machine' : '';
  const runtime = await resolveRuntime();
  return [
    `${cpus().length} cores of ${cpu?.model.trim() ?? 'an unknown processor'}${virtual}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB of memory, Linux ${release()}, Xvfb, no GPU`,
    [
      `Electron ${runtime.version}`,
      `Node ${process.versions.node}`,
      firstLine(CHROMIUM, ['--version']),
      firstLine('X0tigervnc', ['--version']),
      firstLine('x11vnc', ['-version']),
    ]
      .filter((text) => text !== '')
      .join(', '),
  ];
}

/** Programs tell their version on either output, some with a failing exit. */
function firstLine(command: string, args: readonly string[]): string {
  try {
    const said = execFileSync('sh', ['-c', '"$0" "$@" 2>&1', command, ...args], {
      encoding: 'utf8',
      timeout: 10_000,
    });
    return pickVersion(said);
  } catch (error) {
    const said = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
    return /not found/.test(said) ? '' : pickVersion(said);
  }
}

function pickVersion(text: string): string {
  return (
    text
      .split('\n')
      .find((line) => /\d+\.\d+/.test(line))
      ?.replace(/,? (built|lastmod|Debian).*$/i, '')
      .trim() ?? ''
  );
}
