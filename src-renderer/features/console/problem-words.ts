import type { ApiError } from '../../../src-shared/helpdesk/api/api-error.ts';
import { words } from '../../words/i18n.ts';
import { consoleWords } from '../../words/en/console.ts';

/** What went wrong, for people: by its code, and for fields by what is wrong with them. */
export function problemWords({ error, message, fields, retryAfterS }: ApiError): string {
  if (error === 'TOO_MANY' && retryAfterS !== undefined)
    return words.t('console:problem.tooManyFor', { seconds: retryAfterS });
  // the server names what it refuses; without fields there is nothing better to say than its own sentence
  if ((error === 'INVALID' || error === 'TOO_LARGE') && fields === undefined) return message;
  if (error === 'INVALID') return [...new Set(Object.values(fields ?? {}).map(fieldWords))].join(' ');
  return words.t(`console:problem.${error}`);
}

export function fieldWords(wrong: string): string {
  if (isKnown(wrong)) return words.t(`console:field.${wrong}`);
  // a schema's own words for a shape are for programs
  return /^(Too |Invalid )/.test(wrong) ? words.t('console:problem.INVALID') : wrong;
}

function isKnown(wrong: string): wrong is keyof typeof consoleWords.field {
  return Object.hasOwn(consoleWords.field, wrong);
}
