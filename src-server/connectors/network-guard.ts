import { BlockList, isIP } from 'node:net';

/*
 * Where connectors may connect to. An administrator of one organisation enters addresses; without this guard the server
 * would fetch from its own network for them. // TM-16
 */

/** Networks that are no part of the internet: this machine, private, link-local, shared, documentation, multicast. */
const notPublic = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  notPublic.addSubnet(network, bits, 'ipv4');

/** Of IPv6 only global unicast counts, and of that not what wraps an IPv4 address or documents. */
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  notPublic.addSubnet(network, bits, 'ipv6');

export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  if (family === 4) return !notPublic.check(address, 'ipv4');
  return globalUnicast.check(address, 'ipv6') && !notPublic.check(address, 'ipv6');
}

export interface NetworkGuard {
  /** Why nothing may be sent there; undefined when it may. Names are checked again by `mayConnect`. */
  refuse(url: URL): string | undefined;
  /** Asked with the address that is about to be connected to, so a name can't change in between. */
  mayConnect(url: URL, address: string): boolean;
}

/**
 * `allowedOrigins` come from whoever runs the server, not from an organisation's administrator: "https://rt.example"
 * may then be a private address, "http://127.0.0.1:8080" plain HTTP as well. All else is HTTPS to public addresses.
 */
export function createNetworkGuard(allowedOrigins: readonly string[]): NetworkGuard {
  const allowed = new Set(allowedOrigins.map((origin) => new URL(origin).origin));
  return {
    refuse(url) {
      if (url.username !== '' || url.password !== '') return 'The address holds a name or password.';
      if (allowed.has(url.origin)) return undefined;
      if (url.protocol !== 'https:') return `Only https is allowed; ${allowance(url)}`;
      const address = url.hostname.replace(/^\[|\]$/g, '');
      if (isIP(address) !== 0 && !isPublicAddress(address)) return `${address} is private; ${allowance(url)}`;
      return undefined;
    },
    mayConnect: (url, address) => allowed.has(url.origin) || isPublicAddress(address),
  };
}

function allowance(url: URL): string {
  return `whoever runs the server can allow ${url.origin} in ALONGSIDE_CONNECTOR_ORIGINS.`;
}
