import './administration.css';
import type { Permission } from '../../../../src-shared/helpdesk/permissions.ts';
import { ArrivalHeading } from '../../../ui/arrival.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useIdentity } from '../console-context.tsx';
import { adminParts, type AdminPart } from '../route.ts';
import { go, useTitle } from '../use-route.ts';
import { AuditPart } from './audit-part.tsx';
import { MembersPart } from './members-part.tsx';
import { QueuesPart } from './queues-part.tsx';

const needs: Readonly<Record<AdminPart, Permission>> = {
  members: 'members.read',
  queues: 'tickets.read',
  audit: 'audit.read',
};

/** Who works here, where tickets wait, and what was done to either. */
export function AdministrationPage({ part }: { readonly part: AdminPart }) {
  const { t } = useWords('console');
  const { permissions } = useIdentity();
  const allowed = adminParts.filter((one) => permissions.includes(needs[one]));
  useTitle(t('admin.title'));
  return (
    <div className="c-page">
      <ArrivalHeading className="c-title">{t('admin.title')}</ArrivalHeading>
      <Tabs<AdminPart>
        look="desk"
        label={t('admin.parts.label')}
        value={part}
        items={allowed.map((id) => ({ id, label: t(`admin.parts.${id}`) }))}
        onChange={(next) => go({ page: 'administration', part: next })}
        panelClassName="c-admin-panel"
      >
        {part === 'members' ? <MembersPart /> : part === 'queues' ? <QueuesPart /> : <AuditPart />}
      </Tabs>
    </div>
  );
}
