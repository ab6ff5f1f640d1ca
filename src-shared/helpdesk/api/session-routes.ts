import { z } from 'zod';
import { emailSchema, identitySchema, nameSchema } from '../member.ts';
import { route } from './route.ts';

const none = z.undefined();
const nothing = z.strictObject({});
/** Long enough that no list of guesses reaches it; nothing else is asked of it. */
export const passwordSchema = z.string().min(12, 'has fewer than 12 characters').max(200);

/** Signing in and out, and the first run. */
export const sessionRoutes = {
  state: route({
    method: 'GET',
    path: '/api/session',
    needs: 'nobody',
    summary: 'Who is signed in, and whether this server has been set up.',
    params: nothing,
    query: nothing,
    body: none,
    answers: z.strictObject({ setUp: z.boolean(), identity: identitySchema.nullable() }),
  }),
  setUp: route({
    method: 'POST',
    path: '/api/setup',
    needs: 'nobody',
    summary:
      'Makes the organisation and its owner, once, with the token that the server wrote down at its first start.',
    params: nothing,
    query: nothing,
    body: z.strictObject({
      token: z.string().min(1).max(100),
      organisation: nameSchema,
      name: nameSchema,
      email: emailSchema,
      password: passwordSchema,
    }),
    answers: identitySchema,
    perMinute: 10,
  }),
  signIn: route({
    method: 'POST',
    path: '/api/session/password',
    needs: 'nobody',
    summary: 'Signs in with a password. The answer sets a cookie.',
    params: nothing,
    query: nothing,
    body: z.strictObject({ email: emailSchema, password: z.string().min(1).max(200) }),
    answers: identitySchema,
    perMinute: 10,
  }),
  prove: route({
    method: 'POST',
    path: '/api/session/proof',
    needs: 'signed-in',
    summary: 'Proves once more, with the password, who is signed in. Good for ten minutes.',
    params: nothing,
    query: nothing,
    body: z.strictObject({ password: z.string().min(1).max(200) }),
    answers: z.strictObject({ proved: z.literal(true) }),
    perMinute: 10,
  }),
  signOut: route({
    method: 'DELETE',
    path: '/api/session',
    needs: 'signed-in',
    summary: 'Signs out here, or with `everywhere` on every device.',
    params: nothing,
    query: z.strictObject({ everywhere: z.enum(['yes', 'no']).default('no') }),
    body: none,
    answers: z.strictObject({ ended: z.number().int() }),
  }),
} as const;
