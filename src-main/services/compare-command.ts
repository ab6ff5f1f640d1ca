import type { Snapshot } from '../../src-shared/diagnostics/snapshot.ts';
import { compareSnapshots } from '../../src-shared/findings/comparison.ts';
import { comparisonText } from '../../src-shared/report/comparison-text.ts';
import type { CompareOptions } from './collect-options.ts';
import { comparisonJson, readSnapshotFile, unreadWords, writeComparison } from './compare-files.ts';

export interface CompareCommandPorts {
  readonly say: (line: string) => void;
  readonly print: (text: string) => Promise<void>;
  /** This computer as it is, for a comparison with one file. */
  readonly lookNow: () => Promise<Snapshot>;
}

/** `npm run collect -- --compare`: before and after on standard output. The answer is the exit code. */
export async function compareCommand(options: CompareOptions, ports: CompareCommandPorts): Promise<number> {
  const { say, print } = ports;
  const before = await open(options.before, say);
  if (before === null) return 1;
  const after = options.after === null ? await ports.lookNow() : await open(options.after, say);
  if (after === null) return 1;
  const comparison = compareSnapshots(before, after);
  const formatTime = (at: number) => new Date(at).toLocaleString();
  await print(
    options.json
      ? `${JSON.stringify(comparisonJson(comparison))}\n`
      : `${comparisonText(comparison, formatTime)}\n`,
  );
  if (options.out === null) return 0;
  try {
    await writeComparison(options.out, comparison, formatTime);
    return 0;
  } catch (error) {
    say(`Could not write into ${options.out}: ${error instanceof Error ? error.message : 'unknown trouble'}`);
    return 1;
  }
}

async function open(path: string, say: (line: string) => void): Promise<Snapshot | null> {
  const opened = await readSnapshotFile(path);
  if (!opened.ok) {
    say(`Could not open ${path}: ${opened.error}`);
    return null;
  }
  const unread = unreadWords(opened.value);
  if (unread !== '') say(`${path}: ${unread}`);
  return opened.value.snapshot;
}
