import { emptyConnectivity, type Connectivity } from '../../../src-shared/diagnostics/connectivity-areas.ts';

const tested = [
  'cards',
  'bands',
  'gateway',
  'dns',
  'internet',
  'ipv6',
  'portal',
  'proxy',
  'tls',
  'mtu',
  'service',
  'relay',
  'throughput',
] as const;

export const site = {
  host: 'www.example.org',
  port: 443,
  role: 'public',
  connects: true,
  failure: null,
  protocol: 'TLSv1.3',
  trusted: true,
  fault: null,
  root: 'public',
  rootName: 'Root X1',
  issuer: 'Issuer R3',
  daysLeft: 60,
  chain: 3,
} as const satisfies NonNullable<Connectivity['tls']>['sites'][number];

export const farHost = {
  host: 'www.example.org',
  port: 443,
  byName: true,
  connects: true,
  failure: null,
  sent: 20,
  lost: 0,
  rttMs: 20,
  jitterMs: 2,
} as const satisfies NonNullable<Connectivity['internet']>['hosts'][number];

export const resolver = {
  kind: 'system',
  address: null,
  asked: 5,
  answered: 5,
  medianMs: 12,
  failure: null,
} as const satisfies NonNullable<Connectivity['dns']>['resolvers'][number];

export const relay = {
  host: 'relay.example.org',
  port: 3478,
  transport: 'udp',
  works: true,
  timeMs: 30,
  failure: null,
} as const satisfies NonNullable<Connectivity['relay']>['relays'][number];

export const gateway = {
  family: 'ipv4',
  address: '192.168.1.1',
  neighbour: 'reachable',
  how: 'ping',
  answered: true,
  sent: 20,
  lost: 0,
  rttMs: 2,
  jitterMs: 1,
} as const satisfies NonNullable<Connectivity['gateway']>['gateways'][number];

export const packets = { name: 'eth0', kind: 'wired', packets: 1000, errors: 0, drops: 0 } as const;

/** What the network tests find where nothing is wrong; every test ran at `at`. */
export function healthyConnectivity(at: number): Connectivity {
  return {
    ...emptyConnectivity,
    tests: tested.map((test) => ({
      test,
      status: 'ok' as const,
      reason: null,
      at: at - 600,
      tookMs: 900,
      source: `test ${test}`,
    })),
    cards: { sampleMs: 600_000, cards: [packets] },
    bands: { onSlowBand: false, fastBandDbm: -50 },
    gateway: { sampleMs: 16_000, gateways: [gateway] },
    dns: {
      resolvers: [resolver, { ...resolver, kind: 'well-known', address: '9.9.9.9' }],
      madeUpNameFound: false,
      strangerAnswers: false,
    },
    internet: { sampleMs: 16_000, hosts: [farHost, { ...farHost, host: '192.0.2.9', byName: false }] },
    ipv6: { host: 'www.example.org', hasBoth: true, connects4: true, connects6: true },
    portal: { pages: [{ host: 'www.example.org', result: 'expected', status: 200 }] },
    proxy: { direct: true, proxies: [] },
    tls: { sites: [site] },
    mtu: { host: 'www.example.org', largest: 1500, smallPasses: true, fullPasses: true },
    service: {
      host: 'help.example.org',
      port: 443,
      secure: true,
      connects: true,
      answers: true,
      timeMs: 25,
      failure: null,
    },
    relay: { nat: 'same-port', udpAnswers: true, directLikely: true, relays: [relay] },
    throughput: { sampleMs: 5000, upMbit: 12, downMbit: 40, route: 'direct' },
  };
}
