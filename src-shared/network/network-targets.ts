import { z } from 'zod';
import { err, ok, type Result } from '../result.ts';
import { netHostSchema, portSchema } from './net-host.ts';

/**
 * Every computer of others that the network tests ask by themselves, in one place. An organisation lays its own over it
 * ({@link mergeTargets}); an empty list switches the questions to others off, and the checks then say "no test host
 * is set". Nothing else is contacted unless a technician names it and the person agrees. docs/network-tests.md.
 */
const host = netHostSchema;
const endpoint = z.strictObject({ host, port: portSchema });

export const networkTargetsSchema = z.strictObject({
  /** Computers whose port is opened and closed again, by name. */
  internet: z.array(endpoint).max(6),
  /** The same without a name, to tell "no internet" from "no addresses found" (NET-08). */
  fixed: z.array(endpoint.extend({ host: z.union([z.ipv4(), z.ipv6()]) })).max(6),
  /** Names that every resolver is asked for (NET-09 needs five). */
  names: z.array(host).max(8),
  /** Resolvers that are asked beside the computer's own. */
  resolvers: z.array(z.strictObject({ address: z.union([z.ipv4(), z.ipv6()]), port: portSchema })).max(6),
  /** An address at which no resolver can be: an answer from there comes from somebody on the way (NET-10). */
  silentResolver: z.strictObject({ address: z.ipv4(), port: portSchema }).nullable(),
  /** Plain pages whose text is known, to notice a sign-in page (NET-11). */
  portals: z
    .array(
      z.strictObject({
        host,
        port: portSchema,
        path: z
          .string()
          .max(200)
          .regex(/^\/[\w./-]*$/),
        status: z.number().int().min(200).max(299),
        /** What the page must begin with; empty for a page without text. */
        text: z.string().max(200),
      }),
    )
    .max(4),
  /** Public sites whose certificate is looked at (NET-26). */
  secure: z.array(endpoint).max(4),
  /** A name with an address of both kinds (NET-23). */
  dualStack: endpoint.nullable(),
  /** Time servers, asked only on demand; the support server tells the time as well. */
  time: z.array(endpoint).max(4),
  /** Beside the session's own, to see whether the way out changes its port from one server to the next. */
  stun: z.array(endpoint).max(4),
});
export type NetworkTargets = z.infer<typeof networkTargetsSchema>;

/** What the systems themselves ask to find out whether they are online, and resolvers that keep no record. */
export const defaultTargets: NetworkTargets = {
  internet: [
    { host: 'www.msftconnecttest.com', port: 443 },
    { host: 'captive.apple.com', port: 443 },
  ],
  fixed: [
    { host: '1.1.1.1', port: 443 },
    { host: '9.9.9.9', port: 443 },
  ],
  names: [
    'www.msftconnecttest.com',
    'captive.apple.com',
    'detectportal.firefox.com',
    'www.debian.org',
    'www.wikipedia.org',
  ],
  resolvers: [
    { address: '9.9.9.9', port: 53 },
    { address: '1.1.1.1', port: 53 },
  ],
  silentResolver: { address: '198.51.100.53', port: 53 }, // TEST-NET-2 of RFC 5737
  portals: [
    {
      host: 'www.msftconnecttest.com',
      port: 80,
      path: '/connecttest.txt',
      status: 200,
      text: 'Microsoft Connect Test',
    },
  ],
  secure: [{ host: 'www.debian.org', port: 443 }],
  dualStack: { host: 'www.debian.org', port: 443 },
  time: [{ host: 'pool.ntp.org', port: 123 }],
  stun: [],
};

/** Nobody is asked. */
export const noTargets: NetworkTargets = {
  internet: [],
  fixed: [],
  names: [],
  resolvers: [],
  silentResolver: null,
  portals: [],
  secure: [],
  dualStack: null,
  time: [],
  stun: [],
};

/** The targets with an organisation's lists in place of ours, list by list; a wrong policy is refused whole. */
export function mergeTargets(
  policy: unknown,
  base: NetworkTargets = defaultTargets,
): Result<NetworkTargets, readonly string[]> {
  const decoded = networkTargetsSchema.partial().safeParse(policy);
  if (!decoded.success)
    return err(decoded.error.issues.map((issue) => `${issue.path.join('.') || 'policy'}: ${issue.message}`));
  const given = Object.fromEntries(Object.entries(decoded.data).filter(([, value]) => value !== undefined));
  return ok({ ...base, ...given });
}

/** What the tests of this machine need to know besides the targets. */
export const networkSetupSchema = z.strictObject({
  targets: networkTargetsSchema,
  /** The broker of this app. */
  server: z.strictObject({ host, port: portSchema, secure: z.boolean() }).nullable(),
  /** As a browser would go to the support server: "DIRECT" or "PROXY proxy.example:8080; DIRECT". */
  proxy: z.string().max(1000).nullable(),
  /** The session's relays with their short-lived names and passwords; only ever handed to the test of the relays. */
  relays: z
    .array(
      z.strictObject({
        urls: z.array(z.string().max(300)).max(6),
        username: z.string().max(300).optional(),
        credential: z.string().max(300).optional(),
      }),
    )
    .max(8),
});
export type NetworkSetup = z.infer<typeof networkSetupSchema>;

export const noSetup: NetworkSetup = { targets: noTargets, server: null, proxy: null, relays: [] };
