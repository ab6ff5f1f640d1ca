import type { Reason } from '../helpdesk/suggest-articles.ts';
import { assertNever } from '../result.ts';
import { topicWords } from './finding-words.ts';

/** Why an article is offered, for technicians: "because DISK-02 was found". */
export function reasonWords(reason: Reason): string {
  switch (reason.kind) {
    case 'finding':
      return `because ${reason.id} was found`;
    case 'code':
      return `because of the code ${reason.code}`;
    case 'program':
    case 'printer':
      return `because of ${reason.name}`;
    case 'version':
      return `because it is about ${reason.name}`;
    case 'words':
      return `because of the words ${reason.words
        .slice(0, 3)
        .map((word) => `“${word}”`)
        .join(', ')}`;
    default:
      return assertNever(reason);
  }
}

/** The same for people: no ids. */
export function reasonForPerson(reason: Reason): string {
  if (reason.kind === 'finding') return `because of what we found: ${topicWords(reason.id)}`;
  return reasonWords(reason);
}
