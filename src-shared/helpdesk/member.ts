import { z } from 'zod';
import { idSchema, timeSchema } from './id.ts';
import { permissionSchema, roleSchema } from './permissions.ts';

/** A name as people write it: one line, without characters that only change how others are shown. */
export const nameSchema = z
  .string()
  .trim()
  .min(1, 'is empty')
  .max(120)
  .regex(/^[^\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]*$/u, 'has characters that cannot be seen');

export const emailSchema = z.email('is no e-mail address').max(254).toLowerCase();

/** Somebody who works at the help desk. */
export const memberSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  email: emailSchema,
  role: roleSchema,
  active: z.boolean(),
  createdAt: timeSchema,
  lastSeenAt: timeSchema.nullable(),
});
export type Member = z.infer<typeof memberSchema>;

/** Who asks, as the server sees them: from the login only, never from what is asked. // HD-2 */
export const identitySchema = z.strictObject({
  member: memberSchema,
  organisation: z.strictObject({ id: idSchema, name: nameSchema }),
  permissions: z.array(permissionSchema),
  /** How they signed in; a password alone is for the first day. */
  by: z.enum(['password', 'passkey', 'oidc', 'token', 'invitation', 'app']),
});
export type Identity = z.infer<typeof identitySchema>;
