import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import { ruleIdSchema } from '../../src-shared/findings/rule-ids.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import type { SearchAnswer, SearchFilters } from '../../src-shared/helpdesk/knowledge-search.ts';
import type { Known, Suggestion } from '../../src-shared/helpdesk/suggest-articles.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { createKnowledgeShelves } from '../domain/knowledge-shelves.ts';
import { articlePages, articleRow } from '../storage/article-store.ts';
import { readTicket } from '../storage/ticket-store.ts';
import type { Actor, Desk } from './desk.ts';

/** Finds articles by what is typed, and by what is known of a ticket. */
export interface KnowledgeFinder {
  search(tenantId: Id, text: string, filters: SearchFilters, limit: number): Promise<SearchAnswer>;
  suggest(tenantId: Id, known: Known): Promise<readonly Suggestion[]>;
  forTicket(actor: Pick<Actor, 'tenantId'>, ticketId: Id): Promise<Result<readonly Suggestion[], ApiError>>;
  close(): void;
}

export function createKnowledgeFinder({ db, events }: Desk): KnowledgeFinder {
  const shelves = createKnowledgeShelves({
    source: {
      async *pages(tenantId) {
        for await (const page of articlePages(db.query, tenantId)) yield page.map(({ article }) => article);
      },
    },
    pause: () => new Promise((resolve) => void setImmediate(resolve)),
  });
  const stop = events.on(({ type, tenantId, id }) => {
    if (type !== 'article.changed') return;
    void articleRow(db.query, tenantId, id).then(
      (stored) =>
        stored === null ? shelves.removed(tenantId, id) : shelves.changed(tenantId, stored.article),
      () => shelves.forget(tenantId), // read anew when somebody asks
    );
  });
  return {
    search: shelves.search,
    suggest: shelves.suggest,
    async forTicket({ tenantId }, ticketId) {
      const ticket = await readTicket(db.query, tenantId, ticketId);
      if (ticket === null) return err(apiError('NOT_FOUND', 'There is no such ticket.'));
      const findings = ticket.tags.flatMap((tag) => {
        const id = ruleIdSchema.safeParse(tag.toUpperCase());
        return id.success ? [{ id: id.data, severity: 'high' as const }] : [];
      });
      const said =
        ticket.messages.findLast(({ author }) => author.type === 'requester') ?? ticket.messages[0];
      const known = { subject: ticket.subject, lastRequesterMessage: said?.body, findings };
      return ok(await shelves.suggest(tenantId, { reader: 'technician', ...known }));
    },
    close: stop,
  };
}
