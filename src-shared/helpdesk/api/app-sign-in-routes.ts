import { z } from 'zod';
import { timeSchema } from '../id.ts';
import { identitySchema, nameSchema } from '../member.ts';
import { route } from './route.ts';

const none = z.undefined();
const nothing = z.strictObject({});
const secret = z.string().regex(/^[\w-]{43}$/, 'is no secret of this kind');
const params = z.strictObject({ request: secret });
/** Six letters that look like no others. Shown in the app and in the browser: only if both are the same, it is this app. */
const matchingSchema = z.string();

/**
 * The app signs in through the system's browser: it asks, opens the page, a person who is signed in there says yes, and
 * the app takes its login with a verifier that never left it. // HD-14
 */
export const appSignInRoutes = {
  begin: route({
    method: 'POST',
    path: '/api/app-sign-in',
    needs: 'nobody',
    summary: 'An app asks to be let in. Good for five minutes.',
    params: nothing,
    query: nothing,
    body: z.strictObject({
      /** SHA-256 of the verifier, in base64url. */
      challenge: secret,
      /** What the app runs on, as the person knows it. */
      device: nameSchema,
    }),
    answers: z.strictObject({
      request: secret,
      /** What the system's browser opens. */
      page: z.string(),
      matching: matchingSchema,
      expiresAt: timeSchema,
    }),
    perMinute: 20,
  }),
  look: route({
    method: 'GET',
    path: '/api/app-sign-in/:request',
    needs: 'signed-in',
    summary: 'Which app asks, for the person who may let it in.',
    params,
    query: nothing,
    body: none,
    answers: z.strictObject({ device: nameSchema, matching: matchingSchema, askedAt: timeSchema }),
  }),
  answer: route({
    method: 'POST',
    path: '/api/app-sign-in/:request/answer',
    needs: 'signed-in',
    summary: 'Lets the app in as whoever is signed in, or does not. Once.',
    params,
    query: nothing,
    body: z.strictObject({ allow: z.boolean() }),
    answers: z.strictObject({ allowed: z.boolean() }),
  }),
  take: route({
    method: 'POST',
    path: '/api/app-sign-in/:request/login',
    needs: 'nobody',
    summary:
      'The app asks how it stands and takes its login, once. The secret is sent as `Bearer app_…` from then on.',
    params,
    query: nothing,
    body: z.strictObject({ verifier: secret }),
    answers: z.strictObject({
      state: z.enum(['waiting', 'refused', 'in']),
      login: z.strictObject({ secret: z.string(), identity: identitySchema }).nullable(),
    }),
    perMinute: 200,
  }),
} as const;
