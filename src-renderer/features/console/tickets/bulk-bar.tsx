import { UserCheck, X } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { ApiError } from '../../../../src-shared/helpdesk/api/api-error.ts';
import { ticketRoutes } from '../../../../src-shared/helpdesk/api/ticket-routes.ts';
import type { Id } from '../../../../src-shared/helpdesk/id.ts';
import type { TicketState } from '../../../../src-shared/helpdesk/ticket.ts';
import type { Wanted } from '../../../helpdesk/ticket-store.ts';
import { Button } from '../../../ui/button.tsx';
import { useAnnounce } from '../../../ui/live-region.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useHelpDesk, useIdentity } from '../console-context.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { problemWords } from '../problem-words.ts';
import type { Selection } from './use-selection.ts';

const states = ['open', 'waiting', 'solved'] as const satisfies readonly TicketState[];

/** What can be done to all selected tickets. What could not be done stays selected, and says why. */
export function BulkBar({ selection }: { readonly selection: Selection }) {
  const { t } = useWords('console');
  const { member } = useIdentity();
  const { apply, working, problem } = useBulk(selection);
  return (
    <>
      <div className="c-bulk" role="group" aria-label={t('tickets.chosen', { count: selection.ids.size })}>
        <b role="status">{t('tickets.chosen', { count: selection.ids.size })}</b>
        <Button
          size="inline"
          disabled={working}
          icon={<UserCheck size={16} aria-hidden="true" />}
          onClick={() => void apply({ assigneeId: member.id })}
        >
          {t('tickets.chosenTake')}
        </Button>
        {states.map((state) => (
          <Button key={state} size="inline" disabled={working} onClick={() => void apply({ state })}>
            {t('tickets.chosenState', { state: t(`state.${state}`).toLowerCase() })}
          </Button>
        ))}
        <Button
          look="quiet"
          size="inline"
          icon={<X size={16} aria-hidden="true" />}
          onClick={selection.clear}
        >
          {t('tickets.chosenNone')}
        </Button>
      </div>
      {problem === null ? null : <ProblemNote problem={problem} />}
    </>
  );
}

function useBulk(selection: Selection) {
  const { t } = useWords('console');
  const { api, tickets, live } = useHelpDesk();
  const rows = useStore(tickets, (state) => state.rows);
  const announce = useAnnounce();
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const apply = async (wanted: Wanted) => {
    setWorking(true);
    setProblem(null);
    const failed: { readonly id: Id; readonly error: ApiError }[] = [];
    for (const id of selection.ids) {
      const version = rows.find((row) => row.id === id)?.version ?? 1;
      const answer = await api.call(ticketRoutes.change, { params: { id }, body: { version, ...wanted } });
      if (!answer.ok) failed.push({ id, error: answer.error });
    }
    const [first] = failed;
    if (first !== undefined)
      setProblem(t('tickets.bulkFailed', { count: failed.length, why: problemWords(first.error) }));
    announce(t('tickets.bulkDone', { count: selection.ids.size - failed.length }));
    selection.keep(failed.map(({ id }) => id));
    setWorking(false);
    live.nudge();
  };
  return { apply, working, problem };
}
