import { IANAZone } from 'luxon';
import type { Kysely } from 'kysely';
import type { Reader } from '../../src-shared/helpdesk/api/macro-routes.ts';
import type { MacroFacts } from '../../src-shared/helpdesk/macro-variables.ts';
import type { Tables, TicketTable } from '../storage/tables.ts';
import type { Actor } from './desk.ts';

/** What a macro may speak of on this ticket, with dates as the reader writes them. */
export async function macroFacts(
  tx: Kysely<Tables>,
  actor: Actor,
  row: TicketTable,
  reader: Reader,
  now: number,
): Promise<MacroFacts> {
  const { tenantId } = actor;
  const queue = await tx
    .selectFrom('queue')
    .select('name')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', row.queue_id)
    .executeTakeFirst();
  const organisation = await tx
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow();
  const requester =
    row.requester_id === null
      ? undefined
      : await tx
          .selectFrom('requester')
          .select(['name', 'email'])
          .where('tenant_id', '=', tenantId)
          .where('id', '=', row.requester_id)
          .executeTakeFirst();
  const { number, subject, state, priority, device } = row;
  return {
    ticket: {
      number,
      subject,
      state,
      priority,
      device,
      queue: queue?.name ?? null,
      created: dateText(row.created_at, reader),
    },
    requester: requester ?? null,
    technician: { name: actor.name },
    organisation,
    today: dateText(now, reader),
  };
}

/** A language or zone that is not known is left out rather than refused: it decides only how a date looks. */
function dateText(at: number, { language, zone }: Reader): string {
  const timeZone = zone !== undefined && IANAZone.isValidZone(zone) ? zone : 'UTC';
  const options = { day: 'numeric', month: 'short', year: 'numeric', timeZone } as const;
  return new Intl.DateTimeFormat(knownLanguage(language), options).format(at);
}

function knownLanguage(language: string | undefined): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language ?? 'en-GB')[0] ?? 'en-GB';
  } catch {
    return 'en-GB';
  }
}
