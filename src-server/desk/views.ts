import type { Kysely } from 'kysely';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import { savedViewSchema, type SavedView } from '../../src-shared/helpdesk/api/view-routes.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { readJson } from '../storage/read-json.ts';
import type { SavedViewTable, Tables } from '../storage/tables.ts';
import { attempt } from './attempt.ts';
import type { Actor, Desk } from './desk.ts';

type NewView = Omit<SavedView, 'id'>;
type ViewChange = { readonly [K in keyof NewView]?: NewView[K] | undefined };

export interface Views {
  list(actor: Actor): Promise<SavedView[]>;
  create(actor: Actor, view: NewView): Promise<Result<SavedView, ApiError>>;
  change(actor: Actor, id: Id, change: ViewChange): Promise<Result<SavedView, ApiError>>;
  remove(actor: Actor, id: Id): Promise<Result<Record<string, never>, ApiError>>;
}

/** Most views of one person, and most that are shared. */
const MOST = 200;

const noView = apiError('NOT_FOUND', 'There is no such view.');
const notShared = apiError('NOT_ALLOWED', 'Only somebody who may change settings makes views for everybody.');
const tooMany = apiError('INVALID', 'There are very many views already. Take some away first.', {
  fields: { name: 'is one too many' },
});

export function createViews(desk: Desk): Views {
  const { db } = desk;
  return {
    async list(actor) {
      const rows = await visible(db.query, actor).orderBy('position').orderBy('name').orderBy('id').execute();
      return rows.map(toView);
    },

    async create(actor, view) {
      if (view.shared && !mayShare(actor)) return err(notShared);
      const made = { ...view, id: desk.newId() };
      return attempt(db, async (tx) => {
        if ((await visible(tx, actor).execute()).length >= MOST) return err(tooMany);
        await tx
          .insertInto('saved_view')
          .values({
            tenant_id: actor.tenantId,
            owner_id: actor.memberId,
            id: made.id,
            ...columnsOf(made),
          })
          .execute();
        return ok(made);
      });
    },

    change: (actor, id, change) =>
      attempt(db, async (tx) => {
        const before = await visibleOne(tx, actor, id);
        if (before === null) return err(noView);
        const after = savedViewSchema.parse({ ...before, ...defined(change) });
        if ((before.shared || after.shared) && !mayShare(actor)) return err(notShared);
        await tx
          .updateTable('saved_view')
          .set(columnsOf(after))
          .where('tenant_id', '=', actor.tenantId)
          .where('id', '=', id)
          .execute();
        return ok(after);
      }),

    remove: (actor, id) =>
      attempt(db, async (tx) => {
        const before = await visibleOne(tx, actor, id);
        if (before === null) return err(noView);
        if (before.shared && !mayShare(actor)) return err(notShared);
        await tx
          .deleteFrom('saved_view')
          .where('tenant_id', '=', actor.tenantId)
          .where('id', '=', id)
          .execute();
        return ok({});
      }),
  };
}

function mayShare({ permissions }: Actor): boolean {
  return permissions.has('settings.write');
}

/** Own ones and shared ones: another member's own view is as unknown as none. */
function visible(db: Kysely<Tables>, { tenantId, memberId }: Actor) {
  return db
    .selectFrom('saved_view')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where((eb) => eb.or([eb('shared', '=', 1), eb('owner_id', '=', memberId)]));
}

async function visibleOne(db: Kysely<Tables>, actor: Actor, id: Id): Promise<SavedView | null> {
  const row = await visible(db, actor).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toView(row);
}

function toView({ id, name, shared, query, position }: SavedViewTable): SavedView {
  return savedViewSchema.parse({ id, name, shared: shared === 1, query: readJson(query, {}), position });
}

function columnsOf({ name, shared, query, position }: NewView) {
  return { name, shared: shared ? 1 : 0, query: JSON.stringify(query), position };
}

function defined(change: ViewChange): Partial<NewView> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
