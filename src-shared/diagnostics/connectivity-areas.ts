import { z } from 'zod';
import { networkTestIdSchema, type NetworkTestId } from '../network/network-test-id.ts';
import { choice, count, figure, flag, longText, moment, name, text } from './field-types.ts';

/**
 * What the tests of the network found, one part a test. A part is null until its test has answered; `tests` says of
 * each test that ran how it went, so that a rule can tell "offline" from "fine".
 */
const family = choice(['ipv4', 'ipv6']);
const address = text(64);
const port = figure(0, 65_535);
const ms = figure(0, 1e7);
/** Why there was no answer: nobody said anything, somebody said no, there is no way, no such name, cut off. */
const failure = choice([
  'timeout',
  'refused',
  'unreachable',
  'no-such-name',
  'reset',
  'sign-in',
  'not-understood',
  'other',
]);
const tries = { sent: count, lost: count, rttMs: ms, jitterMs: ms };

const gatewaySchema = z.strictObject({
  sampleMs: ms,
  gateways: z
    .array(
      z.strictObject({
        family,
        address,
        /** What the neighbour table says. */
        neighbour: choice(['reachable', 'stale', 'failed', 'absent']),
        /** By which way it was asked. */
        how: choice(['ping', 'tcp', 'neighbour']),
        answered: flag,
        ...tries,
      }),
    )
    .max(4),
});

const dnsSchema = z.strictObject({
  resolvers: z
    .array(
      z.strictObject({
        kind: choice(['system', 'configured', 'well-known']),
        address,
        asked: count,
        answered: count,
        medianMs: ms,
        failure,
      }),
    )
    .max(16),
  /** NET-10: a name that cannot exist has an address here. */
  madeUpNameFound: flag,
  /** NET-10: an address where no resolver is gave an answer. */
  strangerAnswers: flag,
});

const internetSchema = z.strictObject({
  sampleMs: ms,
  hosts: z
    .array(z.strictObject({ host: name, port, byName: flag, connects: flag, failure, ...tries }))
    .max(12),
});

const ipv6Schema = z.strictObject({ host: name, hasBoth: flag, connects4: flag, connects6: flag });

const portalSchema = z.strictObject({
  pages: z
    .array(
      z.strictObject({
        host: name,
        result: choice(['expected', 'moved', 'other-page', 'sign-in', 'no-answer']),
        status: figure(0, 999),
      }),
    )
    .max(4),
});

const proxySchema = z.strictObject({
  /** Nothing stands in between. */
  direct: flag,
  proxies: z
    .array(z.strictObject({ host: name, port, connects: flag, wantsSignIn: flag, passes: flag, failure }))
    .max(4),
});

const tlsSchema = z.strictObject({
  sites: z
    .array(
      z.strictObject({
        host: name,
        port,
        role: choice(['public', 'service', 'asked']),
        connects: flag,
        failure,
        protocol: name,
        trusted: flag,
        fault: choice(['expired', 'not-yet-valid', 'wrong-name', 'self-signed', 'unknown-root', 'other']),
        /** Who the chain ends with: a root that browsers know, one that only this computer knows, or neither. */
        root: choice(['public', 'local', 'unknown']),
        rootName: name,
        issuer: name,
        /** Until the first certificate of the chain runs out; negative when it has. */
        daysLeft: figure(-100_000, 100_000),
        chain: count,
      }),
    )
    .max(8),
});

const httpSchema = z.strictObject({
  sites: z
    .array(
      z.strictObject({
        host: name,
        status: figure(0, 999),
        failure,
        lookupMs: ms,
        connectMs: ms,
        secureMs: ms,
        firstByteMs: ms,
        totalMs: ms,
      }),
    )
    .max(4),
});

const tcpSchema = z.strictObject({
  hosts: z.array(z.strictObject({ host: name, port, family, connects: flag, timeMs: ms, failure })).max(8),
});

const pathSchema = z.strictObject({
  host: name,
  how: choice(['traceroute', 'tracepath', 'tcp']),
  reached: flag,
  hops: z.array(z.strictObject({ hop: count, address, rttMs: ms })).max(40),
});

const mtuSchema = z.strictObject({
  host: name,
  /** Largest packet that passes whole, with its headers; null when pings are not answered at all. */
  largest: count,
  /** NET-15: 1228 (1200 of data) and 1500 (1472 of data) bytes pass. */
  smallPasses: flag,
  fullPasses: flag,
});

