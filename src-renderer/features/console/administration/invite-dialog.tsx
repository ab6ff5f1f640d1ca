import { Copy } from 'lucide-react';
import { useId, useRef, useState, type FormEvent } from 'react';
import { memberRoutes } from '../../../../src-shared/helpdesk/api/member-routes.ts';
import { mayManage, roles, type Role } from '../../../../src-shared/helpdesk/permissions.ts';
import { Button } from '../../../ui/button.tsx';
import { copyText } from '../../../ui/copy-text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Select } from '../../../ui/select.tsx';
import { useWords } from '../../../words/i18n.ts';
import { dayAndTime } from '../../../words/time.ts';
import { useHelpDesk, useIdentity } from '../console-context.tsx';
import { Field } from '../field.tsx';
import { useForm } from '../gate.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { problemWords } from '../problem-words.ts';
import { hashOf } from '../route.ts';

interface Made {
  readonly link: string;
  readonly email: string;
  readonly until: number;
}

/** Makes a link that lets one person in. It is shown this once: the server keeps only its fingerprint. */
export function InviteDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useWords('console');
  const [made, setMade] = useState<Made | null>(null);
  const form = useId();
  const first = useRef<HTMLInputElement>(null);
  const close = () => {
    setMade(null);
    onClose();
  };
  return (
    <Dialog
      open={open}
      onNo={close}
      size="desk"
      title={t('admin.invite.title')}
      firstFocus={first}
      actions={
        <>
          <Button size="desk" onClick={close}>
            {t(made === null ? 'cancel' : 'close')}
          </Button>
          {made === null ? (
            <Button type="submit" form={form} size="desk" look="primary">
              {t('admin.invite.send')}
            </Button>
          ) : (
            <Button size="desk" onClick={() => setMade(null)}>
              {t('admin.invite.another')}
            </Button>
          )}
        </>
      }
    >
      {made === null ? <InviteForm id={form} first={first} onMade={setMade} /> : <MadeLink made={made} />}
    </Dialog>
  );
}

interface FormProps {
  readonly id: string;
  readonly first: React.RefObject<HTMLInputElement | null>;
  readonly onMade: (made: Made) => void;
}

function InviteForm({ id, first, onMade }: FormProps) {
  const { t } = useWords('console');
  const { api } = useHelpDesk();
  const me = useIdentity().member;
  const [role, setRole] = useState<Role>('technician');
  const form = useForm(['email'], async ({ email }) => {
    const answer = await api.call(memberRoutes.invite, { body: { email, role } });
    if (answer.ok) {
      const { token, expiresAt } = answer.value;
      const link = `${location.origin}/${hashOf({ page: 'invitation', token })}`;
      onMade({ link, email, until: expiresAt });
    }
    return answer;
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.submit();
  };
  return (
    <form id={id} className="c-form" noValidate onSubmit={submit}>
      <Field ref={first} label={t('gate.email')} type="email" {...form.field('email')} />
      <div className="c-field">
        <span>{t('admin.members.role')}</span>
        <Select<Role>
          label={t('admin.members.role')}
          value={role}
          items={roles
            .filter((one) => mayManage(me.role, one))
            .map((id) => ({ id, label: t(`person.role.${id}`) }))}
          onChange={setRole}
        />
        <p className="c-field-note">{t(`admin.invite.roleHint.${role}`)}</p>
      </div>
      {form.error === null || form.marked ? null : <ProblemNote problem={problemWords(form.error)} />}
    </form>
  );
}

function MadeLink({ made: { link, email, until } }: { readonly made: Made }) {
  const { t } = useWords('console');
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const word = copied === 'no' ? 'copy' : copied === 'yes' ? 'copied' : 'notCopied';
  return (
    <>
      <p className="c-plain" role="status">
        {t('admin.invite.ready', { email, until: dayAndTime(until) })}
      </p>
      <input
        className="c-input"
        readOnly
        autoFocus
        aria-label={t('admin.invite.link')}
        value={link}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        size="desk"
        look="primary"
        icon={<Copy size={16} aria-hidden="true" />}
        onClick={() => void copyText(link).then((worked) => setCopied(worked ? 'yes' : 'failed'))}
      >
        {t(`admin.invite.${word}`)}
      </Button>
    </>
  );
}
