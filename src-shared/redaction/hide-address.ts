import type { Pseudonyms } from './pseudonym.ts';

/**
 * What of an IP address is sent. A public one becomes a made-up word; two of one network begin alike, so that the
 * topology stays (reference: diagnostics A5.4). A private IPv4 stays, since it says nothing outside its own network;
 * of a private or link-local IPv6 only the kind stays, since the rest may hold the MAC.
 */
export type AddressScope = 'loopback' | 'link-local' | 'private' | 'public';

// Public resolvers that everybody knows; that a machine uses one of them is the finding.
const wellKnown = new Set([
  '1.1.1.1',
  '1.0.0.1',
  '8.8.8.8',
  '8.8.4.4',
  '9.9.9.9',
  '149.112.112.112',
  '2606:4700:4700::1111',
  '2606:4700:4700::1001',
  '2001:4860:4860::8888',
  '2001:4860:4860::8844',
  '2620:fe::fe',
]);

/** The address as it may be sent; null when the text is no address at all. */
export function hideAddress(text: string, pseudonyms: Pseudonyms): string | null {
  const bare = text.trim().toLowerCase().split('%')[0] ?? '';
  if (wellKnown.has(bare)) return bare;
  const v4 = parseIpv4(bare);
  if (v4) return hideIpv4(v4, pseudonyms);
  const v6 = parseIpv6(bare);
  return v6 ? hideIpv6(v6, pseudonyms) : null;
}

/** Where an address counts; null when the text is no address. */
export function addressScope(text: string): AddressScope | null {
  const bare = text.trim().toLowerCase().split('%')[0] ?? '';
  const v4 = parseIpv4(bare);
  if (v4) return scopeOfIpv4(v4);
  const v6 = parseIpv6(bare);
  return v6 ? scopeOfIpv6(v6) : null;
}

/** True for what hideAddress makes of an address that it does not leave as it is. */
export function isAddressShape(text: string): boolean {
  return /^(?:fe80::x|f[df]xx::x)$/.test(text);
}

function hideIpv4(parts: readonly number[], pseudonyms: Pseudonyms): string {
  const shown = parts.join('.');
  return scopeOfIpv4(parts) === 'public' ? pseudonyms('ip', shown) : shown;
}

function scopeOfIpv4([a = 0, b = 0]: readonly number[]): AddressScope {
  if (a === 127) return 'loopback';
  if (a === 169 && b === 254) return 'link-local';
  if (a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168)) return 'private';
  if (a === 0 || a >= 224) return 'private'; // "any", multicast and broadcast point to nobody
  return a === 100 && b >= 64 && b < 128 ? 'private' : 'public'; // carrier-grade NAT
}

function hideIpv6(groups: readonly number[], pseudonyms: Pseudonyms): string {
  const mapped = mappedIpv4(groups);
  if (mapped) return hideIpv4(mapped, pseudonyms);
  const [first = 0] = groups;
  switch (scopeOfIpv6(groups)) {
    case 'loopback':
      return '::1';
    case 'link-local':
      return 'fe80::x';
    case 'private':
      return first >= 0xff00 ? 'ffxx::x' : first === 0 ? '::' : 'fdxx::x';
    case 'public':
      return pseudonyms('ip', groups.map((group) => group.toString(16)).join(':'));
  }
}

function scopeOfIpv6(groups: readonly number[]): AddressScope {
  const mapped = mappedIpv4(groups);
  if (mapped) return scopeOfIpv4(mapped);
  const [first = 0] = groups;
  const head = groups.slice(0, 7).every((group) => group === 0);
  if (head) return groups[7] === 1 ? 'loopback' : groups[7] === 0 ? 'private' : 'public';
  if ((first & 0xffc0) === 0xfe80) return 'link-local';
  return (first & 0xfe00) === 0xfc00 || first >= 0xff00 ? 'private' : 'public';
}

function mappedIpv4(groups: readonly number[]): readonly number[] | null {
  if (!groups.slice(0, 5).every((group) => group === 0) || groups[5] !== 0xffff) return null;
  const [high = 0, low = 0] = groups.slice(6);
  return [high >> 8, high & 255, low >> 8, low & 255];
}

function parseIpv4(text: string): readonly number[] | null {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return null;
  const parts = text.split('.').map(Number);
  return parts.every((part) => part <= 255) ? parts : null;
}

/** Eight groups, or null. A dotted last part (::ffff:203.0.113.9) counts for two. */
function parseIpv6(text: string): readonly number[] | null {
  if (!text.includes(':')) return null;
  const [left = '', right, ...more] = text.split('::');
  if (more.length > 0) return null;
  const head = groupsOf(left);
  const tail = right === undefined ? [] : groupsOf(right);
  if (!head || !tail) return null;
  const missing = 8 - head.length - tail.length;
  if (right === undefined) return missing === 0 ? head : null;
  return missing >= 1 ? [...head, ...Array.from({ length: missing }, () => 0), ...tail] : null;
}

function groupsOf(text: string): readonly number[] | null {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const dotted = index === parts.length - 1 ? parseIpv4(part) : null;
    if (dotted)
      groups.push(((dotted[0] ?? 0) << 8) | (dotted[1] ?? 0), ((dotted[2] ?? 0) << 8) | (dotted[3] ?? 0));
    else if (/^[0-9a-f]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16));
    else return null;
  }
  return groups;
}
