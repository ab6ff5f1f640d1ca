import { PencilLine, UsersRound } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useWords } from '../../../words/i18n.ts';
import { useHelpDesk, useIdentity } from '../console-context.tsx';
import { useTicketState, useTicketStore } from './ticket-context.ts';

/** How long after the last key somebody counts as writing, in ms. */
const WRITING_MS = 5_000;

/** Who else has this ticket open, and whether they are writing; and tells them the same of us. */
export function PresentLine() {
  const { t } = useWords('console');
  const { live } = useHelpDesk();
  const { member } = useIdentity();
  const { id } = useTicketStore();
  const body = useTicketState((state) => state.draft.body);
  const present = useStore(live.present);
  useEffect(() => {
    live.at(id, false);
    return () => live.at(null, false);
  }, [live, id]);
  useEffect(() => {
    if (body === '') return undefined;
    live.at(id, true);
    const timer = setTimeout(() => live.at(id, false), WRITING_MS);
    return () => clearTimeout(timer);
  }, [live, id, body]);
  const others = present.ticketId === id ? present.people.filter((one) => one.id !== member.id) : [];
  if (others.length === 0) return null;
  const writing = others.filter((one) => one.writing);
  const shown = writing.length > 0 ? writing : others;
  const names = [...new Set(shown.map(({ name }) => name))];
  const Icon = writing.length > 0 ? PencilLine : UsersRound;
  return (
    <p className="c-present" role="status">
      <Icon size={14} aria-hidden="true" />
      {t(writing.length > 0 ? 'ticket.writing' : 'ticket.alsoHere', {
        count: names.length,
        names: names.join(', '),
      })}
    </p>
  );
}
