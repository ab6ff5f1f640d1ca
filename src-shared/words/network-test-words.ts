import type { NetworkTestId } from '../network/network-test-id.ts';

/** A test that was made and has nothing to show. */
export const NOTHING_FOUND = 'nothing found';

/** What each test of the network is called: for the person, who says yes or no to it, and for the desk. */
export const networkTestWords: Readonly<
  Record<NetworkTestId, { readonly person: string; readonly desk: string }>
> = {
  cards: { person: 'Errors of your network card', desk: 'Card errors' },
  bands: { person: 'Your Wi-Fi band', desk: 'Wi-Fi bands' },
  neighbours: { person: 'Devices in your network', desk: 'Neighbours' },
  gateway: { person: 'Your router', desk: 'Gateway' },
  dns: { person: 'Finding web names', desk: 'Resolvers' },
  internet: { person: 'The internet', desk: 'Internet' },
  ipv6: { person: 'Both kinds of address', desk: 'IPv4 and IPv6' },
  portal: { person: 'A sign-in page', desk: 'Captive portal' },
  proxy: { person: 'Your proxy', desk: 'Proxy' },
  tcp: { person: 'If it answers', desk: 'TCP port' },
  tls: { person: 'Safe web pages', desk: 'TLS and certificates' },
  http: { person: 'How fast it answers', desk: 'HTTP timing' },
  path: { person: 'The way to it', desk: 'Path' },
  mtu: { person: 'Size of packets', desk: 'Path MTU' },
  service: { person: 'The help server', desk: 'Support server' },
  relay: { person: 'The way for the picture', desk: 'NAT and TURN' },
  clock: { person: 'Your clock', desk: 'Clock' },
  throughput: { person: 'Speed to your helper', desk: 'Throughput' },
};
