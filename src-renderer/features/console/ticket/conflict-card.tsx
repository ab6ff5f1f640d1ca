import { UsersRound } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { useWords } from '../../../words/i18n.ts';
import { dayTime } from '../../../words/time.ts';
import { useNames } from '../console-context.tsx';
import { wantedRows, type FieldName } from './field-values.ts';
import { useTicketState, useTicketStore } from './ticket-context.ts';

/** Two people changed the same: both values, and a choice. Nothing is written until it is made. */
export function ConflictCard() {
  const { t } = useWords('console');
  const store = useTicketStore();
  const conflict = useTicketState((state) => state.conflict);
  const ticket = useTicketState((state) => state.ticket);
  const names = useNames();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (conflict !== null) title.current?.focus();
  }, [conflict]);
  if (conflict === null || ticket === null) return null;
  const rows = wantedRows(conflict.mine, ticket, names);
  return (
    <Card tone="amber" className="c-conflict" role="group" aria-labelledby="c-conflict-title">
      <h2 id="c-conflict-title" ref={title} tabIndex={-1}>
        <UsersRound size={18} aria-hidden="true" /> {t('conflict.title')}
      </h2>
      <p>{t('conflict.text')}</p>
      {rows.map(({ field, mine, theirs }) => (
        <dl key={field} aria-label={t(`ticket.fields.${field}`)}>
          <dt>{t('conflict.theirs')}</dt>
          <dd>
            <b>{theirs}</b> <ChangedBy field={field} />
          </dd>
          <dt>{t('conflict.mine')}</dt>
          <dd>
            <b>{mine}</b>
          </dd>
        </dl>
      ))}
      <div className="c-conflict-ways">
        <Button size="desk" onClick={() => void store.settle('theirs')}>
          {t('conflict.keepTheirs')}
        </Button>
        <Button size="desk" look="primary" onClick={() => void store.settle('mine')}>
          {t('conflict.useMine')}
        </Button>
      </div>
    </Card>
  );
}

function ChangedBy({ field }: { readonly field: FieldName }) {
  const { t } = useWords('console');
  const last = useTicketState((state) =>
    [...(state.ticket?.history ?? [])].reverse().find(({ what }) => what === field),
  );
  if (last === undefined) return null;
  const name = last.author.type === 'system' ? t('ticket.system') : last.author.name;
  return <small>{t('conflict.by', { name, time: dayTime(last.at) })}</small>;
}
