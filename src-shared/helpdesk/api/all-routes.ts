import { appSignInRoutes } from './app-sign-in-routes.ts';
import { auditRoutes } from './audit-routes.ts';
import { connectionRoutes } from './connection-routes.ts';
import { knowledgeRoutes } from './knowledge-routes.ts';
import { bulkRoutes } from './bulk-routes.ts';
import { macroRoutes } from './macro-routes.ts';
import { mailRoutes } from './mail-routes.ts';
import { memberRoutes } from './member-routes.ts';
import { passkeyRoutes } from './passkey-routes.ts';
import { providerRoutes } from './provider-routes.ts';
import { privacyRoutes } from './privacy-routes.ts';
import { reportRoutes } from './report-routes.ts';
import type { Routes } from './route.ts';
import { satisfactionRoutes } from './satisfaction-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { slaRoutes } from './sla-routes.ts';
import { ticketRoutes } from './ticket-routes.ts';
import { tokenRoutes } from './token-routes.ts';
import { viewRoutes } from './view-routes.ts';
import { waitingRoutes } from './waiting-routes.ts';
import { workRoutes } from './work-routes.ts';
import { webhookRoutes } from './webhook-routes.ts';

/** The whole interface of the help desk, by area. */
export const allRoutes = {
  session: sessionRoutes,
  members: memberRoutes,
  tickets: ticketRoutes,
  work: workRoutes,
  knowledge: knowledgeRoutes,
  bulk: bulkRoutes,
  waiting: waitingRoutes,
  sla: slaRoutes,
  macros: macroRoutes,
  views: viewRoutes,
  connections: connectionRoutes,
  mail: mailRoutes,
  audit: auditRoutes,
  tokens: tokenRoutes,
  passkeys: passkeyRoutes,
  provider: providerRoutes,
  apps: appSignInRoutes,
  satisfaction: satisfactionRoutes,
  reports: reportRoutes,
  webhooks: webhookRoutes,
  privacy: privacyRoutes,
} as const satisfies Readonly<Record<string, Routes>>;
