import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import type { appSignInRoutes } from '../../src-shared/helpdesk/api/app-sign-in-routes.ts';
import type { Answer } from '../../src-shared/helpdesk/api/route.ts';
import { nameSchema } from '../../src-shared/helpdesk/member.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { personById } from '../storage/person-store.ts';
import { readJson } from '../storage/read-json.ts';
import type { SignInRequestTable } from '../storage/sign-in-tables.ts';
import type { Tables } from '../storage/tables.ts';
import { attempt } from './attempt.ts';
import { appendAudit } from './audit-chain.ts';
import type { Actor, Desk } from './desk.ts';
import { hashSecret } from './hash-secret.ts';
import { by, type Logins } from './logins.ts';
import { openRequest, takeRequest } from './sign-in-requests.ts';

type Routes = typeof appSignInRoutes;

export interface AppSignIn {
  begin(challenge: string, device: string): Promise<Omit<Answer<Routes['begin']>, 'page'>>;
  look(request: string): Promise<Result<Answer<Routes['look']>, ApiError>>;
  answer(actor: Actor, request: string, allow: boolean): Promise<Result<Answer<Routes['answer']>, ApiError>>;
  take(request: string, verifier: string): Promise<Result<Answer<Routes['take']>, ApiError>>;
}

const ASKED_MS = 5 * 60_000;
const askedSchema = z.strictObject({
  challenge: z.string(),
  device: nameSchema,
  allowed: z.boolean().nullable(),
});
type Asked = z.output<typeof askedSchema>;
const gone = err(apiError('NOT_FOUND', 'This request is over. Begin again in the app.'));

export function createAppSignIn(desk: Desk, logins: Logins): AppSignIn {
  const { db } = desk;
  return {
    async begin(challenge, device) {
      const asked: Asked = { challenge, device, allowed: null };
      const expiresAt = desk.now() + ASKED_MS;
      const request = await openRequest(desk, { kind: 'app', data: asked, ms: ASKED_MS });
      return { request, matching: matchingOf(request), expiresAt };
    },

    async look(request) {
      const found = await open(db.query, request, desk.now());
      if (found === null || found.asked.allowed !== null) return gone;
      const { device } = found.asked;
      return ok({ device, matching: matchingOf(request), askedAt: found.row.created_at });
    },

    answer: ({ tenantId, memberId }, request, allow) =>
      attempt(db, async (tx) => {
        const found = await open(tx, request, desk.now());
        if (found === null) return gone;
        const { row, asked } = found;
        // only the first answer counts: of two at one time the second changes no row
        const { numUpdatedRows } = await tx
          .updateTable('sign_in_request')
          .set({
            tenant_id: tenantId,
            member_id: memberId,
            data: JSON.stringify({ ...asked, allowed: allow }),
          })
          .where('request_hash', '=', row.request_hash)
          .where('member_id', 'is', null)
          .executeTakeFirst();
        if (numUpdatedRows !== 1n) return gone;
        await appendAudit(tx, {
          tenantId,
          at: desk.now(),
          actorId: memberId,
          action: allow ? 'app.let-in' : 'app.refused',
          detail: { device: asked.device },
        });
        return ok({ allowed: allow });
      }),

    async take(request, verifier) {
      const found = await open(db.query, request, desk.now());
      if (found === null || found.asked.challenge !== challengeOf(verifier)) return gone;
      if (found.asked.allowed === null) return ok({ state: 'waiting', login: null });
      const row = await takeRequest(db.query, 'app', request, desk.now());
      if (row?.tenant_id == null || row.member_id === null) return gone;
      if (!found.asked.allowed) return ok({ state: 'refused', login: null });
      const person = await personById(db.query, row.tenant_id, row.member_id);
      if (person === null || !person.member.active) return ok({ state: 'refused', login: null });
      return attempt(db, async (tx) => {
        const login = await logins.start(tx, person, 'app');
        const detail = { device: found.asked.device };
        await appendAudit(tx, { ...by(person), at: desk.now(), action: 'app.signed-in', detail });
        return ok({ state: 'in', login });
      });
    },
  };
}

async function open(
  query: Kysely<Tables>,
  request: string,
  now: number,
): Promise<{ readonly row: SignInRequestTable; readonly asked: Asked } | null> {
  const row = await query
    .selectFrom('sign_in_request')
    .selectAll()
    .where('request_hash', '=', hashSecret(request))
    .where('kind', '=', 'app')
    .where('expires_at', '>', now)
    .executeTakeFirst();
  const asked = askedSchema.safeParse(readJson<unknown>(row?.data ?? '', null));
  return row === undefined || !asked.success ? null : { row, asked: asked.data };
}

/** SHA-256 in base64url, as PKCE has it. */
function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

/** Consonants only: no word comes out, and no letter is taken for a digit. */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';

function matchingOf(request: string): string {
  const bytes = createHash('sha256').update(`alongside/matching/${request}`).digest();
  const letters = [...bytes.subarray(0, 6)].map((byte) => LETTERS[byte % LETTERS.length]);
  return `${letters.slice(0, 3).join('')}-${letters.slice(3).join('')}`;
}
