import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { areaTitles } from '../../src-shared/diagnostics/facts.ts';
import {
  MAX_SNAPSHOT_FILE,
  openSnapshot,
  type OpenedSnapshot,
} from '../../src-shared/diagnostics/open-snapshot.ts';
import { countChanges, type Comparison } from '../../src-shared/findings/comparison.ts';
import { comparisonMarkdown } from '../../src-shared/report/comparison-text.ts';
import { err, type Result } from '../../src-shared/result.ts';
import { openTroubleWords } from '../../src-shared/words/snapshot-file-words.ts';
import { readRegular } from '../storage/read-regular.ts';
import { writeWhole } from '../storage/write-whole.ts';

/** A snapshot from a file, or one plain sentence why not. */
export async function readSnapshotFile(path: string): Promise<Result<OpenedSnapshot, string>> {
  try {
    // a character is at most four bytes: what is longer than that is too long in any case
    const file = await readRegular(path, MAX_SNAPSHOT_FILE * 4);
    if (file.kind !== 'text') return err(openTroubleWords({ why: file.kind }));
    const opened = openSnapshot(file.text);
    return opened.ok ? opened : err(openTroubleWords(opened.error));
  } catch (error) {
    return err(error instanceof Error ? error.message : 'unknown trouble');
  }
}

/** What an old file did not let this version read; empty where there is nothing to say. */
export function unreadWords({ unread }: OpenedSnapshot): string {
  return unread.length === 0
    ? ''
    : `Some areas do not fit this version: ${unread.map((area) => areaTitles[area]).join(', ')}.`;
}

/** The comparison as JSON, with the number of each change. */
export function comparisonJson(comparison: Comparison): unknown {
  return { ...comparison, counts: countChanges(comparison) };
}

export async function writeComparison(
  folder: string,
  comparison: Comparison,
  formatTime: (at: number) => string,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const json = `${JSON.stringify(comparisonJson(comparison), null, 2)}\n`;
  writeWhole(join(folder, 'comparison.json'), json);
  writeWhole(join(folder, 'comparison.md'), comparisonMarkdown(comparison, formatTime));
}
