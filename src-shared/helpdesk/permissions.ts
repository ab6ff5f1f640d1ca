import { z } from 'zod';

/** What a person of the help desk is. An API token has a role's permissions at most, by its scopes. */
export const roles = ['owner', 'admin', 'technician', 'auditor'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** What may be done, by the areas of the server's interface. Reading and changing are apart everywhere. */
export const permissions = [
  'tickets.read',
  'tickets.write',
  'knowledge.read',
  'knowledge.write',
  'reports.read',
  'members.read',
  'members.write',
  'settings.read',
  'settings.write',
  'connectors.write',
  'privacy.write',
  'audit.read',
  'tokens.write',
] as const;
export const permissionSchema = z.enum(permissions);
export type Permission = z.infer<typeof permissionSchema>;

const read: readonly Permission[] = ['tickets.read', 'knowledge.read', 'reports.read', 'members.read'];
const work: readonly Permission[] = [...read, 'tickets.write', 'knowledge.write', 'tokens.write'];
const run: readonly Permission[] = [
  ...work,
  'members.write',
  'settings.read',
  'settings.write',
  'connectors.write',
  'privacy.write',
  'audit.read',
];

/** Deny by default: what does not stand here, nobody may. // HD-3 */
const granted: Readonly<Record<Role, readonly Permission[]>> = {
  owner: run,
  admin: run,
  technician: work,
  auditor: [...read, 'settings.read', 'audit.read'],
};

/** What a token never may, whatever its maker may: a stolen one must not make itself a way to stay. // HD-10 */
export const neverByToken: ReadonlySet<Permission> = new Set([
  'tokens.write',
  'members.write',
  'settings.write',
  'connectors.write',
] as const);

/** What a token of somebody may: its scopes, as far as their role still has them. */
export function permissionsOfToken(role: Role, scopes: readonly Permission[]): readonly Permission[] {
  return granted[role].filter((one) => scopes.includes(one) && !neverByToken.has(one));
}

export function permissionsOf(role: Role): readonly Permission[] {
  return granted[role];
}

/** Who may make, change or remove whom: nobody a role above their own, and owners are changed by owners only. */
export function mayManage(by: Role, target: Role): boolean {
  return by === 'owner' || (by === 'admin' && target !== 'owner');
}
