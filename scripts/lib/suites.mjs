import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { binFile, localCache, pinnedNode } from './paths.mjs';
import { runInForeground } from './run.mjs';

const reports = join(localCache, 'test-reports');

/**
 * Runs one vitest suite with its lines on the terminal, and counts from its JSON report. A suite that breaks without a
 * failed test (a file that does not load, no files at all) counts as one failed.
 */
export async function runSuite(name, config, args = []) {
  const report = join(reports, `${name}.json`);
  mkdirSync(reports, { recursive: true });
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const vitest = [binFile('vitest'), 'run', '--config', config, ...reporters, ...args];
  const code = await runInForeground(pinnedNode, vitest, { stdio: ['ignore', 'inherit', 'inherit'] });
  const { passed, failed } = count(report);
  return { passed, failed: code === 0 ? failed : Math.max(1, failed) };
}

function count(report) {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return { passed: 0, failed: 0 };
  }
}
