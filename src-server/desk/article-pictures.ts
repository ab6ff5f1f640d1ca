import { fileTypeFromBuffer } from 'file-type';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { Id } from '../../src-shared/helpdesk/id.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { articleRow } from '../storage/article-store.ts';
import type { Actor, Desk } from './desk.ts';

export interface ArticlePictures {
  put(
    actor: Actor,
    place: { readonly id: Id; readonly name: string },
    bytes: Uint8Array,
  ): Promise<Result<{ readonly name: string; readonly size: number }, ApiError>>;
  read(
    actor: Actor,
    place: { readonly id: Id; readonly name: string },
  ): Promise<Result<{ readonly type: string; readonly bytes: Uint8Array }, ApiError>>;
}

/** What browsers draw and nothing else; an SVG can hold scripts. */
const types: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif']);

export function createArticlePictures({ db }: Desk): ArticlePictures {
  return {
    async put({ tenantId }, { id, name }, bytes) {
      const type = (await fileTypeFromBuffer(bytes))?.mime;
      if (type === undefined || !types.has(type))
        return err(
          apiError('INVALID', 'Only PNG, JPEG, WebP and GIF pictures.', {
            fields: { file: 'is no picture' },
          }),
        );
      if ((await articleRow(db.query, tenantId, id)) === null)
        return err(apiError('NOT_FOUND', 'There is no such article.'));
      await db.query
        .insertInto('article_picture')
        .values({ tenant_id: tenantId, article_id: id, name, type, bytes })
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'article_id', 'name']).doUpdateSet({ type, bytes }),
        )
        .execute();
      return ok({ name, size: bytes.length });
    },
    async read({ tenantId }, { id, name }) {
      const row = await db.query
        .selectFrom('article_picture')
        .select(['type', 'bytes'])
        .where('tenant_id', '=', tenantId)
        .where('article_id', '=', id)
        .where('name', '=', name)
        .executeTakeFirst();
      return row === undefined ? err(apiError('NOT_FOUND', 'There is no such picture.')) : ok(row);
    },
  };
}
