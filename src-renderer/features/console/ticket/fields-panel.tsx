import { Eye, EyeOff, UserCheck } from 'lucide-react';
import { priorities, type Ticket, type TicketState } from '../../../../src-shared/helpdesk/ticket.ts';
import { statesAfter } from '../../../../src-shared/helpdesk/ticket-rules.ts';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/select.tsx';
import { useWords } from '../../../words/i18n.ts';
import { dayAndTime } from '../../../words/time.ts';
import { useIdentity, useNames } from '../console-context.tsx';
import { PriorityMark, StateMark } from '../marks.tsx';
import { hashOf } from '../route.ts';
import { DeviceField } from './device-field.tsx';
import { TagsField } from './tags-field.tsx';
import { useTicketState, useTicketStore } from './ticket-context.ts';

interface Props {
  readonly ticket: Ticket;
  readonly mayWrite: boolean;
}

/** What is known about the ticket. A choice counts at once, and shows at once while it is on its way. */
export function FieldsPanel({ ticket, mayWrite }: Props) {
  const { t } = useWords('console');
  const saving = useTicketState((state) => state.saving);
  const shown: Ticket = { ...ticket, ...defined(saving ?? {}) };
  return (
    <section className="c-fields" aria-label={t('ticket.details')} aria-busy={saving !== null}>
      {mayWrite ? <Choices ticket={shown} /> : <Values ticket={shown} />}
      <dl className="c-facts">
        <dt>{t('ticket.fields.requester')}</dt>
        <dd>
          <Requester ticket={ticket} />
        </dd>
        <dt>{t('ticket.fields.device')}</dt>
        <dd>
          <DeviceField ticket={shown} mayWrite={mayWrite} />
        </dd>
        <dt>{t('ticket.fields.tags')}</dt>
        <dd>
          <TagsField ticket={shown} mayWrite={mayWrite} />
        </dd>
        <dt>{t('ticket.fields.watchers')}</dt>
        <dd>
          <Watchers ticket={shown} />
        </dd>
        <dt>{t('ticket.fields.created')}</dt>
        <dd>{dayAndTime(ticket.createdAt)}</dd>
        <dt>{t('ticket.fields.updated')}</dt>
        <dd>{dayAndTime(ticket.updatedAt)}</dd>
      </dl>
    </section>
  );
}

/** Without what is undefined, which would hide what is there. */
function defined(change: object): Partial<Ticket> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

function Choices({ ticket }: { readonly ticket: Ticket }) {
  const { t } = useWords('console');
  const store = useTicketStore();
  const { members, queues } = useNames();
  const { member } = useIdentity();
  const states: readonly TicketState[] = [ticket.state, ...statesAfter(ticket.state)];
  const active = members.filter((one) => one.active || one.id === ticket.assigneeId);
  return (
    <div className="c-choices">
      <span>{t('ticket.fields.state')}</span>
      <Select<TicketState>
        label={t('ticket.fields.state')}
        value={ticket.state}
        items={states.map((id) => ({ id, label: t(`state.${id}`) }))}
        onChange={(state) => void store.change({ state })}
      />
      <span>{t('ticket.fields.priority')}</span>
      <Select
        label={t('ticket.fields.priority')}
        value={ticket.priority}
        items={priorities.map((id) => ({ id, label: t(`priority.${id}`) }))}
        onChange={(priority) => void store.change({ priority })}
      />
      <span>{t('ticket.fields.queue')}</span>
      <Select
        label={t('ticket.fields.queue')}
        value={ticket.queueId}
        items={queues.map(({ id, name }) => ({ id, label: name }))}
        onChange={(queueId) => void store.change({ queueId })}
      />
      <span>{t('ticket.fields.assignee')}</span>
      <Select
        label={t('ticket.fields.assignee')}
        value={ticket.assigneeId ?? ''}
        items={[{ id: '', label: t('nobody') }, ...active.map(({ id, name }) => ({ id, label: name }))]}
        onChange={(id) => void store.change({ assigneeId: id === '' ? null : id })}
      />
      {ticket.assigneeId === member.id ? null : (
        <Button
          size="desk"
          icon={<UserCheck size={16} aria-hidden="true" />}
          onClick={() => void store.change({ assigneeId: member.id })}
        >
          {t('ticket.takeIt')}
        </Button>
      )}
    </div>
  );
}

/** For those who only read. */
function Values({ ticket }: { readonly ticket: Ticket }) {
  const { t } = useWords('console');
  const { memberName, queueName } = useNames();
  return (
    <dl className="c-facts">
      <dt>{t('ticket.fields.state')}</dt>
      <dd>
        <StateMark state={ticket.state} />
      </dd>
      <dt>{t('ticket.fields.priority')}</dt>
      <dd>
        <PriorityMark priority={ticket.priority} />
      </dd>
      <dt>{t('ticket.fields.queue')}</dt>
      <dd>{queueName(ticket.queueId) ?? t('notKnown')}</dd>
      <dt>{t('ticket.fields.assignee')}</dt>
      <dd>{memberName(ticket.assigneeId) ?? t('nobody')}</dd>
    </dl>
  );
}

function Requester({ ticket: { requester } }: { readonly ticket: Ticket }) {
  const { t } = useWords('console');
  if (requester === null) return t('ticket.noRequester');
  return (
    <>
      <a
        className="c-link"
        href={hashOf({ page: 'tickets', filters: { requester: requester.id, sort: 'newest' } })}
      >
        {requester.name}
      </a>
      {requester.email === null ? null : <small className="c-below">{requester.email}</small>}
    </>
  );
}

function Watchers({ ticket: { watcherIds } }: { readonly ticket: Ticket }) {
  const { t } = useWords('console');
  const store = useTicketStore();
  const { memberName } = useNames();
  const { member, permissions } = useIdentity();
  const watching = watcherIds.includes(member.id);
  const toggle = () =>
    void store.change({
      watcherIds: watching ? watcherIds.filter((id) => id !== member.id) : [...watcherIds, member.id],
    });
  const Icon = watching ? EyeOff : Eye;
  return (
    <>
      {watcherIds.length === 0 ? null : (
        <span>{watcherIds.map((id) => memberName(id) ?? id).join(', ')}</span>
      )}
      {permissions.includes('tickets.write') ? (
        <Button look="quiet" size="inline" icon={<Icon size={14} aria-hidden="true" />} onClick={toggle}>
          {t(watching ? 'ticket.unwatch' : 'ticket.watch')}
        </Button>
      ) : null}
    </>
  );
}
