import { SNAPSHOT_VERSION, type OpenTrouble } from '../diagnostics/open-snapshot.ts';

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
