import type { Kysely } from 'kysely';
import type { z } from 'zod';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import {
  savedMacroSchema,
  type macroRoutes,
  type NewMacro,
  type Reader,
  type SavedMacro,
} from '../../src-shared/helpdesk/api/macro-routes.ts';
import { ticketChangeSchema, type TicketChange } from '../../src-shared/helpdesk/api/ticket-routes.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import { macroChange, macroTroubleWords, renderMacroText } from '../../src-shared/helpdesk/macro.ts';
import type { Message, TicketSummary } from '../../src-shared/helpdesk/ticket.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { readJson } from '../storage/read-json.ts';
import type { MacroTable, Tables, TicketTable } from '../storage/tables.ts';
import { readTicket, ticketRow, toSummaries } from '../storage/ticket-store.ts';
import { attempt } from './attempt.ts';
import { appendAudit } from './audit-chain.ts';
import type { Actor, Desk } from './desk.ts';
import { macroFacts } from './macro-facts.ts';
import { applyChanges, locked } from './ticket-applying.ts';
import { changesOf, unknownIds } from './ticket-changes.ts';
import { insertMessage, noTicket } from './ticket-replies.ts';
import { whoIs } from './ticket-writing.ts';
import { tellChanged } from './tickets.ts';

type Use = z.output<typeof macroRoutes.apply.body>;

export interface MacroPreview {
  readonly kind: SavedMacro['kind'];
  readonly text: string;
  readonly change: Omit<TicketChange, 'version'>;
}

export interface MacroUsed {
  readonly message: Message | null;
  readonly ticket: TicketSummary;
}

export interface Macros {
  list(actor: Actor): Promise<SavedMacro[]>;
  create(actor: Actor, macro: NewMacro): Promise<Result<SavedMacro, ApiError>>;
  change(actor: Actor, id: Id, seen: number, macro: NewMacro): Promise<Result<SavedMacro, ApiError>>;
  remove(actor: Actor, id: Id): Promise<Result<Record<string, never>, ApiError>>;
  preview(actor: Actor, id: Id, ticketId: Id, reader: Reader): Promise<Result<MacroPreview, ApiError>>;
  /** Its text and its actions in one transaction: all of it, or nothing. */
  apply(actor: Actor, id: Id, use: Use): Promise<Result<MacroUsed, ApiError>>;
}

const noMacro = apiError('NOT_FOUND', 'There is no such macro.');

export function createMacros(desk: Desk): Macros {
  const { db } = desk;
  const audit = (tx: Kysely<Tables>, actor: Actor, action: string, name: string) =>
    appendAudit(tx, {
      tenantId: actor.tenantId,
      at: desk.now(),
      actorId: actor.memberId,
      action,
      detail: { macro: name },
    });
  return {
    async list({ tenantId }) {
      const rows = await macrosOf(db.query, tenantId).orderBy('name').execute();
      return rows.map(toMacro);
    },

    create: (actor, macro) =>
      attempt(db, async (tx) => {
        const wrong = await wrongWith(tx, actor, null, macro);
        if (wrong !== null) return err(wrong);
        const made = { ...macro, id: desk.newId(), version: 1 };
        await tx
          .insertInto('macro')
          .values({ tenant_id: actor.tenantId, ...made, actions: JSON.stringify(made.actions) })
          .execute();
        await audit(tx, actor, 'macro.created', macro.name);
        return ok(made);
      }),

    change: (actor, id, seen, macro) =>
      attempt(db, async (tx) => {
        const before = await macroBy(tx, actor.tenantId, id);
        if (before === null) return err(noMacro);
        if (before.version !== seen) return err({ ...newer, current: before });
        const wrong = await wrongWith(tx, actor, id, macro);
        if (wrong !== null) return err(wrong);
        const after = { ...macro, id, version: seen + 1 };
        const { numUpdatedRows } = await tx
          .updateTable('macro')
          .set({ ...after, actions: JSON.stringify(after.actions) })
          .where('tenant_id', '=', actor.tenantId)
          .where('id', '=', id)
          .where('version', '=', seen)
          .executeTakeFirst();
        if (numUpdatedRows !== 1n) return err(newer);
        await audit(tx, actor, 'macro.changed', macro.name);
        return ok(after);
      }),

    remove: (actor, id) =>
      attempt(db, async (tx) => {
        const before = await macroBy(tx, actor.tenantId, id);
        if (before === null) return err(noMacro);
        await tx.deleteFrom('macro').where('tenant_id', '=', actor.tenantId).where('id', '=', id).execute();
        await audit(tx, actor, 'macro.removed', before.name);
        return ok({});
      }),

    async preview(actor, id, ticketId, reader) {
      const macro = await macroBy(db.query, actor.tenantId, id);
      if (macro === null) return err(noMacro);
      const row = await ticketRow(db.query, actor.tenantId, ticketId);
      if (row === null) return err(unknownTicket);
      const text = await textOf(db.query, desk, actor, macro, row, reader);
      if (!text.ok) return text;
      const change = changeOf(macro, row, actor);
      if (!change.ok) return change;
      const { version: _version, ...fields } = change.value;
      return ok({ kind: macro.kind, text: text.value, change: fields });
    },

    async apply(actor, id, use) {
      const { tenantId } = actor;
      const done = await attempt(db, async (tx) => {
        const macro = await macroBy(tx, tenantId, id);
        if (macro === null) return err(noMacro);
        const row = await locked(tx, desk, tenantId, use.ticketId);
        return row === null ? err(unknownTicket) : useOn(tx, desk, actor, macro, row, use);
      });
      if (!done.ok)
        return done.error.error === 'CONFLICT'
          ? err({ ...done.error, current: await readTicket(db.query, tenantId, use.ticketId) })
          : done;
      tellChanged(desk, whoIs(actor), done.value.ticket.id, done.value.ticket.version);
      return done;
    },
  };
}

