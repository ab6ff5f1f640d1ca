import { auditRoutes } from '../../src-shared/helpdesk/api/audit-routes.ts';
import { knowledgeRoutes } from '../../src-shared/helpdesk/api/knowledge-routes.ts';
import { memberRoutes } from '../../src-shared/helpdesk/api/member-routes.ts';
import { ticketRoutes, type TicketQuery } from '../../src-shared/helpdesk/api/ticket-routes.ts';
import { tokenRoutes } from '../../src-shared/helpdesk/api/token-routes.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import type { ApiClient } from './api-client.ts';
import { createArticleDrafts, type ArticleDrafts } from './article-drafts.ts';
import { createArticleSearch } from './article-search.ts';
import { createDrafts, type Drafts, type DraftStorage } from './drafts.ts';
import type { Live } from './live.ts';
import type { PasskeyDevice } from './passkey-device.ts';
import { createPasskeys } from './passkeys.ts';
import { createResource } from './resource.ts';
import { createSessionStore } from './session-store.ts';
import { createTicketListStore } from './ticket-list-store.ts';
import { createTicketStore, type TicketStore } from './ticket-store.ts';

export interface HelpDeskOptions {
  readonly api: ApiClient;
  readonly live: Live;
  readonly storage: DraftStorage;
  readonly newKey: () => string;
  readonly passkeyDevice: PasskeyDevice;
}

export type HelpDesk = ReturnType<typeof createHelpDesk>;

/** Short lists of the first page. */
const SHOWN = 8;

/** The help desk as a page knows it: one store for each thing that is shown. */
export function createHelpDesk({ api, live, storage, newKey, passkeyDevice }: HelpDeskOptions) {
  const passkeys = createPasskeys(api, passkeyDevice);
  const session = createSessionStore(api, passkeys);
  const tickets = createTicketListStore(api);
  const few = (query: Partial<TicketQuery>) =>
    createResource(() => api.call(ticketRoutes.list, { query: { limit: SHOWN, ...query } }));
  const memberId = () => session.getState().identity?.member.id ?? 'nobody';
  const drafts = (): Drafts => createDrafts(storage, memberId());
  return {
    api,
    live,
    newKey,
    session,
    passkeys,
    tokens: createResource(() => api.call(tokenRoutes.list)),
    tickets,
    drafts,
    articleDrafts: (): ArticleDrafts => createArticleDrafts(storage, memberId()),
    mine: few({ assignee: 'me', state: 'new,open,reopened', sort: 'priority' }),
    waiting: few({ assignee: 'nobody', state: 'new,reopened', sort: 'oldest' }),
    queues: createResource(() => api.call(ticketRoutes.queues)),
    members: createResource(() => api.call(memberRoutes.list)),
    audit: createResource(() => api.call(auditRoutes.list, { query: { limit: 200 } })),
    articles: createResource(() => api.call(knowledgeRoutes.list)),
    articleReview: createResource(() => api.call(knowledgeRoutes.review)),
    articleSearch: createArticleSearch(api),
    openTicket: (id: Id): TicketStore =>
      createTicketStore({
        api,
        id,
        drafts: drafts(),
        newKey,
        onTicket: (ticket) => tickets.put(summaryOf(ticket)),
      }),
  };
}

function summaryOf(ticket: Parameters<Parameters<typeof createTicketStore>[0]['onTicket']>[0]) {
  const { watcherIds: _w, messages: _m, history: _h, links: _l, mergedIntoId: _i, ...summary } = ticket;
  return summary;
}
