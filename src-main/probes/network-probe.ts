import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';
import type { AreaDataOf } from '../../src-shared/diagnostics/area-schemas.ts';
import type { NetworkInterface } from '../../src-shared/diagnostics/network-areas.ts';
import { addressScope } from '../../src-shared/redaction/hide-address.ts';
import { facts, failed, type Answer } from '../platform/answer.ts';
import { figureOf, nameOf } from '../platform/clean.ts';
import { isVpnName, isWifiName } from '../platform/interface-names.ts';
import type { InterfaceDetails, NetworkDetails } from '../platform/sources.ts';
import type { Probe } from './probe.ts';

const DETAILS_LIMIT_MS = 4000;

type AddressBook = NodeJS.Dict<NetworkInterfaceInfo[]>;

/** Adapters and addresses. Node's own list counts; the system only adds what Node cannot know, if it does so in time. */
export const networkProbe: Probe<'network'> = {
  area: 'network',
  limitMs: 6000,
  cost: 1,
  collect: async (tools) => {
    const book = networkInterfaces();
    const late = tools
      .wait(DETAILS_LIMIT_MS)
      .then(() => failed('os.networkInterfaces()', 'no details in time'));
    const [details, route] = await Promise.all([
      Promise.race([tools.sources.network(tools), late]),
      Promise.race([tools.sources.route(tools), late]),
    ]);
    return describeNetwork(book, details, route.status === 'ok' ? route.data.interface : null);
  },
};

function describeNetwork(
  book: AddressBook,
  details: Answer<NetworkDetails>,
  defaultName: string | null,
): Answer<AreaDataOf['network']> {
  const known = details.status === 'ok' ? details.data : { interfaces: [], dnsServers: [], proxySet: null };
  const names = new Set([...Object.keys(book), ...known.interfaces.map((entry) => entry.name)]);
  const interfaces = [...names].map((name) => {
    const entry = known.interfaces.find((other) => other.name === name);
    return interfaceFrom(name, book[name] ?? [], entry, defaultName);
  });
  interfaces.sort((a, b) => rank(a) - rank(b));
  return facts(`os.networkInterfaces(), ${details.source}`, {
    interfaces: interfaces.slice(0, 64),
    dnsServers: known.dnsServers.slice(0, 16).flatMap(addressEntry),
    proxySet: known.proxySet,
  });
}

function interfaceFrom(
  name: string,
  addresses: readonly NetworkInterfaceInfo[],
  details: InterfaceDetails | undefined,
  defaultName: string | null,
): NetworkInterface {
  const first = addresses[0];
  const internal = first?.internal ?? false;
  return {
    kind: internal ? 'loopback' : isVpnName(name) ? 'vpn' : isWifiName(name) ? 'wifi' : null,
    // Node lists only adapters that are up and have an address.
    up: first ? true : null,
    mac: nameOf(first?.mac),
    speedMbit: null,
    maxSpeedMbit: null,
    fullDuplex: null,
    mtu: null,
    errors: null,
    drops: null,
    ...details,
    ...(first && (details?.up ?? null) === null ? { up: true } : {}),
    name: nameOf(name),
    isDefault: defaultName === null ? null : name === defaultName,
    addresses: addresses.slice(0, 32).map((info) => ({
      family: info.family === 'IPv6' ? 'ipv6' : 'ipv4',
      address: info.address.slice(0, 64),
      prefixLength: figureOf(info.cidr?.split('/')[1], 0, 128),
      scope: addressScope(info.address),
    })),
  };
}

// What is used first, what is unplugged last: a long list is cut at its end.
function rank(entry: NetworkInterface): number {
  if (entry.isDefault === true) return 0;
  if (entry.kind === 'loopback') return 4;
  if (entry.addresses.length > 0) return 1;
  return entry.up === true ? 2 : 3;
}

function addressEntry(server: string): { address: string }[] {
  const address = nameOf(server.replace(/%.*$/, ''))?.slice(0, 64);
  return address ? [{ address }] : [];
}
