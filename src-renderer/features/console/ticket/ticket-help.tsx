import '../../../knowledge/knowledge.css';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { knowledgeRoutes } from '../../../../src-shared/helpdesk/api/knowledge-routes.ts';
import type { Id } from '../../../../src-shared/helpdesk/id.ts';
import { createResource } from '../../../helpdesk/resource.ts';
import { SuggestionList } from '../../../knowledge/suggestion-list.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useHelpDesk } from '../console-context.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { problemWords } from '../problem-words.ts';
import { ArticleDialog } from './article-dialog.tsx';
import { useTicketState } from './ticket-context.ts';

/** The articles that may help with a ticket, each with why; asked for again when the ticket has changed. */
export function TicketHelp({ ticketId }: { readonly ticketId: Id }) {
  const { t } = useWords('console');
  const { api } = useHelpDesk();
  const version = useTicketState((state) => state.ticket?.version ?? 0);
  const [open, setOpen] = useState<Id | null>(null);
  const [resource] = useState(() =>
    createResource(() => api.call(knowledgeRoutes.suggestForTicket, { params: { id: ticketId } })),
  );
  const { value, error } = useStore(resource);
  const asked = useRef(0);
  useEffect(() => {
    if (asked.current === version) return;
    asked.current = version;
    void resource.refetch();
  }, [resource, version]);
  return (
    <>
      {error === null ? null : (
        <ProblemNote
          problem={t('help.failed', { why: problemWords(error) })}
          onRetry={() => void resource.refetch()}
        />
      )}
      {value === null ? (
        error === null && <p className="c-quiet">{t('help.loading')}</p>
      ) : (
        <SuggestionList suggestions={value} look="desk" level={2} onOpen={setOpen} />
      )}
      {open === null ? null : (
        <ArticleDialog key={open} id={open} ticketId={ticketId} onClose={() => setOpen(null)} />
      )}
    </>
  );
}
