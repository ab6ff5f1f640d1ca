import { X } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { tagSchema, type Ticket } from '../../../../src-shared/helpdesk/ticket.ts';
import { useWords } from '../../../words/i18n.ts';
import { hashOf } from '../route.ts';
import { useTicketStore } from './ticket-context.ts';

interface Props {
  readonly ticket: Ticket;
  readonly mayWrite: boolean;
}

/** Words that tickets are found by. */
export function TagsField({ ticket: { tags }, mayWrite }: Props) {
  const { t } = useWords('console');
  const store = useTicketStore();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const add = () => {
    const read = tagSchema.safeParse(text);
    setWrong(!read.success && text.trim() !== '');
    if (!read.success) return;
    setText('');
    if (!tags.includes(read.data)) void store.change({ tags: [...tags, read.data] });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ',') return;
    event.preventDefault();
    add();
  };
  return (
    <div className="c-tags">
      {tags.map((tag) => (
        <span key={tag} className="c-tag">
          <a href={hashOf({ page: 'tickets', filters: { tag, sort: 'updated' } })}>{tag}</a>
          {mayWrite ? (
            <button
              type="button"
              aria-label={t('ticket.removeTag', { tag })}
              onClick={() => void store.change({ tags: tags.filter((one) => one !== tag) })}
            >
              <X size={12} aria-hidden="true" />
            </button>
          ) : null}
        </span>
      ))}
      {mayWrite ? (
        <input
          className="c-input"
          aria-label={t('ticket.addTag')}
          placeholder={t('ticket.addTag')}
          aria-invalid={wrong || undefined}
          maxLength={40}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={add}
        />
      ) : null}
      {wrong ? (
        <p className="c-field-note" data-wrong role="alert">
          {t('ticket.noTag')}
        </p>
      ) : null}
    </div>
  );
}