const serviceSchema = z.strictObject({
  host: name,
  port,
  secure: flag,
  connects: flag,
  answers: flag,
  timeMs: ms,
  failure,
});

const relaySchema = z.strictObject({
  /** How the router changes ports: it does not, always the same way, for each receiver anew, or UDP does not pass. */
  nat: choice(['none', 'same-port', 'changing-port', 'udp-blocked', 'unknown']),
  udpAnswers: flag,
  /** Said before the call: two ends can usually find a direct way. */
  directLikely: flag,
  relays: z
    .array(
      z.strictObject({
        host: name,
        port,
        transport: choice(['udp', 'tcp', 'tls']),
        works: flag,
        timeMs: ms,
        failure,
      }),
    )
    .max(12),
});

const clockSchema = z.strictObject({
  how: choice(['sntp', 'date']),
  /** This clock minus the others', median. */
  offsetMs: figure(-1e13, 1e13),
  answers: count,
});

const neighboursSchema = z.strictObject({
  known: count,
  doubled: z.array(z.strictObject({ address, devices: count, ownAddress: flag })).max(16),
});

const cardsSchema = z.strictObject({
  sampleMs: ms,
  cards: z
    .array(
      z.strictObject({
        name,
        kind: choice(['wired', 'wifi', 'other']),
        packets: count,
        errors: count,
        drops: count,
      }),
    )
    .max(16),
});

const bandsSchema = z.strictObject({
  /** NET-21: connected on 2.4 GHz, and how strong the same network is on a faster band. */
  onSlowBand: flag,
  fastBandDbm: figure(-200, 0),
});

const throughputSchema = z.strictObject({
  sampleMs: ms,
  upMbit: figure(0, 1e6),
  downMbit: figure(0, 1e6),
  route: choice(['direct', 'relay-udp', 'relay-tcp', 'relay-tls']),
});

export const partSchemas = {
  cards: cardsSchema,
  bands: bandsSchema,
  neighbours: neighboursSchema,
  gateway: gatewaySchema,
  dns: dnsSchema,
  internet: internetSchema,
  ipv6: ipv6Schema,
  portal: portalSchema,
  proxy: proxySchema,
  tcp: tcpSchema,
  tls: tlsSchema,
  http: httpSchema,
  path: pathSchema,
  mtu: mtuSchema,
  service: serviceSchema,
  relay: relaySchema,
  clock: clockSchema,
  throughput: throughputSchema,
} as const satisfies Record<NetworkTestId, z.ZodType>;
export type PartOf<T extends NetworkTestId> = z.infer<(typeof partSchemas)[T]>;
export type Failure = NonNullable<PartOf<'service'>['failure']>;

export const connectivitySchema = z.strictObject({
  /** Every test that ran, or that was left out for a reason; newest answer of each. */
  tests: z
    .array(
      z.strictObject({
        test: z.enum(networkTestIdSchema.options).nullable(),
        status: choice(['ok', 'unavailable', 'denied', 'failed']),
        reason: longText,
        at: moment,
        tookMs: ms,
        source: name,
      }),
    )
    .max(32),
  cards: cardsSchema.nullable(),
  bands: bandsSchema.nullable(),
  neighbours: neighboursSchema.nullable(),
  gateway: gatewaySchema.nullable(),
  dns: dnsSchema.nullable(),
  internet: internetSchema.nullable(),
  ipv6: ipv6Schema.nullable(),
  portal: portalSchema.nullable(),
  proxy: proxySchema.nullable(),
  tcp: tcpSchema.nullable(),
  tls: tlsSchema.nullable(),
  http: httpSchema.nullable(),
  path: pathSchema.nullable(),
  mtu: mtuSchema.nullable(),
  service: serviceSchema.nullable(),
  relay: relaySchema.nullable(),
  clock: clockSchema.nullable(),
  throughput: throughputSchema.nullable(),
});
export type Connectivity = z.infer<typeof connectivitySchema>;

/** Nothing has been tested yet. */
export const emptyConnectivity: Connectivity = {
  tests: [],
  cards: null,
  bands: null,
  neighbours: null,
  gateway: null,
  dns: null,
  internet: null,
  ipv6: null,
  portal: null,
  proxy: null,
  tcp: null,
  tls: null,
  http: null,
  path: null,
  mtu: null,
  service: null,
  relay: null,
  clock: null,
  throughput: null,
};
