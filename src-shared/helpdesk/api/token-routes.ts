import { z } from 'zod';
import { idSchema, timeSchema } from '../id.ts';
import { nameSchema } from '../member.ts';
import { neverByToken, permissionSchema } from '../permissions.ts';
import { route } from './route.ts';

const none = z.undefined();
const nothing = z.strictObject({});

export const apiTokenSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  memberId: idSchema,
  /** What it may at most; less where its maker's role has become less. */
  scopes: z.array(permissionSchema),
  createdAt: timeSchema,
  expiresAt: timeSchema,
  /** To the minute. */
  lastUsedAt: timeSchema.nullable(),
});
export type ApiToken = z.infer<typeof apiTokenSchema>;

/** Keys for programs: sent as `Authorization: Bearer`, never together with a cookie. // HD-10 */
export const tokenRoutes = {
  list: route({
    method: 'GET',
    path: '/api/tokens',
    needs: 'tokens.write',
    summary: 'Your API tokens; those of everybody for whoever may change members.',
    params: nothing,
    query: nothing,
    body: none,
    answers: z.array(apiTokenSchema),
  }),
  create: route({
    method: 'POST',
    path: '/api/tokens',
    needs: 'tokens.write',
    stepUp: true,
    summary: 'Makes an API token. It is shown this once.',
    params: nothing,
    query: nothing,
    body: z.strictObject({
      name: nameSchema,
      scopes: z
        .array(permissionSchema.refine((one) => !neverByToken.has(one), 'is nothing a token may do'))
        .min(1, 'is empty')
        .max(20),
      days: z.number().int().min(1).max(365, 'is more than a year'),
    }),
    answers: z.strictObject({ secret: z.string(), token: apiTokenSchema }),
  }),
  revoke: route({
    method: 'DELETE',
    path: '/api/tokens/:id',
    needs: 'tokens.write',
    summary: 'Ends an API token at once.',
    params: z.strictObject({ id: idSchema }),
    query: nothing,
    body: none,
    answers: z.strictObject({ revoked: idSchema }),
  }),
} as const;
