import { z } from 'zod';

/**
 * A computer on the network as a technician may name it. A host name of letters, digits, "-" and ".", or an address:
 * nothing that a program could take for an option, a path or a second argument.
 */
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const hostName = new RegExp(`^(?=.{1,253}$)${label}(?:\\.${label})*$`, 'i');
const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
const ipv6 = /^(?=.*:.*:)[0-9a-f:]{2,39}$/i;

export const netHostSchema = z.string().min(1).max(253).refine(isNetHost, 'not the name of a computer');
export const portSchema = z.number().int().min(1).max(65_535);

export function isNetHost(text: string): boolean {
  // What ends in a number is an address or nothing: resolvers read "127.1" and "0x7f000001" as one.
  if (/(?:^|\.)(?:\d+|0x[\da-f]*)$/i.test(text)) return ipv4.test(text);
  return ipv6.test(text) ? isIpv6(text) : hostName.test(text);
}

function isIpv6(text: string): boolean {
  const parts = text.split('::');
  if (parts.length > 2 || /:::/.test(text)) return false;
  const groups = parts.flatMap((part) => (part === '' ? [] : part.split(':')));
  if (groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return false;
  return parts.length === 2 ? groups.length <= 7 : groups.length === 8;
}

/** What a technician wants to test: a computer, and the port where the test has one. */
export const netTargetSchema = z.strictObject({ host: netHostSchema, port: portSchema.nullable() });
export type NetTarget = z.infer<typeof netTargetSchema>;

/**
 * Reads "example.org", "example.org:443", "192.0.2.7:22", "[2001:db8::1]:443" or an https address as people paste it.
 * Null when it names no computer.
 */
export function parseTarget(text: string): NetTarget | null {
  const bare = text
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/[/?#].*$/, '');
  const match = /^\[([0-9a-f:]+)\](?::(\d{1,5}))?$/i.exec(bare) ?? /^([^:]+)(?::(\d{1,5}))?$/.exec(bare);
  const host = match?.[1] ?? bare;
  const parsed = netTargetSchema.safeParse({
    host: host.toLowerCase(),
    port: match?.[2] === undefined ? null : Number(match[2]),
  });
  return parsed.success ? parsed.data : null;
}