const newer = apiError('CONFLICT', 'Somebody else changed this macro meanwhile. Look at it first.');
const unknownTicket = apiError('INVALID', 'There is no such ticket.', { fields: { ticketId: 'is unknown' } });

async function useOn(
  tx: Kysely<Tables>,
  desk: Desk,
  actor: Actor,
  macro: SavedMacro,
  row: TicketTable,
  use: Use,
): Promise<Result<MacroUsed, ApiError>> {
  const { tenantId } = actor;
  const text = use.text === undefined ? await textOf(tx, desk, actor, macro, row, use.reader) : ok(use.text);
  if (!text.ok) return text;
  const change = changeOf(macro, row, actor);
  if (!change.ok) return change;
  const wanted = { ...change.value, version: use.version };
  if (text.value.trim() === '') {
    const changes = await changesOf(tx, tenantId, row, wanted);
    if (!changes.ok) return changes;
    if (changes.value.length > 0) await applyChanges(tx, desk, whoIs(actor), row, changes.value);
    const after = (await ticketRow(tx, tenantId, row.id)) ?? row;
    const [ticket] = await toSummaries(tx, tenantId, [after]);
    return ticket === undefined ? err(noTicket) : ok({ message: null, ticket });
  }
  const { state, ...others } = wanted;
  const along = await changesOf(tx, tenantId, row, others);
  if (!along.ok) return along;
  const { kind } = macro;
  const message = { kind, body: text.value, attachmentIds: use.attachmentIds, key: use.key, state };
  const written = await insertMessage(tx, desk, whoIs(actor), row, message, along.value);
  return written.ok ? ok({ message: written.value.message, ticket: written.value.ticket }) : written;
}

async function textOf(
  tx: Kysely<Tables>,
  desk: Desk,
  actor: Actor,
  macro: SavedMacro,
  row: TicketTable,
  reader: Reader,
): Promise<Result<string, ApiError>> {
  const facts = await macroFacts(tx, actor, row, reader, desk.now());
  const text = renderMacroText(macro.text, facts);
  if (text.ok) return text;
  const why = macroTroubleWords(text.error);
  return err(apiError('INVALID', why, { fields: { text: why } }));
}

function changeOf(
  { actions }: Pick<SavedMacro, 'actions'>,
  row: Pick<TicketTable, 'tags' | 'version'>,
  { memberId }: Actor,
): Result<TicketChange, ApiError> {
  const change = macroChange(actions, { tags: readJson<string[]>(row.tags, []) }, memberId);
  const read = ticketChangeSchema.safeParse({ version: row.version, ...change });
  if (read.success) return ok(read.data);
  const fields = Object.fromEntries(read.error.issues.map((one) => [one.path.join('.'), one.message]));
  return err(apiError('INVALID', 'What this macro does is not possible.', { fields }));
}

/** What of a macro names something that is not here, or a name that is taken. */
async function wrongWith(
  tx: Kysely<Tables>,
  actor: Actor,
  id: Id | null,
  macro: NewMacro,
): Promise<ApiError | null> {
  const change = changeOf(macro, { tags: '[]', version: 1 }, actor);
  if (!change.ok) return change.error;
  const wrong = await unknownIds(tx, actor.tenantId, change.value);
  if (Object.keys(wrong).length > 0)
    return apiError('INVALID', 'Something named does not exist here.', { fields: wrong });
  const same = await macrosOf(tx, actor.tenantId).where('name', '=', macro.name).executeTakeFirst();
  return same === undefined || same.id === id
    ? null
    : apiError('INVALID', 'There is a macro of this name.', { fields: { name: 'is taken' } });
}

function macrosOf(db: Kysely<Tables>, tenantId: Id) {
  return db.selectFrom('macro').selectAll().where('tenant_id', '=', tenantId);
}

async function macroBy(db: Kysely<Tables>, tenantId: Id, id: Id): Promise<SavedMacro | null> {
  const row = await macrosOf(db, tenantId).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toMacro(row);
}

function toMacro({ tenant_id: _tenant, ...row }: MacroTable): SavedMacro {
  return savedMacroSchema.parse({ ...row, actions: readJson(row.actions, []) });
}
