import { CornerDownRight, Keyboard, Plus, UserRoundSearch } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { ticketRoutes } from '../../../../src-shared/helpdesk/api/ticket-routes.ts';
import type { TicketSummary } from '../../../../src-shared/helpdesk/ticket.ts';
import { CommandList, type CommandGroup, type CommandItem } from '../../../ui/command-list.tsx';
import { useWords } from '../../../words/i18n.ts';
import { areasFor } from '../areas.ts';
import { useHelpDesk, useIdentity } from '../console-context.tsx';
import { StateMark } from '../marks.tsx';
import type { Route } from '../route.ts';
import type { ShellDialog } from '../shell-context.ts';
import { go } from '../use-route.ts';

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onDialog: (dialog: ShellDialog) => void;
}

/** Everything that can be done or gone to, and every ticket, by typing. */
export function Palette({ open, onClose, onDialog }: Props) {
  const { t } = useWords('console');
  const [text, setText] = useState('');
  const actions = useActions(onDialog);
  const { found, looking } = useFoundTickets(open ? text : '');
  const close = () => {
    setText('');
    onClose();
  };
  const groups = useMemo((): readonly CommandGroup[] => {
    const fitting = actions.filter(({ label }) => fits(label, text));
    return [
      { id: 'actions', label: t('palette.actions'), items: fitting },
      { id: 'tickets', label: t('palette.tickets'), items: found.map(ticketItem) },
    ].filter(({ items }) => items.length > 0);
  }, [actions, found, text, t]);
  const choose = (id: string) => {
    close();
    const action = actions.find((one) => one.id === id);
    if (action === undefined) go({ page: 'ticket', id });
    else action.act();
  };
  return (
    <CommandList
      open={open}
      onClose={close}
      label={t('palette.label')}
      placeholder={t('palette.hint')}
      text={text}
      onText={setText}
      groups={groups}
      onChoose={choose}
      nothing={looking ? '' : t('palette.none')}
      status={looking ? t('palette.looking') : undefined}
    />
  );
}

/** All words that were typed, in any order. */
function fits(label: string, text: string): boolean {
  const hay = label.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => hay.includes(word));
}

function ticketItem({ id, number, subject, state }: TicketSummary): CommandItem {
  return { id, label: `#${number} ${subject}`, aside: <StateMark state={state} /> };
}

type Action = CommandItem & { readonly act: () => void };

function useActions(onDialog: (dialog: ShellDialog) => void): readonly Action[] {
  const { t } = useWords('console');
  const { permissions } = useIdentity();
  return useMemo(() => {
    const to = (id: string, label: string, route: Route, Icon = CornerDownRight): Action => ({
      id,
      label,
      icon: <Icon size={16} aria-hidden="true" />,
      act: () => go(route),
    });
    const create: Action = {
      id: 'new-ticket',
      label: t('home.newTicket'),
      icon: <Plus size={16} aria-hidden="true" />,
      aside: <kbd>N</kbd>,
      act: () => onDialog('new-ticket'),
    };
    return [
      ...(permissions.includes('tickets.write') ? [create] : []),
      ...areasFor(permissions).map(({ name, route }) =>
        to(name, t('palette.go', { page: t(`areas.${name}`) }), route),
      ),
      to('mine', t('palette.mine'), mine, UserRoundSearch),
      to('unassigned', t('palette.unassigned'), unassigned, UserRoundSearch),
      {
        id: 'keys',
        label: t('palette.shortcuts'),
        icon: <Keyboard size={16} aria-hidden="true" />,
        aside: <kbd>?</kbd>,
        act: () => onDialog('keys'),
      },
    ];
  }, [permissions, onDialog, t]);
}

const mine: Route = {
  page: 'tickets',
  filters: { assignee: 'me', state: 'new,open,waiting,reopened', sort: 'priority' },
};
const unassigned: Route = {
  page: 'tickets',
  filters: { assignee: 'nobody', state: 'new,reopened', sort: 'oldest' },
};

/** How long typing rests before the server is asked, in ms. */
const REST_MS = 150;
const none: readonly TicketSummary[] = [];

function useFoundTickets(text: string) {
  const { api } = useHelpDesk();
  const [found, setFound] = useState<readonly TicketSummary[]>(none);
  const [looking, setLooking] = useState(false);
  const words = text.trim();
  useEffect(() => {
    if (words === '') {
      setFound(none);
      setLooking(false);
      return undefined;
    }
    setLooking(true);
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await api.call(
        ticketRoutes.list,
        { query: { text: words, limit: 8 } },
        { signal: stop.signal },
      );
      if (stop.signal.aborted) return;
      setFound(answer.ok ? answer.value.tickets : none);
      setLooking(false);
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [api, words]);
  return { found, looking };
}
