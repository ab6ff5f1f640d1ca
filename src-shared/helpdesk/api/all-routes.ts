import { auditRoutes } from './audit-routes.ts';
import { memberRoutes } from './member-routes.ts';
import type { Routes } from './route.ts';
import { sessionRoutes } from './session-routes.ts';
import { ticketRoutes } from './ticket-routes.ts';

/** The whole interface of the help desk, by area. */
export const allRoutes = {
  session: sessionRoutes,
  members: memberRoutes,
  tickets: ticketRoutes,
  audit: auditRoutes,
} as const satisfies Readonly<Record<string, Routes>>;
