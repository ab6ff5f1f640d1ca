import { areaTitles } from '../diagnostics/facts.ts';
import { SNAPSHOT_VERSION, type OpenedSnapshot, type OpenTrouble } from '../diagnostics/open-snapshot.ts';
import type { Result } from '../result.ts';

/** What there is to say of a file that was chosen; null when all of it could be read. */
export function openedWords(opened: Result<OpenedSnapshot, OpenTrouble>): string | null {
  if (!opened.ok) return openTroubleWords(opened.error);
  const { unread } = opened.value;
  return unread.length === 0
    ? null
    : `Some parts of the file could not be read: ${unread.map((area) => areaTitles[area]).join(', ')}.`;
}

/** Why a file could not be opened, in words for either side. */
export function openTroubleWords(trouble: OpenTrouble): string {
  switch (trouble.why) {
    case 'empty':
      return 'The file is empty.';
    case 'special':
      return 'The file is not a plain file, so it was not read.';
    case 'too-large':
      return 'The file is too large to be a set of checks.';
    case 'not-json':
      return 'The file is not JSON, or a part of it is missing.';
    case 'not-snapshot':
      return 'The file holds something else. It needs the JSON that Alongside saved.';
    case 'newer':
      return `The file was made by a newer version of this app (format ${trouble.schema}, this one reads up to ${SNAPSHOT_VERSION}).`;
    case 'damaged':
      return `The file is damaged: “${trouble.at}” cannot be read.`;
  }
}
