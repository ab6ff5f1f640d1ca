import { EyeOff } from 'lucide-react';
import { useState } from 'react';
import type { PreviewRow } from '../../../src-shared/bridge/contract.ts';
import { areaTitles } from '../../../src-shared/diagnostics/facts.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Switch } from '../../ui/switch.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { useWords } from '../../words/i18n.ts';
import { inAreas, type PreviewArea } from './preview-areas.ts';

/** Rows drawn at once; a tab can have hundreds, each with a switch. */
const PAGE = 100;

interface PreviewTableProps {
  readonly rows: readonly PreviewRow[];
  /** Head of the column of what leaves: "Kevin gets". */
  readonly gets: string;
  /** One field's path, or those of an area. */
  readonly onWithhold: (fields: readonly string[], withheld: boolean) => void;
}

/** Each field in its area: what it is and why, what is here, what leaves, and a switch to leave it out. */
export function PreviewTable({ rows, gets, onWithhold }: PreviewTableProps) {
  const { t } = useWords('host');
  const [shown, setShown] = useState(PAGE);
  if (rows.length === 0) return <p className="host-looking">{t('preview.emptyGroup')}</p>;
  const more = Math.min(PAGE, rows.length - shown);
  return (
    <Card className="host-preview-card">
      <table className="host-preview-table">
        <thead>
          <tr>
            <th scope="col">{t('preview.what')}</th>
            <th scope="col">{t('preview.here')}</th>
            <th scope="col">{gets}</th>
            <th scope="col">{t('preview.leaveOut')}</th>
          </tr>
        </thead>
        {inAreas(rows.slice(0, shown)).map((part) => (
          <Area key={part.area} part={part} onWithhold={onWithhold} />
        ))}
      </table>
      {more > 0 ? (
        <Button look="quiet" size="card" onClick={() => setShown(shown + PAGE)}>
          {t('preview.more', { count: more })}
        </Button>
      ) : null}
    </Card>
  );
}

interface AreaProps {
  readonly part: PreviewArea;
  readonly onWithhold: (fields: readonly string[], withheld: boolean) => void;
}

function Area({ part: { area, rows }, onWithhold }: AreaProps) {
  const { t } = useWords('host');
  const out = rows.every((row) => row.withheld);
  const change = () =>
    onWithhold(
      rows.map((row) => row.field),
      !out,
    );
  return (
    <tbody>
      <tr className="host-preview-area">
        <th scope="rowgroup" colSpan={3}>
          {areaTitles[area]}
        </th>
        <td>
          <Switch
            checked={out}
            onChange={change}
            label={t('preview.leaveOutArea', { area: areaTitles[area] })}
          />
        </td>
      </tr>
      {rows.map((row) => (
        <Row key={row.field} row={row} onWithhold={onWithhold} />
      ))}
    </tbody>
  );
}

function Row({
  row,
  onWithhold,
}: {
  readonly row: PreviewRow;
  readonly onWithhold: AreaProps['onWithhold'];
}) {
  const { t } = useWords('host');
  return (
    <tr>
      <th scope="row">
        {row.label}
        <span className="host-why">{row.why}</span>
      </th>
      <td>{row.here === '' ? <span className="host-soft">{t('preview.notKnown')}</span> : row.here}</td>
      <td>
        <Sent row={row} />
      </td>
      <td>
        <Switch
          checked={row.withheld}
          onChange={(withheld) => onWithhold([row.field], withheld)}
          label={t('preview.leaveOutLabel', { label: row.label })}
        />
      </td>
    </tr>
  );
}

function Sent({ row }: { readonly row: PreviewRow }) {
  const { t } = useWords('host');
  if (row.withheld || (row.sent === null && row.here !== '')) {
    return (
      <span className="host-not-sent">
        <EyeOff size={20} aria-hidden="true" />
        {t('preview.notSent')}
      </span>
    );
  }
  if (row.sent === null) return <span className="host-soft">{t('preview.notKnown')}</span>;
  if (!row.hidden) return row.sent;
  return (
    <span className="host-pseudonym">
      <VisuallyHidden>{t('preview.hiddenWord')} </VisuallyHidden>
      {row.sent}
    </span>
  );
}
