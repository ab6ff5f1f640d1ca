import { apiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { connectionRoutes, DeadLetter } from '../../src-shared/helpdesk/api/connection-routes.ts';
import { err, ok } from '../../src-shared/result.ts';
import type { Connections } from '../desk/connections.ts';
import type { ConnectionVerdict } from '../domain/connector.ts';
import type { OutboxEntry, OutboxStore } from '../domain/outbox-entry.ts';
import { markerOf } from '../domain/session-marker.ts';
import type { Handlers } from './mount-routes.ts';

/** Most dead letters that are shown at once. */
const SHOWN = 200;

export interface ConnectionParts {
  readonly connections: Connections;
  readonly store: Pick<OutboxStore, 'list' | 'decide'>;
  readonly now: () => number;
  /** Undefined where it can't be opened. */
  readonly test: (tenantId: string, id: string) => Promise<ConnectionVerdict | undefined>;
}

export function connectionHandlers(parts: ConnectionParts): Handlers<typeof connectionRoutes> {
  const { connections, store } = parts;
  return {
    list: async ({ actor }) => ok([...(await connections.list(actor))]),
    add: ({ actor, body }) => connections.add(actor, body),
    change: ({ actor, params, body }) => connections.change(actor, params.id, body),
    remove: ({ actor, params }) => connections.remove(actor, params.id),
    test: async ({ actor, params }) => {
      const verdict = await parts.test(actor.tenantId, params.id);
      return verdict === undefined
        ? err(apiError('NOT_FOUND', 'There is no such connection, or it is switched off.'))
        : ok({ works: verdict.works, checks: [...verdict.checks] });
    },
    deadLetters: async ({ actor }) => ok((await store.list(actor.tenantId, 'dead', SHOWN)).flatMap(toLetter)),
    decide: async ({ actor, params, body }) => {
      const fits = await store.decide(actor.tenantId, params.id, body, parts.now());
      return fits
        ? ok(null)
        : err(apiError('NOT_FOUND', 'There is no such dead letter, or this does not fit it.'));
    },
  };
}

function toLetter({ id, connectorId, lane, key, action, progress }: OutboxEntry): DeadLetter[] {
  const { trouble, attempts } = progress;
  if (trouble === undefined) return [];
  return [
    { id, connectionId: connectorId, lane, what: action.type, marker: markerOf(key), attempts, trouble },
  ];
}
