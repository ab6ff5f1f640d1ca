import { useMemo } from 'react';
import { useWords } from '../../../words/i18n.ts';
import { useDesk } from '../desk/use-desk.ts';
import { timeText } from '../figures.ts';
import { logWords } from './log-words.ts';

/** What happened to the link, newest first. */
export function LinkLog() {
  const { t } = useWords('desk');
  const log = useDesk((desk) => desk.log);
  const newestFirst = useMemo(() => [...log].reverse(), [log]);
  if (log.length === 0) return <p className="t-empty t-lower-empty">{t('log.empty')}</p>;
  return (
    <table className="t-table t-log">
      <thead>
        <tr>
          <th scope="col">{t('log.time')}</th>
          <th scope="col">{t('log.what')}</th>
          <th scope="col">{t('log.detail')}</th>
        </tr>
      </thead>
      <tbody>
        {newestFirst.map((line, index) => (
          <tr key={log.length - index}>
            <td>{timeText(line.at)}</td>
            <th scope="row">{logWords(line, t).what}</th>
            <td>{logWords(line, t).detail}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
