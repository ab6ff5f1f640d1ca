import type { NetworkTestId } from '../../src-shared/network/network-test-id.ts';
import { bandsTest } from './bands-test.ts';
import { cardsTest } from './cards-test.ts';
import { clockTest } from './clock-test.ts';
import { dnsTest } from './dns-test.ts';
import { gatewayTest } from './gateway-test.ts';
import { httpTest } from './http-test.ts';
import { internetTest } from './internet-test.ts';
import { ipv6Test } from './ipv6-test.ts';
import { mtuTest } from './mtu-test.ts';
import { neighboursTest } from './neighbours-test.ts';
import type { NetworkTest } from './network-test.ts';
import { pathTest } from './path-test.ts';
import { portalTest } from './portal-test.ts';
import { proxyTest } from './proxy-test.ts';
import { relayTest } from './relay-test.ts';
import { serviceTest } from './service-test.ts';
import { tcpTest } from './tcp-test.ts';
import { tlsTest } from './tls-test.ts';

/** Every test that this computer can make; the throughput is measured by the session itself. */
export const networkTests: { readonly [T in Exclude<NetworkTestId, 'throughput'>]: NetworkTest<T> } = {
  cards: cardsTest,
  bands: bandsTest,
  neighbours: neighboursTest,
  gateway: gatewayTest,
  dns: dnsTest,
  internet: internetTest,
  ipv6: ipv6Test,
  portal: portalTest,
  proxy: proxyTest,
  tcp: tcpTest,
  tls: tlsTest,
  http: httpTest,
  path: pathTest,
  mtu: mtuTest,
  service: serviceTest,
  relay: relayTest,
  clock: clockTest,
};
