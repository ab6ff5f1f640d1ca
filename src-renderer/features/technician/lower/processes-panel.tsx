import { useMemo, useState } from 'react';
import type { ProcessEntry } from '../../../../src-shared/diagnostics/device-areas.ts';
import { areaData } from '../../../../src-shared/diagnostics/snapshot.ts';
import { rounded, shortDuration, size } from '../../../../src-shared/words/format.ts';
import { Skeleton } from '../../../ui/spinner.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useDesk } from '../desk/use-desk.ts';
import { findingsState } from '../findings/state-of-findings.ts';
import { nextSorting, processColumns, sortProcesses, type Sorting } from './sort-processes.ts';

/** The busiest programs of the snapshot, as a table that sorts by any column. */
export function ProcessesPanel() {
  const { t } = useWords('desk');
  const data = useDesk((desk) => (desk.snapshot === null ? undefined : areaData(desk.snapshot, 'processes')));
  const result = useDesk((desk) => desk.snapshot?.areas.processes);
  const state = useDesk((desk) => findingsState(desk));
  const [sorting, setSorting] = useState<Sorting>({ column: 'cpu', down: true });
  const rows = useMemo(() => sortProcesses(data?.top ?? [], sorting), [data, sorting]);
  if (data === undefined)
    return (
      <NoProcesses
        state={state}
        reason={result !== undefined && result.status !== 'ok' ? result.reason : null}
      />
    );
  if (rows.length === 0) return <p className="t-empty t-lower-empty">{t('processes.empty')}</p>;
  return (
    <table className="t-table t-processes">
      <thead>
        <tr>
          {processColumns.map((column) => (
            <th
              key={column}
              scope="col"
              data-figure={column === 'name' ? undefined : true}
              aria-sort={sorting.column === column ? (sorting.down ? 'descending' : 'ascending') : 'none'}
            >
              <button type="button" onClick={() => setSorting(nextSorting(sorting, column))}>
                {t(`processes.${column}`)}
                <span aria-hidden="true">
                  {sorting.column === column ? (sorting.down ? ' ↓' : ' ↑') : ''}
                </span>
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((entry, index) => (
          <ProcessRow key={`${entry.name ?? ''}${index}`} entry={entry} />
        ))}
      </tbody>
    </table>
  );
}

function ProcessRow({ entry }: { readonly entry: ProcessEntry }) {
  const { t } = useWords('desk');
  const unknown = t('notKnown');
  const { name, count, cpuPercent, memoryBytes, runningSeconds } = entry;
  return (
    <tr>
      <th scope="row">
        {name ?? unknown}
        {count === null || count < 2 ? null : (
          <span className="t-process-count">{t('processes.count', { count })}</span>
        )}
      </th>
      <td data-figure>{cpuPercent === null ? unknown : rounded(cpuPercent, 1).toFixed(1)}</td>
      <td data-figure>{memoryBytes === null ? unknown : size(memoryBytes)}</td>
      <td data-figure>{runningSeconds === null ? unknown : shortDuration(runningSeconds * 1000)}</td>
    </tr>
  );
}

function NoProcesses({
  state,
  reason,
}: {
  readonly state: ReturnType<typeof findingsState>;
  readonly reason: string | null;
}) {
  const { t } = useWords('desk');
  if (reason !== null) return <p className="t-empty t-lower-empty">{t('processes.noAnswer', { reason })}</p>;
  if (state === 'looking') {
    return (
      <div className="t-table-waiting" aria-label={t('findings.looking')} role="status">
        {[0, 1, 2, 3].map((row) => (
          <Skeleton key={row} width="100%" height={16} />
        ))}
      </div>
    );
  }
  return (
    <p className="t-empty t-lower-empty">{t(`facts.none.${state === 'none' ? 'notAllowed' : state}`)}</p>
  );
}
