import type { privacyRoutes } from '../../src-shared/helpdesk/api/privacy-routes.ts';
import { ok } from '../../src-shared/result.ts';
import type { Privacy } from '../desk/privacy.ts';
import type { RetentionDesk } from '../desk/retention.ts';
import type { Handlers } from './mount-routes.ts';

export function privacyHandlers(privacy: Privacy, retention: RetentionDesk): Handlers<typeof privacyRoutes> {
  return {
    person: ({ actor, params }) => privacy.person(actor, params.id),
    exportPerson: ({ actor, params }) => privacy.exportPerson(actor, params.id),
    erasePerson: ({ actor, params, body }) => privacy.erasePerson(actor, params.id, body.name),
    retention: async ({ actor }) => ok(await retention.get(actor)),
    setRetention: ({ actor, body }) => retention.set(actor, body.closedMonths),
    lookRetention: ({ actor }) => retention.look(actor),
    async runRetention({ actor, body }) {
      const allowed = await retention.allow(actor, body.organisation);
      if (allowed.ok) await retention.run();
      return allowed;
    },
  };
}
