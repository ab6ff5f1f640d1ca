import type { auditRoutes } from '../../src-shared/helpdesk/api/audit-routes.ts';
import { ok } from '../../src-shared/result.ts';
import type { AuditLog } from '../desk/audit-log.ts';
import type { Handlers } from './mount-routes.ts';

export function auditHandlers(log: AuditLog): Handlers<typeof auditRoutes> {
  return {
    list: async ({ actor, query }) => ok(await log.list(actor, query)),
    exportChain: async ({ actor, query }) => ok(await log.exportChain(actor, query)),
    signHead: ({ actor }) => log.sign(actor),
  };
}
