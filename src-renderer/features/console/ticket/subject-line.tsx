import { Pencil } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import type { Ticket } from '../../../../src-shared/helpdesk/ticket.ts';
import { ArrivalHeading } from '../../../ui/arrival.tsx';
import { Button } from '../../../ui/button.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useTicketStore } from './ticket-context.ts';

interface Props {
  readonly ticket: Ticket;
  readonly mayWrite: boolean;
}

/** The subject. While it is edited, what others do to it waits: saving is upon the version that was seen. // HD-6 */
export function SubjectLine({ ticket, mayWrite }: Props) {
  const { t } = useWords('console');
  const store = useTicketStore();
  const [edited, setEdited] = useState<{ readonly text: string; readonly version: number } | null>(null);
  const save = async () => {
    if (edited === null || edited.text.trim() === '') return;
    setEdited(null);
    if (edited.text.trim() !== ticket.subject)
      await store.change({ subject: edited.text.trim() }, edited.version);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') void save();
    if (event.key === 'Escape') setEdited(null);
  };
  if (edited !== null)
    return (
      <div className="c-subject">
        <h1 className="visually-hidden">{ticket.subject}</h1>
        <input
          className="c-input"
          aria-label={t('ticket.subject')}
          maxLength={200}
          autoFocus
          value={edited.text}
          onChange={(event) => setEdited({ ...edited, text: event.currentTarget.value })}
          onKeyDown={onKeyDown}
        />
        <Button size="desk" look="primary" onClick={() => void save()}>
          {t('ticket.save')}
        </Button>
        <Button size="desk" onClick={() => setEdited(null)}>
          {t('cancel')}
        </Button>
      </div>
    );
  return (
    <div className="c-subject">
      <ArrivalHeading className="c-title">{ticket.subject}</ArrivalHeading>
      {mayWrite ? (
        <Button
          look="quiet"
          size="inline"
          aria-label={t('ticket.editSubject')}
          icon={<Pencil size={16} aria-hidden="true" />}
          onClick={() => setEdited({ text: ticket.subject, version: ticket.version })}
        />
      ) : null}
    </div>
  );
}
