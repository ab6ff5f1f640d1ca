import type { HistoryEntry } from '../../../../src-shared/helpdesk/ticket.ts';
import { useWords } from '../../../words/i18n.ts';
import { dayAndTime } from '../../../words/time.ts';
import { useNames } from '../console-context.tsx';
import { valueWords } from './field-values.ts';

/** Who did what, newest first; folded away, since it grows. */
export function HistoryList({ history }: { readonly history: readonly HistoryEntry[] }) {
  const { t } = useWords('console');
  const names = useNames();
  return (
    <details className="c-history">
      <summary>
        {t('ticket.history')} <small>{t('ticket.historyShow', { count: history.length })}</small>
      </summary>
      <ol>
        {[...history].reverse().map(({ id, at, author, what, from, to }) => (
          <li key={id}>
            <b>{author.type === 'system' ? t('ticket.system') : author.name}</b>{' '}
            {t(`did.${what}`, { from: valueWords(what, from, names), to: valueWords(what, to, names) })}
            <small>{dayAndTime(at)}</small>
          </li>
        ))}
      </ol>
    </details>
  );
}
