import './findings.css';
import { memo, useMemo } from 'react';
import { ArrowLeftRight, ListFilter, RefreshCw } from 'lucide-react';
import type { Finding } from '../../../../src-shared/findings/finding.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Select } from '../../../ui/select.tsx';
import { usePointed } from '../../../ui/use-pointed.ts';
import { useWords } from '../../../words/i18n.ts';
import { useDeskUi, useDeskUiStore } from '../desk/desk-ui.ts';
import { useDesk } from '../desk/use-desk.ts';
import { IconButton } from '../icon-button.tsx';
import { causeCount, type Row } from './arrange.ts';
import { ChangesLine } from './changes-line.tsx';
import { CopyFindings } from './copy-findings.tsx';
import { FindingRow } from './finding-row.tsx';
import { FindingsFooter } from './findings-footer.tsx';
import { FindingsState } from './findings-state.tsx';
import { useCheckAgain } from './use-check-again.ts';
import { useRows } from './use-rows.ts';

const none: readonly Finding[] = [];

/** What is wrong with the computer, worst first, causes before effects. */
export const FindingsPanel = memo(function FindingsPanel() {
  const { t } = useWords('desk');
  return (
    <section className="t-findings" data-panel="findings" tabIndex={-1} aria-label={t('findings.title')}>
      <FindingsHead />
      <ChangesLine />
      <FindingsList />
      <FindingsFooter />
    </section>
  );
});

function FindingsHead() {
  const { t } = useWords('desk');
  const { can, busy, run } = useCheckAgain();
  // causes only, as the list shows them when nothing is unfolded
  const count = useDesk((desk) => (desk.judgement === null ? null : causeCount(desk.judgement.findings)));
  return (
    <>
      <div className="t-panel-head">
        <h2>{t('findings.title')}</h2>
        {count === null ? null : <Badge size="desk">{count}</Badge>}
        <span className="t-head-space" />
        <IconButton
          icon={RefreshCw}
          label={t(busy ? 'findings.looking' : 'findings.refresh')}
          disabled={!can}
          onClick={run}
        />
      </div>
      {count === null ? null : <FindingsTools />}
    </>
  );
}

/** The order of the list, and what can be done with all of it. */
function FindingsTools() {
  const { t } = useWords('desk');
  const ui = useDeskUiStore();
  const order = useDeskUi((state) => state.order);
  return (
    <div className="t-findings-tools">
      <Select
        look="quiet"
        label={t('findings.order')}
        value={order}
        items={[
          { id: 'cause', label: t('findings.byCause') },
          { id: 'severity', label: t('findings.bySeverity') },
        ]}
        onChange={(next) => ui.setState({ order: next })}
      />
      <span className="t-head-space" />
      <IconButton
        icon={ListFilter}
        label={t('findings.all')}
        onClick={() => ui.setState({ dialog: 'checks' })}
      />
      <IconButton
        icon={ArrowLeftRight}
        label={t('compare.show')}
        onClick={() => ui.setState({ dialog: 'compare' })}
      />
      <CopyFindings />
    </div>
  );
}

function FindingsList() {
  const { t } = useWords('desk');
  const findings = useDesk((desk) => desk.judgement?.findings ?? none);
  const arriving = useDesk((desk) => desk.snapshotState === 'asked' || desk.snapshotState === 'arriving');
  const order = useDeskUi((state) => state.order);
  const { pointed, over } = usePointed();
  const rows = useRows(findings, order, arriving || pointed);
  const byId = useMemo(() => new Map(findings.map((finding) => [finding.id, finding])), [findings]);
  return (
    <div className="t-findings-scroll" {...over}>
      {rows.length === 0 ? null : (
        <ul className="t-finding-list" aria-label={t('findings.list')}>
          {rows.map((row) => (
            <ListRow key={row.id} row={row} finding={byId.get(row.id)} byId={byId} />
          ))}
        </ul>
      )}
      <FindingsState empty={rows.length === 0} />
    </div>
  );
}

interface ListRowProps {
  readonly row: Row;
  readonly finding: Finding | undefined;
  readonly byId: ReadonlyMap<string, Finding>;
}

/** A row; effects unfold with their cause, and always where there is room (by style). */
function ListRow({ row, finding, byId }: ListRowProps) {
  const causeOpen = useDeskUi(
    (state) => row.under === null || state.open === row.under || state.open === row.id,
  );
  if (finding === undefined) return null;
  const effects = finding.explains.flatMap((id) => byId.get(id) ?? []);
  return (
    <li data-under={row.under === null ? undefined : 'cause'} data-folded={causeOpen ? undefined : true}>
      <FindingRow finding={finding} effects={effects} nested={row.under !== null} />
    </li>
  );
}
