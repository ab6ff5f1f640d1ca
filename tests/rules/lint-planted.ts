import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** Rules that were broken, by file. */
export type Verdicts = ReadonlyMap<string, readonly string[]>;

/** Lints these files in a folder that is laid out like the repository and has its lint configuration. */
export function lintPlanted(files: Readonly<Record<string, string>>): Verdicts {
  const folder = mkdtempSync(join(tmpdir(), 'alongside-rules-'));
  try {
    cpSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    cpSync(join(root, 'scripts', 'lint', 'plugin.mjs'), join(folder, 'scripts', 'lint', 'plugin.mjs'));
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    return runOxlint(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runOxlint(folder: string): Verdicts {
  const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const run = spawnSync(process.execPath, [oxlint, '--format=json'], { cwd: folder, encoding: 'utf8' });
  const report: unknown = JSON.parse(run.stdout);
  const verdicts = new Map<string, string[]>();
  for (const { filename, code } of diagnosticsOf(report)) {
    verdicts.set(filename, [...(verdicts.get(filename) ?? []), code]);
  }
  return verdicts;
}

interface Diagnostic {
  readonly filename: string;
  readonly code: string;
}

function diagnosticsOf(report: unknown): readonly Diagnostic[] {
  if (typeof report !== 'object' || report === null || !('diagnostics' in report)) return [];
  return report.diagnostics as readonly Diagnostic[];
}
