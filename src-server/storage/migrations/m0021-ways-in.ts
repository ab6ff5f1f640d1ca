import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Passkeys, sign-in through a company's own provider, and whether passwords still count. */
export function waysIn(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}

const statements = [
  `create table passkey (
    tenant_id text not null,
    id text not null,
    member_id text not null,
    name text not null,
    credential_id text not null,
    public_key text not null,
    counter bigint not null,
    transports text not null,
    backed_up integer not null,
    created_at bigint not null,
    last_used_at bigint,
    primary key (tenant_id, id),
    unique (credential_id),
    foreign key (tenant_id, member_id) references member (tenant_id, id) on delete cascade
  )`,
  'create index passkey_of_member on passkey (tenant_id, member_id)',
  `create table sign_in_request (
    request_hash text primary key,
    kind text not null,
    tenant_id text,
    member_id text,
    data text not null,
    created_at bigint not null,
    expires_at bigint not null
  )`,
  'create index sign_in_request_ends on sign_in_request (expires_at)',
  `create table sign_in_policy (
    tenant_id text primary key references organisation (id),
    passwords integer not null
  )`,
  `create table oidc_provider (
    tenant_id text primary key references organisation (id),
    issuer text not null,
    client_id text not null,
    secret text not null,
    secret_ends_in text not null,
    secret_set_at bigint not null,
    domains text not null,
    role_claim text,
    roles text not null
  )`,
  `create table oidc_link (
    tenant_id text not null,
    issuer text not null,
    subject text not null,
    member_id text not null,
    created_at bigint not null,
    last_used_at bigint not null,
    primary key (tenant_id, issuer, subject),
    foreign key (tenant_id, member_id) references member (tenant_id, id) on delete cascade
  )`,
  'create index oidc_link_of_member on oidc_link (tenant_id, member_id)',
];
