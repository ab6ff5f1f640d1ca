import { z } from 'zod';
import { timeSchema } from '../id.ts';
import { emailSchema } from '../member.ts';
import { route } from './route.ts';

const none = z.undefined();
const nothing = z.strictObject({});

const issuerSchema = z.url({ protocol: /^https?$/ }).max(500);
const domainSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, 'is no domain');

const settings = {
  issuer: issuerSchema,
  clientId: z.string().min(1).max(300),
  /** Addresses of these domains are believed, when the provider has verified them. */
  domains: z.array(domainSchema).min(1, 'is empty').max(50),
  /** The claim that says the role; null leaves the role of the invitation. */
  roleClaim: z.string().min(1).max(120).nullable(),
  /** Value of that claim to role. Nobody becomes an owner from outside. */
  roles: z.record(z.string().max(200), z.enum(['admin', 'technician', 'auditor'])),
};

export const signInSettingsSchema = z.strictObject({
  passwords: z.boolean(),
  /** Active members who have nothing but a password: they are out when passwords are switched off. */
  passwordOnly: z.number().int(),
  provider: z.strictObject({ ...settings, secretEndsIn: z.string(), secretSetAt: timeSchema }).nullable(),
  /** What has to be entered at the provider as the address to come back to. */
  callback: z.string(),
});
export type SignInSettings = z.infer<typeof signInSettingsSchema>;

export const newProviderSchema = z.strictObject({
  ...settings,
  /** Left out: the one there is stays, while the issuer is the same. Never shown again. */
  secret: z.string().min(8).max(1_000).optional(),
});

/** Signing in through a company's own OpenID provider, and what an organisation allows. // HD-13 */
export const providerRoutes = {
  ways: route({
    method: 'GET',
    path: '/api/session/ways',
    needs: 'nobody',
    summary: 'Which ways to sign in this server has, for the page that offers them.',
    params: nothing,
    query: nothing,
    body: none,
    answers: z.strictObject({ passkeys: z.boolean(), provider: z.boolean() }),
  }),
  begin: route({
    method: 'POST',
    path: '/api/session/provider',
    needs: 'nobody',
    summary:
      'Begins to sign in through the company’s provider: the browser goes to the address that is answered.',
    params: nothing,
    query: nothing,
    body: z.strictObject({ email: emailSchema.optional() }),
    answers: z.strictObject({ url: z.string() }),
    perMinute: 30,
  }),
  callback: route({
    method: 'GET',
    path: '/api/session/provider/callback',
    needs: 'nobody',
    summary:
      'Where the provider sends the browser back to. It is sent on to the console, signed in or with a reason.',
    params: nothing,
    query: z.record(z.string().max(100), z.string().max(4_000)),
    body: none,
    answers: nothing,
    perMinute: 30,
  }),
  settings: route({
    method: 'GET',
    path: '/api/settings/sign-in',
    needs: 'settings.read',
    summary: 'How people of this organisation sign in.',
    params: nothing,
    query: nothing,
    body: none,
    answers: signInSettingsSchema,
  }),
  setProvider: route({
    method: 'PUT',
    path: '/api/settings/sign-in/provider',
    needs: 'settings.write',
    stepUp: true,
    summary: 'Sets the company’s OpenID provider, after asking it whether it is one.',
    params: nothing,
    query: nothing,
    body: newProviderSchema,
    answers: signInSettingsSchema,
    perMinute: 20,
  }),
  removeProvider: route({
    method: 'DELETE',
    path: '/api/settings/sign-in/provider',
    needs: 'settings.write',
    stepUp: true,
    summary: 'Forgets the provider. An owner keeps a way in.',
    params: nothing,
    query: nothing,
    body: none,
    answers: signInSettingsSchema,
  }),
  setPasswords: route({
    method: 'PUT',
    path: '/api/settings/sign-in/passwords',
    needs: 'settings.write',
    stepUp: true,
    summary: 'Switches passwords off, once an owner has another way in, or on again.',
    params: nothing,
    query: nothing,
    body: z.strictObject({ allowed: z.boolean() }),
    answers: signInSettingsSchema,
  }),
} as const;
