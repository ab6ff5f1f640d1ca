import { EyeOff } from 'lucide-react';
import { useState } from 'react';
import type { PreviewRow } from '../../../src-shared/bridge/contract.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Switch } from '../../ui/switch.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { useWords } from '../../words/i18n.ts';

/** Rows drawn at once; a machine with many programs has thousands. */
const PAGE = 100;

interface PreviewTableProps {
  readonly rows: readonly PreviewRow[];
  readonly name: string;
  readonly onWithhold: (field: string, withheld: boolean) => void;
}

/** What, on this computer, what the technician gets, and a switch to leave it out. */
export function PreviewTable({ rows, name, onWithhold }: PreviewTableProps) {
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
            <th scope="col">{t('preview.gets', { name })}</th>
            <th scope="col">{t('preview.leaveOut')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row, i) => (
            <tr key={`${row.field} ${i}`}>
              <th scope="row">{row.label}</th>
              <td>
                {row.here === '' ? <span className="host-soft">{t('preview.notKnown')}</span> : row.here}
              </td>
              <td>
                <Sent row={row} />
              </td>
              <td>
                <Switch
                  checked={row.withheld}
                  onChange={(withheld) => onWithhold(row.field, withheld)}
                  label={t('preview.leaveOutLabel', { label: row.label })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 ? (
        <Button look="quiet" size="card" onClick={() => setShown(shown + PAGE)}>
          {t('preview.more', { count: more })}
        </Button>
      ) : null}
    </Card>
  );
}

function Sent({ row }: { readonly row: PreviewRow }) {
  const { t } = useWords('host');
  if (row.withheld || row.sent === null) {
    return (
      <span className="host-not-sent">
        <EyeOff size={20} aria-hidden="true" />
        {t('preview.notSent')}
      </span>
    );
  }
  if (!row.hidden) return row.sent;
  return (
    <span className="host-pseudonym">
      <VisuallyHidden>{t('preview.hiddenWord')} </VisuallyHidden>
      {row.sent}
    </span>
  );
}
