import type { mailRoutes } from '../../src-shared/helpdesk/api/mail-routes.ts';
import type { MailVerdict } from '../../src-shared/helpdesk/mail.ts';
import { ok } from '../../src-shared/result.ts';
import type { Actor } from '../desk/desk.ts';
import type { MailLetters } from '../desk/mail-letters.ts';
import type { MailSettingsStore } from '../desk/mail-settings.ts';
import type { Handlers } from './mount-routes.ts';

export function mailHandlers(
  settings: MailSettingsStore,
  letters: MailLetters,
  test: (actor: Actor) => Promise<MailVerdict>,
): Handlers<typeof mailRoutes> {
  return {
    settings: async ({ actor }) => ok(await settings.read(actor)),
    changeSettings: ({ actor, body }) => settings.change(actor, body),
    test: async ({ actor }) => ok(await test(actor)),
    addAddress: ({ actor, body }) => settings.addAddress(actor, body),
    removeAddress: ({ actor, params }) => settings.removeAddress(actor, params.id),
    outgoing: async ({ actor, query }) => ok(await letters.outgoing(actor, query)),
    decide: ({ actor, params, body }) => letters.decide(actor, params.id, body.decision),
    setAside: async ({ actor }) => ok(await letters.setAside(actor)),
  };
}
