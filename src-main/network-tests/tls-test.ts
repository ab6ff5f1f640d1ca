import { isIP } from 'node:net';
import {
  checkServerIdentity,
  connect,
  createSecureContext,
  rootCertificates,
  type SecureContext,
  type TLSSocket,
} from 'node:tls';
import type { PartOf } from '../../src-shared/diagnostics/connectivity-areas.ts';
import { facts, unavailable } from '../platform/answer.ts';
import { nameOf } from '../platform/clean.ts';
import type { SystemFiles } from '../platform/system-files.ts';
import { describeChain, faultOf } from './certificate-chain.ts';
import { close, talkFailureOf, tryConnect } from './connect.ts';
import type { NetworkTest, TestTools } from './network-test.ts';
import { lookUpAsTold } from './resolve-target.ts';

type Site = PartOf<'tls'>['sites'][number];
interface Asked {
  readonly host: string;
  readonly port: number;
  readonly role: NonNullable<Site['role']>;
}

const USUAL_PORT = 443;

/** The certificate of a site, its chain and its faults. Nothing is sent over the connection. */
export const tlsTest: NetworkTest<'tls'> = {
  id: 'tls',
  limitMs: 12_000,
  quickMs: 2300,
  run: async (tools, target) => {
    const sites = sitesOf(tools, target);
    if (sites.length === 0) return unavailable('tls.connect', 'no test host is set');
    return facts('tls.connect', { sites: await Promise.all(sites.map((site) => lookAt(tools, site))) });
  },
};

function sitesOf(
  { setup }: TestTools,
  target: { host: string; port: number | null } | null,
): readonly Asked[] {
  if (target !== null) return [{ host: target.host, port: target.port ?? USUAL_PORT, role: 'asked' }];
  const { server, targets } = setup;
  return [
    ...(server?.secure === true ? [{ host: server.host, port: server.port, role: 'service' as const }] : []),
    ...targets.secure.map((site) => ({ ...site, role: 'public' as const })),
  ];
}

async function lookAt(tools: TestTools, asked: Asked): Promise<Site> {
  const first = await shake(tools, asked, publicRoots());
  if ('failure' in first)
    return { ...asked, ...nothing, connects: first.failure === 'not-understood', failure: first.failure };
  const alone = isUnknown(first.fault);
  // Unknown to browsers is one thing; unknown to this computer as well is another.
  const roots = alone ? await systemRoots(tools.files) : null;
  const again = roots === null ? null : await shake(tools, asked, createSecureContext({ ca: roots }));
  const known = again !== null && !('failure' in again) && !isUnknown(again.fault) ? again : null;
  const { fault, protocol, chain } = known ?? first;
  return {
    ...asked,
    connects: true,
    failure: null,
    protocol,
    trusted: fault === null,
    fault,
    root: known ? 'local' : alone ? 'unknown' : 'public',
    ...chain,
  };
}

function isUnknown(fault: Site['fault']): boolean {
  return fault === 'unknown-root' || fault === 'self-signed';
}

const nothing = {
  protocol: null,
  trusted: null,
  fault: null,
  root: null,
  rootName: null,
  issuer: null,
  daysLeft: null,
  chain: null,
} as const;

type Shaken =
  | { readonly failure: NonNullable<Site['failure']> }
  | {
      readonly fault: Site['fault'];
      readonly protocol: string | null;
      readonly chain: ReturnType<typeof describeChain>;
    };

async function shake(
  tools: TestTools,
  { host, port, role }: Asked,
  secureContext: SecureContext,
): Promise<Shaken> {
  const { quick, signal, watch, now } = tools;
  const told = role === 'asked' ? { lookup: lookUpAsTold } : {};
  const tried = await tryConnect({ host, port, limitMs: quick ? 1400 : 5000, signal, watch, ...told });
  if (!tried.ok) return { failure: tried.failure };
  const named = isIP(host) === 0;
  const socket = connect({
    socket: tried.socket,
    ...(named ? { servername: host } : {}),
    // Only looked at: nothing is ever sent over this connection, whoever is at its other end.
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined, // whose it is, is looked at below
    ALPNProtocols: ['http/1.1'],
    secureContext,
  });
  const failure = await secured(tools, socket);
  if (failure !== null) {
    close(socket);
    return { failure };
  }
  const leaf = socket.getPeerCertificate(true);
  const empty = Object.keys(leaf).length === 0;
  const wrongName = empty ? undefined : checkServerIdentity(host, leaf);
  const fault = socket.authorized || !socket.authorizationError ? null : faultOf(socket.authorizationError);
  const answer = {
    // Whether it is trusted at all comes before whose it is.
    fault: fault ?? (wrongName === undefined ? null : ('wrong-name' as const)),
    protocol: nameOf(socket.getProtocol()),
    chain: describeChain(empty ? null : leaf, now()),
  };
  close(socket);
  return answer;
}

function secured({ wait, quick, signal }: TestTools, socket: TLSSocket): Promise<Site['failure']> {
  return new Promise((resolve) => {
    socket.once('secureConnect', () => resolve(null));
    // Something answered that does not speak TLS, or hung up in the middle.
    socket.once('error', (error) => resolve(talkFailureOf(error)));
    socket.once('close', () => resolve('reset'));
    signal.addEventListener('abort', () => resolve('timeout'), { once: true });
    void wait(quick ? 1200 : 5000).then(() => resolve('timeout'));
  });
}

let browsers: SecureContext | null = null;

/** What browsers trust, and nothing that somebody added here: not even what the environment names. Made once. */
function publicRoots(): SecureContext {
  browsers ??= createSecureContext({ ca: [...rootCertificates] });
  return browsers;
}

const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** Who this computer trusts beyond what browsers do; null where it does not tell (Windows, macOS keep it elsewhere). */
async function systemRoots(files: SystemFiles): Promise<string | null> {
  for (const path of bundles) {
    const text = await files.text(path);
    if (text?.includes('BEGIN CERTIFICATE'))
      return text.slice(0, text.lastIndexOf('-----END CERTIFICATE-----') + 25);
  }
  return null;
}
