import { Plus } from 'lucide-react';
import { useId, useRef, useState, type FormEvent } from 'react';
import { ticketRoutes } from '../../../../src-shared/helpdesk/api/ticket-routes.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useHelpDesk, useMay, useResource } from '../console-context.tsx';
import { Field } from '../field.tsx';
import { useForm } from '../gate.tsx';
import { Loading, ProblemNote } from '../problem-note.tsx';
import { problemWords } from '../problem-words.ts';
import { hashOf } from '../route.ts';

/** Where tickets wait. */
export function QueuesPart() {
  const { t } = useWords('console');
  const { queues } = useHelpDesk();
  const { value, error } = useResource(queues);
  const mayWrite = useMay('settings.write');
  const [adding, setAdding] = useState(false);
  return (
    <>
      {mayWrite ? (
        <div className="c-admin-head">
          <Button
            look="primary"
            size="desk"
            icon={<Plus size={16} aria-hidden="true" />}
            onClick={() => setAdding(true)}
          >
            {t('admin.queues.add')}
          </Button>
        </div>
      ) : null}
      {error === null ? null : <ProblemNote problem={error} onRetry={() => void queues.refetch()} />}
      {value === null ? (
        error === null ? (
          <Loading>{t('admin.loading')}</Loading>
        ) : null
      ) : (
        <div className="c-table-frame">
          <table className="c-table">
            <thead>
              <tr>
                <th scope="col">{t('admin.queues.name')}</th>
                <th scope="col">{t('admin.queues.public')}</th>
                <th scope="col">{t('admin.queues.waiting')}</th>
              </tr>
            </thead>
            <tbody>
              {value.map(({ id, name, public: open, waiting }) => (
                <tr key={id}>
                  <th scope="row">
                    <a
                      className="c-link"
                      href={hashOf({ page: 'tickets', filters: { queue: id, sort: 'updated' } })}
                    >
                      {name}
                    </a>
                  </th>
                  <td>{t(open ? 'admin.queues.yes' : 'admin.queues.no')}</td>
                  <td>{waiting.toLocaleString('en-GB')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <AddQueue open={adding} onClose={() => setAdding(false)} />
    </>
  );
}

function AddQueue({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useWords('console');
  const id = useId();
  const first = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      open={open}
      onNo={onClose}
      size="desk"
      title={t('admin.queues.addTitle')}
      firstFocus={first}
      actions={
        <>
          <Button size="desk" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" form={id} size="desk" look="primary">
            {t('admin.queues.addSubmit')}
          </Button>
        </>
      }
    >
      <AddForm id={id} first={first} onDone={onClose} />
    </Dialog>
  );
}

interface FormProps {
  readonly id: string;
  readonly first: React.RefObject<HTMLInputElement | null>;
  readonly onDone: () => void;
}

function AddForm({ id, first, onDone }: FormProps) {
  const { t } = useWords('console');
  const { api, queues } = useHelpDesk();
  const [open, setOpen] = useState(true);
  const form = useForm(['name'], async ({ name }) => {
    const answer = await api.call(ticketRoutes.createQueue, { body: { name, public: open } });
    if (answer.ok) {
      onDone();
      await queues.refetch();
    }
    return answer;
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.submit();
  };
  return (
    <form id={id} className="c-form" noValidate onSubmit={submit}>
      <Field ref={first} label={t('admin.queues.name')} {...form.field('name')} />
      <div className="c-switch-row">
        <span aria-hidden="true">{t('admin.queues.public')}</span>
        <Switch size="desk" label={t('admin.queues.public')} checked={open} onChange={setOpen} />
      </div>
      {form.error === null || form.marked ? null : <ProblemNote problem={problemWords(form.error)} />}
    </form>
  );
}
