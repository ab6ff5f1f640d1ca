import type { Kysely } from 'kysely';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { BulkChange, Verdict } from '../../src-shared/helpdesk/api/bulk-routes.ts';
import { ticketChangeSchema } from '../../src-shared/helpdesk/api/ticket-routes.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { readJson } from '../storage/read-json.ts';
import type { Tables, TicketTable } from '../storage/tables.ts';
import { attempt } from './attempt.ts';
import { appendAudit } from './audit-chain.ts';
import type { Actor, Desk } from './desk.ts';
import { applyChanges, lockedAll } from './ticket-applying.ts';
import { changesOf } from './ticket-changes.ts';
import { noTicket } from './ticket-replies.ts';
import { whoIs } from './ticket-writing.ts';
import { tellChanged } from './tickets.ts';

export interface TicketBulk {
  /** One transaction, one line in the audit; a ticket that cannot become so does not keep the others back. */
  change(
    actor: Actor,
    ids: readonly Id[],
    change: BulkChange,
  ): Promise<Result<{ verdicts: Verdict[]; changed: number }, ApiError>>;
}

export function createTicketBulk(desk: Desk): TicketBulk {
  return {
    async change(actor, ids, change) {
      const { tenantId } = actor;
      const wanted = [...new Set(ids)];
      const done = await attempt(desk.db, async (tx) => {
        const rows = await lockedAll(tx, desk, tenantId, wanted);
        const verdicts: (Verdict & { readonly changed: boolean })[] = [];
        for (const [at, id] of wanted.entries())
          verdicts.push({ id, ...(await changeOne(tx, desk, actor, rows[at] ?? null, change)) });
        const changed = verdicts.filter((one) => one.changed).length;
        if (changed > 0)
          await appendAudit(tx, {
            tenantId,
            at: desk.now(),
            actorId: actor.memberId,
            action: 'tickets.changed',
            detail: { asked: wanted.length, changed, change: JSON.stringify(change) },
          });
        return ok({ verdicts, changed });
      });
      if (!done.ok) return done;
      for (const { id, version, changed } of done.value.verdicts)
        if (changed) tellChanged(desk, whoIs(actor), id, version ?? 0);
      const verdicts = done.value.verdicts.map(({ changed: _changed, ...verdict }) => verdict);
      return ok({ verdicts, changed: done.value.changed });
    },
  };
}

type One = Omit<Verdict, 'id'> & { readonly changed: boolean };

async function changeOne(
  tx: Kysely<Tables>,
  desk: Desk,
  actor: Actor,
  row: TicketTable | null,
  change: BulkChange,
): Promise<One> {
  if (row === null) return refused(noTicket, null);
  const full = fullChange(row, change);
  if (!full.ok) return refused(full.error, row.version);
  const changes = await changesOf(tx, actor.tenantId, row, full.value);
  if (!changes.ok) return refused(changes.error, row.version);
  const same = { error: null, message: null, version: row.version, changed: false };
  if (changes.value.length === 0) return same;
  const version = await applyChanges(tx, desk, whoIs(actor), row, changes.value);
  return { ...same, version, changed: true };
}

function refused({ error, message }: ApiError, version: number | null): One {
  return { error, message, version, changed: false };
}

/** What is wanted of all, as a change of this one. */
function fullChange(row: TicketTable, { addTags, removeTags, ...plain }: BulkChange) {
  const before = readJson<string[]>(row.tags, []);
  const tags = [...new Set([...before, ...(addTags ?? [])])].filter((tag) => !removeTags?.includes(tag));
  const retagged = addTags !== undefined || removeTags !== undefined;
  const read = ticketChangeSchema.safeParse({ version: row.version, ...plain, ...(retagged && { tags }) });
  return read.success
    ? ok(read.data)
    : err(apiError('INVALID', 'A ticket has 30 tags at most.', { fields: { tags: 'are too many' } }));
}
