import { LockKeyhole, UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { ApiError } from '../../../../src-shared/helpdesk/api/api-error.ts';
import { memberRoutes } from '../../../../src-shared/helpdesk/api/member-routes.ts';
import type { Member } from '../../../../src-shared/helpdesk/member.ts';
import { mayManage, roles, type Role } from '../../../../src-shared/helpdesk/permissions.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Select } from '../../../ui/select.tsx';
import { useWords } from '../../../words/i18n.ts';
import { dayAndTime } from '../../../words/time.ts';
import { useHelpDesk, useIdentity, useMay, useResource } from '../console-context.tsx';
import { Loading, ProblemNote } from '../problem-note.tsx';
import { InviteDialog } from './invite-dialog.tsx';

type Change = { readonly role: Role } | { readonly active: boolean };
interface Asked {
  readonly member: Member;
  readonly change: Change;
}

/** Everybody who works here; roles and locks are asked about before they count. */
export function MembersPart() {
  const { t } = useWords('console');
  const desk = useHelpDesk();
  const { value, error } = useResource(desk.members);
  const mayWrite = useMay('members.write');
  const [inviting, setInviting] = useState(false);
  const { ask, change, dialog, problem } = useMemberChange();
  return (
    <>
      {mayWrite ? (
        <div className="c-admin-head">
          <Button
            look="primary"
            size="desk"
            icon={<UserPlus size={16} aria-hidden="true" />}
            onClick={() => setInviting(true)}
          >
            {t('admin.members.invite')}
          </Button>
        </div>
      ) : null}
      {problem === null ? null : <ProblemNote problem={problem} />}
      {error === null ? null : <ProblemNote problem={error} onRetry={() => void desk.members.refetch()} />}
      {value === null ? (
        error === null ? (
          <Loading>{t('admin.loading')}</Loading>
        ) : null
      ) : (
        <MemberTable members={value} onAsk={ask} onChange={change} />
      )}
      {dialog}
      <InviteDialog open={inviting} onClose={() => setInviting(false)} />
    </>
  );
}

interface TableProps {
  readonly members: readonly Member[];
  readonly onAsk: (asked: Asked) => void;
  readonly onChange: (asked: Asked) => void;
}

function MemberTable({ members, onAsk, onChange }: TableProps) {
  const { t } = useWords('console');
  return (
    <div className="c-table-frame">
      <table className="c-table">
        <thead>
          <tr>
            {(['name', 'email', 'role', 'seen', 'state'] as const).map((name) => (
              <th key={name} scope="col">
                {t(`admin.members.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <MemberRow key={member.id} member={member} onAsk={onAsk} onChange={onChange} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MemberRow({ member, onAsk, onChange }: Omit<TableProps, 'members'> & { readonly member: Member }) {
  const { t } = useWords('console');
  const me = useIdentity().member;
  const mayWrite = useMay('members.write');
  const mayThis = mayWrite && me.id !== member.id && mayManage(me.role, member.role);
  const { name, email, role, active, lastSeenAt } = member;
  return (
    <tr>
      <th scope="row">
        {name} {me.id === member.id ? <small>({t('admin.members.you')})</small> : null}
      </th>
      <td>{email}</td>
      <td>
        {mayThis ? (
          <Select<Role>
            look="quiet"
            label={t('admin.members.roleOf', { name })}
            value={role}
            items={roles
              .filter((one) => mayManage(me.role, one))
              .map((id) => ({ id, label: t(`person.role.${id}`) }))}
            onChange={(next) => (next === role ? undefined : onAsk({ member, change: { role: next } }))}
          />
        ) : (
          t(`person.role.${role}`)
        )}
      </td>
      <td>{lastSeenAt === null ? t('admin.members.never') : dayAndTime(lastSeenAt)}</td>
      <td className="c-member-state">
        {active ? (
          t('admin.members.active')
        ) : (
          <Badge tone="red" size="desk" icon={<LockKeyhole size={14} aria-hidden="true" />}>
            {t('admin.members.locked')}
          </Badge>
        )}
        {mayThis ? (
          <Button
            size="inline"
            aria-label={`${t(active ? 'admin.members.lockOut' : 'admin.members.letIn')}: ${name}`}
            onClick={() => (active ? onAsk : onChange)({ member, change: { active: !active } })}
          >
            {t(active ? 'admin.members.lockOut' : 'admin.members.letIn')}
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

/** Carries a change of rights out, after a question. */
function useMemberChange() {
  const { t } = useWords('console');
  const { api, members } = useHelpDesk();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [problem, setProblem] = useState<ApiError | null>(null);
  const change = async ({ member, change }: Asked) => {
    setAsked(null);
    const answer = await api.call(memberRoutes.change, { params: { id: member.id }, body: change });
    setProblem(answer.ok ? null : answer.error);
    await members.refetch();
  };
  const name = asked?.member.name ?? '';
  const isLock = asked !== null && 'active' in asked.change;
  const role = asked !== null && 'role' in asked.change ? asked.change.role : null;
  const dialog = (
    <Dialog
      open={asked !== null}
      onNo={() => setAsked(null)}
      size="desk"
      title={
        isLock
          ? t('admin.members.lockTitle', { name })
          : t('admin.members.roleTitle', {
              name,
              role: role === null ? '' : t(`person.role.${role}`).toLowerCase(),
            })
      }
      text={t(isLock ? 'admin.members.lockText' : 'admin.members.roleText')}
      actions={
        <>
          <Button size="desk" onClick={() => setAsked(null)}>
            {t('admin.members.keep')}
          </Button>
          <Button
            size="desk"
            look="primary"
            onClick={() => (asked === null ? undefined : void change(asked))}
          >
            {t(isLock ? 'admin.members.lockOut' : 'admin.members.makeSo')}
          </Button>
        </>
      }
    />
  );
  return { ask: setAsked, change: (one: Asked) => void change(one), dialog, problem };
}
