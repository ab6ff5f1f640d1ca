import { Link2, Link2Off } from 'lucide-react';
import type { AuditEntry } from '../../../../src-shared/helpdesk/api/audit-routes.ts';
import { useWords } from '../../../words/i18n.ts';
import { dayAndTime } from '../../../words/time.ts';
import { useHelpDesk, useNames, useResource } from '../console-context.tsx';
import { Loading, ProblemNote } from '../problem-note.tsx';

/** What was done to people, rights and settings; and whether anybody has touched the list itself. */
export function AuditPart() {
  const { t } = useWords('console');
  const { audit } = useHelpDesk();
  const { value, error } = useResource(audit);
  if (value === null)
    return error === null ? (
      <Loading>{t('admin.loading')}</Loading>
    ) : (
      <ProblemNote problem={error} onRetry={() => void audit.refetch()} />
    );
  const Icon = value.whole ? Link2 : Link2Off;
  return (
    <>
      <p
        className="c-chain"
        data-broken={value.whole ? undefined : true}
        role={value.whole ? 'status' : 'alert'}
      >
        <Icon size={18} aria-hidden="true" /> {t(value.whole ? 'admin.audit.whole' : 'admin.audit.broken')}
      </p>
      {value.entries.length === 0 ? (
        <p className="c-quiet">{t('admin.audit.empty')}</p>
      ) : (
        <AuditTable entries={value.entries} />
      )}
    </>
  );
}

function AuditTable({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const { t } = useWords('console');
  const { memberName } = useNames();
  return (
    <div className="c-table-frame">
      <table className="c-table">
        <thead>
          <tr>
            {(['at', 'who', 'action', 'detail'] as const).map((name) => (
              <th key={name} scope="col">
                {t(`admin.audit.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map(({ seq, at, actorId, action, detail }) => (
            <tr key={seq}>
              <td>{dayAndTime(at)}</td>
              <th scope="row">
                {actorId === null ? t('admin.audit.server') : (memberName(actorId) ?? actorId)}
              </th>
              <td>
                <code>{action}</code>
              </td>
              <td>
                {Object.entries(detail)
                  .map(([name, value]) => `${name}: ${memberName(String(value)) ?? String(value)}`)
                  .join(', ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
