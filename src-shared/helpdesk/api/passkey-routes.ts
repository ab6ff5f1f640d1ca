import { z } from 'zod';
import { idSchema, timeSchema } from '../id.ts';
import { identitySchema, nameSchema } from '../member.ts';
import { route } from './route.ts';

const none = z.undefined();
const nothing = z.strictObject({});
const bytes = z.string().regex(/^[\w-]{1,16000}$/, 'is no base64url');

export const passkeySchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  createdAt: timeSchema,
  lastUsedAt: timeSchema.nullable(),
  /** The device's maker keeps a copy: it survives the device. */
  backedUp: z.boolean(),
});
export type Passkey = z.infer<typeof passkeySchema>;

/** As `navigator.credentials` wants them in JSON; made by the server, so they are passed on as they are. */
const optionsSchema = z.looseObject({ challenge: z.string() });
const extensions = z.record(z.string(), z.unknown()).default({});

export const registrationSchema = z.object({
  id: bytes,
  rawId: bytes,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: z.array(z.string().max(30)).max(10).optional(),
  }),
  clientExtensionResults: extensions,
});

export const assertionSchema = z.object({
  id: bytes,
  rawId: bytes,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: bytes.optional(),
  }),
  clientExtensionResults: extensions,
});

/** Passkeys: signing in without a password, and proving once more who it is. // HD-11 */
export const passkeyRoutes = {
  list: route({
    method: 'GET',
    path: '/api/passkeys',
    needs: 'signed-in',
    summary: 'Your passkeys.',
    params: nothing,
    query: nothing,
    body: none,
    answers: z.array(passkeySchema),
  }),
  registerOptions: route({
    method: 'POST',
    path: '/api/passkeys/options',
    needs: 'signed-in',
    summary: 'What the browser needs to make a passkey. Good for five minutes and one try.',
    params: nothing,
    query: nothing,
    body: none,
    answers: optionsSchema,
    perMinute: 30,
  }),
  register: route({
    method: 'POST',
    path: '/api/passkeys',
    needs: 'signed-in',
    summary: 'Keeps a passkey that the browser has made.',
    params: nothing,
    query: nothing,
    body: z.strictObject({ name: nameSchema, response: registrationSchema }),
    answers: passkeySchema,
    perMinute: 30,
  }),
  remove: route({
    method: 'DELETE',
    path: '/api/passkeys/:id',
    needs: 'signed-in',
    stepUp: true,
    summary: 'Takes a passkey away. Never the last way to sign in.',
    params: z.strictObject({ id: idSchema }),
    query: nothing,
    body: none,
    answers: z.strictObject({ removed: idSchema }),
  }),
  signInOptions: route({
    method: 'POST',
    path: '/api/session/passkey/options',
    needs: 'nobody',
    summary: 'What the browser needs to ask for a passkey. Good for five minutes and one try.',
    params: nothing,
    query: nothing,
    body: none,
    answers: optionsSchema,
    perMinute: 60,
  }),
  signIn: route({
    method: 'POST',
    path: '/api/session/passkey',
    needs: 'nobody',
    summary: 'Signs in with a passkey. The answer sets a cookie.',
    params: nothing,
    query: nothing,
    body: z.strictObject({ response: assertionSchema }),
    answers: identitySchema,
    perMinute: 30,
  }),
  prove: route({
    method: 'POST',
    path: '/api/session/passkey/proof',
    needs: 'signed-in',
    summary: 'Proves once more, with a passkey, who is signed in. Good for ten minutes.',
    params: nothing,
    query: nothing,
    body: z.strictObject({ response: assertionSchema }),
    answers: z.strictObject({ proved: z.literal(true) }),
    perMinute: 30,
  }),
} as const;
