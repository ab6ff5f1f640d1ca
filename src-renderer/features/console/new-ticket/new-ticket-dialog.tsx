import { useId, useRef, useState, type FormEvent } from 'react';
import type { ApiError } from '../../../../src-shared/helpdesk/api/api-error.ts';
import { ticketRoutes } from '../../../../src-shared/helpdesk/api/ticket-routes.ts';
import { priorities, type Priority } from '../../../../src-shared/helpdesk/ticket.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Select } from '../../../ui/select.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useHelpDesk, useMay, useNames } from '../console-context.tsx';
import { AreaField, Field } from '../field.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { fieldWords, problemWords } from '../problem-words.ts';
import { go } from '../use-route.ts';
import { RequesterField } from './requester-field.tsx';

interface Draft {
  readonly subject: string;
  readonly body: string;
  readonly internal: boolean;
  readonly requester: string;
  readonly email: string;
  readonly device: string;
  readonly queueId: string;
  readonly priority: Priority;
}

const empty: Draft = {
  subject: '',
  body: '',
  internal: false,
  requester: '',
  email: '',
  device: '',
  queueId: '',
  priority: 'normal',
};

/** A new ticket. Closing the question keeps what was typed, as long as the window is open. */
export function NewTicketDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useWords('console');
  const mayWrite = useMay('tickets.write');
  const form = useId();
  const first = useRef<HTMLInputElement>(null);
  const ticket = useNewTicket(onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void ticket.create();
  };
  return (
    <Dialog
      open={open && mayWrite}
      onNo={onClose}
      size="desk"
      title={t('newTicket.title')}
      firstFocus={first}
      actions={
        <>
          <span className="c-quiet">{ticket.draft === empty ? null : t('newTicket.kept')}</span>
          <Button size="desk" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" form={form} size="desk" look="primary" disabled={ticket.creating}>
            {t('newTicket.create')}
          </Button>
        </>
      }
    >
      <form id={form} className="c-form" noValidate onSubmit={submit}>
        <NewTicketFields ticket={ticket} first={first} />
        {ticket.error === null ? null : <ProblemNote problem={problemWords(ticket.error)} />}
      </form>
    </Dialog>
  );
}

function useNewTicket(onDone: () => void) {
  const { api, live, newKey } = useHelpDesk();
  const [draft, setDraft] = useState<Draft>(empty);
  const [key, setKey] = useState(newKey);
  const [error, setError] = useState<ApiError | null>(null);
  const [creating, setCreating] = useState(false);
  return {
    draft,
    error,
    creating,
    set: (change: Partial<Draft>) => setDraft((old) => ({ ...old, ...change })),
    async create(): Promise<void> {
      if (creating) return;
      setCreating(true);
      const answer = await api.call(ticketRoutes.create, { body: { ...bodyOf(draft), key } });
      setCreating(false);
      if (!answer.ok) return setError(answer.error);
      setError(null);
      setDraft(empty);
      setKey(newKey());
      onDone();
      live.nudge();
      go({ page: 'ticket', id: answer.value.id });
    },
  };
}

function bodyOf({ subject, body, internal, requester, email, device, queueId, priority }: Draft) {
  const person = requester.trim();
  return {
    subject,
    body,
    kind: internal ? ('internal' as const) : ('public' as const),
    priority,
    ...(person === ''
      ? {}
      : { requester: { name: person, ...(email.trim() === '' ? {} : { email: email.trim() }) } }),
    ...(device.trim() === '' ? {} : { device: device.trim() }),
    ...(queueId === '' ? {} : { queueId }),
  };
}

interface FieldsProps {
  readonly ticket: ReturnType<typeof useNewTicket>;
  readonly first: React.RefObject<HTMLInputElement | null>;
}

function NewTicketFields({ ticket: { draft, set, error }, first }: FieldsProps) {
  const { t } = useWords('console');
  const { queues } = useNames();
  const wrong = (name: string) => {
    const found = error?.fields?.[name];
    return found === undefined ? undefined : fieldWords(found);
  };
  return (
    <>
      <Field
        ref={first}
        label={t('newTicket.subject')}
        hint={t('newTicket.subjectHint')}
        wrong={wrong('subject')}
        maxLength={200}
        value={draft.subject}
        onChange={(event) => set({ subject: event.currentTarget.value })}
      />
      <AreaField
        label={t('newTicket.body')}
        hint={t('newTicket.bodyHint')}
        wrong={wrong('body')}
        rows={5}
        maxLength={100_000}
        value={draft.body}
        onChange={(event) => set({ body: event.currentTarget.value })}
      />
      <div className="c-switch-row">
        <span aria-hidden="true">{t('newTicket.internal')}</span>
        <Switch
          size="desk"
          label={t('newTicket.internal')}
          checked={draft.internal}
          onChange={(internal) => set({ internal })}
        />
      </div>
      <RequesterField
        name={draft.requester}
        email={draft.email}
        wrong={wrong('requester.email') ?? wrong('requester')}
        onChange={set}
      />
      <div className="c-form-row">
        <Field
          label={t('newTicket.device')}
          maxLength={120}
          value={draft.device}
          onChange={(event) => set({ device: event.currentTarget.value })}
        />
        <div className="c-field">
          <span>{t('newTicket.queue')}</span>
          <Select
            label={t('newTicket.queue')}
            value={draft.queueId === '' ? (queues[0]?.id ?? '') : draft.queueId}
            items={queues.map(({ id, name }) => ({ id, label: name }))}
            onChange={(queueId) => set({ queueId })}
          />
        </div>
        <div className="c-field">
          <span>{t('newTicket.priority')}</span>
          <Select<Priority>
            label={t('newTicket.priority')}
            value={draft.priority}
            items={priorities.map((id) => ({ id, label: t(`priority.${id}`) }))}
            onChange={(priority) => set({ priority })}
          />
        </div>
      </div>
    </>
  );
}
