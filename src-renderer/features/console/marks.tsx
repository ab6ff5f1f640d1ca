import {
  ChevronDown,
  ChevronsUp,
  ChevronUp,
  Circle,
  CircleCheck,
  CircleDot,
  CirclePause,
  CircleX,
  Minus,
  RotateCcw,
  AlarmClock,
  type LucideIcon,
} from 'lucide-react';
import type { Due, Priority, TicketState } from '../../../src-shared/helpdesk/ticket.ts';
import { useWords } from '../../words/i18n.ts';
import { ageWords, useNow } from './age.ts';

const stateIcons: Readonly<Record<TicketState, LucideIcon>> = {
  new: Circle,
  open: CircleDot,
  waiting: CirclePause,
  solved: CircleCheck,
  closed: CircleX,
  reopened: RotateCcw,
};
const priorityIcons: Readonly<Record<Priority, LucideIcon>> = {
  low: ChevronDown,
  normal: Minus,
  high: ChevronUp,
  urgent: ChevronsUp,
};

/** Where a ticket stands: a shape and a word; amber only where somebody came back. */
export function StateMark({ state }: { readonly state: TicketState }) {
  const { t } = useWords('console');
  const Icon = stateIcons[state];
  return (
    <span className="c-state" data-state={state}>
      <Icon size={16} aria-hidden="true" />
      {t(`state.${state}`)}
    </span>
  );
}

/** How pressing it is. `quiet` leaves the word to screen readers where it is the usual one. */
export function PriorityMark({
  priority,
  quiet = false,
}: {
  readonly priority: Priority;
  readonly quiet?: boolean;
}) {
  const { t } = useWords('console');
  const Icon = priorityIcons[priority];
  const isUsual = priority === 'normal' || priority === 'low';
  return (
    <span className="c-priority" data-priority={priority} title={t(`priority.${priority}`)}>
      <Icon size={16} aria-hidden="true" />
      <span className={quiet && isUsual ? 'visually-hidden' : undefined}>{t(`priority.${priority}`)}</span>
    </span>
  );
}

/** When an answer or an end is owed, once it is near; amber, since it asks for something. */
export function DueMark({ due, always = false }: { readonly due: Due | null; readonly always?: boolean }) {
  const { t } = useWords('console');
  const now = useNow();
  if (due === null) return null;
  const isNear = now >= (due.warnAt ?? due.at);
  if (!isNear && !always) return null;
  const isOver = now >= due.at;
  const time = isOver ? ageWords(due.at, now) : ageWords(now, due.at);
  return (
    <span className="c-due" data-near={isNear || undefined}>
      <AlarmClock size={14} aria-hidden="true" />
      {t(`due.${isOver ? 'over' : 'in'}.${due.goal}`, { time })}
    </span>
  );
}
