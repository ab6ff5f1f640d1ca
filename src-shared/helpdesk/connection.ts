import { z } from 'zod';
import { connectorMappingSchema } from './connector-mapping.ts';
import {
  connectorSecrets,
  connectorSecretSchema,
  connectorSettingsSchema,
  type ConnectorSettings,
} from './connector-settings.ts';
import { idSchema, timeSchema } from './id.ts';

const connectionNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);
const secretsSchema = z.record(z.string().max(40), connectorSecretSchema);

/** A connection as it is shown: of its secrets only when each was set and how it ends. // TM-16 */
export const connectionSchema = z.strictObject({
  id: idSchema,
  name: connectionNameSchema,
  settings: connectorSettingsSchema,
  mapping: connectorMappingSchema,
  active: z.boolean(),
  /** Nothing is sent before; null when nothing holds it up. */
  pausedUntil: timeSchema.nullable(),
  secrets: z.record(z.string(), z.strictObject({ setAt: timeSchema, endsIn: z.string().max(4) })),
});
export type Connection = z.infer<typeof connectionSchema>;

/** What makes one. A mapping that is left out is the default of its system. */
export const newConnectionSchema = z.strictObject({
  name: connectionNameSchema,
  settings: connectorSettingsSchema,
  mapping: connectorMappingSchema.optional(),
  secrets: secretsSchema,
});
export type NewConnection = z.infer<typeof newConnectionSchema>;

/** What changes one. Secrets that are left out stay, unless the settings lead somewhere else. */
export const connectionChangeSchema = newConnectionSchema
  .partial()
  .extend({ active: z.boolean().optional() });
export type ConnectionChange = z.infer<typeof connectionChangeSchema>;

/** Where the keys go: whoever changes it has to enter them anew, or they could be sent to a server of one's own. */
export function destinationOf(settings: ConnectorSettings): string {
  const place = 'address' in settings ? settings.address : undefined;
  switch (settings.kind) {
    case 'zendesk':
      return JSON.stringify([settings.kind, settings.subdomain, place, settings.email]);
    case 'freshdesk':
      return JSON.stringify([settings.kind, settings.domain, place]);
    case 'jira':
      return JSON.stringify([settings.kind, place, settings.email]);
    case 'zammad':
    case 'rt':
    case 'glpi':
    case 'osticket':
    case 'webhook':
      return JSON.stringify([settings.kind, place]);
  }
}

/** What is wrong with the names of secrets, by name; empty when they are those that the system needs. */
export function wrongSecrets(
  kind: ConnectorSettings['kind'],
  names: readonly string[],
): Readonly<Record<string, string>> {
  const needed: readonly string[] = connectorSecrets[kind].needed;
  const known: readonly string[] = [...needed, ...connectorSecrets[kind].optional];
  return Object.fromEntries([
    ...needed.filter((name) => !names.includes(name)).map((name) => [name, 'is missing']),
    ...names.filter((name) => !known.includes(name)).map((name) => [name, 'is not known']),
  ]);
}
