import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Signed heads of the audit chains. */
export function auditHeads(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await sql
        .raw(
          `create table audit_head (
            tenant_id text not null references organisation (id),
            seq bigint not null,
            at bigint not null,
            hash text not null,
            key_id text not null,
            signature text not null,
            primary key (tenant_id, seq)
          )`,
        )
        .execute(db);
    },
  };
}
