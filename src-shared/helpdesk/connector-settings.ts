import { z } from 'zod';

/*
 * What an administrator enters for each help desk. Secrets are apart (`connectorSecrets`): they are sealed before they
 * are stored and never given out again.
 */

export const connectorKinds = [
  'zendesk',
  'freshdesk',
  'zammad',
  'rt',
  'glpi',
  'jira',
  'osticket',
  'webhook',
] as const;
export const connectorKindSchema = z.enum(connectorKinds);
export type ConnectorKind = z.infer<typeof connectorKindSchema>;

const text = (max = 200) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u);
const number = z.string().regex(/^\d{1,15}$/, 'is no number');
/** Where a system is: scheme, host, port and perhaps a folder; no name, password, query or fragment. */
const base = z
  .string()
  .trim()
  .max(300)
  .refine((value) => isBase(value), 'is no address such as https://help.example.org');
const account = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'is no account name');

function isBase(value: string): boolean {
  return /^https?:\/\/[^\s/?#@\\]+(?:\/[^\s?#@\\]*)?$/i.test(value);
}

/** `address` of Zendesk and Freshdesk is for tests and proxies; by itself it follows from the account. */
export const connectorSettingsSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('zendesk'),
    subdomain: account,
    /** The agent whose token it is; left out with an OAuth token. */
    email: z.email().max(254).optional(),
    address: base.optional(),
  }),
  z.strictObject({ kind: z.literal('freshdesk'), domain: account, address: base.optional() }),
  z.strictObject({
    kind: z.literal('zammad'),
    address: base,
    group: text(),
    /** Zammad wants a date with "pending reminder": so many days from then. */
    pendingDays: z.number().int().min(1).max(365).default(7),
  }),
  z.strictObject({
    kind: z.literal('rt'),
    address: base,
    queue: text(),
    /** A ticket custom field that takes the session's id, for reports; finding works without. */
    sessionField: text(100).optional(),
  }),
  z.strictObject({ kind: z.literal('glpi'), address: base }),
  z.strictObject({
    kind: z.literal('jira'),
    address: base,
    email: z.email().max(254),
    serviceDeskId: number,
    requestTypeId: number,
  }),
  z.strictObject({
    kind: z.literal('osticket'),
    address: base,
    topicId: number.optional(),
    /** Whether osTicket sends its own mails about new tickets, to its staff and to the person. */
    alert: z.boolean().default(true),
    autorespond: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal('webhook'), address: base }),
]);
export type ConnectorSettings = z.infer<typeof connectorSettingsSchema>;
export type SettingsOf<K extends ConnectorKind> = Extract<ConnectorSettings, { kind: K }>;

/** The secrets of each kind; a name in `optional` may be left out. */
export const connectorSecrets = {
  zendesk: { needed: ['token'], optional: [] },
  freshdesk: { needed: ['apiKey'], optional: [] },
  zammad: { needed: ['token'], optional: [] },
  rt: { needed: ['token'], optional: [] },
  glpi: { needed: ['userToken'], optional: ['appToken'] },
  jira: { needed: ['token'], optional: [] },
  osticket: { needed: ['apiKey'], optional: [] },
  webhook: { needed: ['secret'], optional: [] },
} as const satisfies Record<ConnectorKind, { needed: readonly string[]; optional: readonly string[] }>;

/** One secret as it is entered: printable ASCII without spaces, so that it can't smuggle in a second header. */
export const connectorSecretSchema = z.string().regex(/^[\x21-\x7e]{8,2000}$/, 'is no key or token');
