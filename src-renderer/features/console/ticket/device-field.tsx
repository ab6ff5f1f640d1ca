import { Pencil } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import type { Ticket } from '../../../../src-shared/helpdesk/ticket.ts';
import { Button } from '../../../ui/button.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useTicketStore } from './ticket-context.ts';

interface Props {
  readonly ticket: Ticket;
  readonly mayWrite: boolean;
}

/** Which computer it is about. */
export function DeviceField({ ticket, mayWrite }: Props) {
  const { t } = useWords('console');
  const store = useTicketStore();
  const [edited, setEdited] = useState<{ readonly text: string; readonly version: number } | null>(null);
  const save = () => {
    if (edited === null) return;
    const device = edited.text.trim() === '' ? null : edited.text.trim();
    setEdited(null);
    if (device !== ticket.device) void store.change({ device }, edited.version);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') save();
    if (event.key === 'Escape') setEdited(null);
  };
  if (edited !== null)
    return (
      <input
        className="c-input"
        aria-label={t('ticket.fields.device')}
        maxLength={120}
        autoFocus
        value={edited.text}
        onChange={(event) => setEdited({ ...edited, text: event.currentTarget.value })}
        onKeyDown={onKeyDown}
        onBlur={save}
      />
    );
  return (
    <span className="c-value">
      {ticket.device ?? t('ticket.noDevice')}
      {mayWrite ? (
        <Button
          look="quiet"
          size="inline"
          aria-label={t('ticket.edit', { field: t('ticket.fields.device') })}
          icon={<Pencil size={14} aria-hidden="true" />}
          onClick={() => setEdited({ text: ticket.device ?? '', version: ticket.version })}
        />
      ) : null}
    </span>
  );
}
