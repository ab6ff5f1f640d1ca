import { randomBytes } from 'node:crypto';
import { promises as dns } from 'node:dns';
import type { PartOf } from '../../src-shared/diagnostics/connectivity-areas.ts';
import { facts, unavailable } from '../platform/answer.ts';
import { median } from './answer-times.ts';
import { failureOf } from './connect.ts';
import { hostAndPort, isLinkLocal } from './endpoint.ts';
import type { NetworkTest, TestTools } from './network-test.ts';

type ResolverRow = PartOf<'dns'>['resolvers'][number];
interface Asked {
  readonly address: string;
  readonly port: number;
  readonly kind: 'configured' | 'well-known';
}

const MOST_CONFIGURED = 3;

/** Resolvers side by side: the system's own way, each server that is set, and well-known ones. */
export const dnsTest: NetworkTest<'dns'> = {
  id: 'dns',
  limitMs: 12_000,
  quickMs: 2200,
  run: async (tools) => {
    const { names, resolvers, silentResolver } = tools.setup.targets;
    if (names.length === 0) return unavailable('dns', 'no test host is set');
    const configured = (await serversOf(tools)).map((server) => ({ ...server, kind: 'configured' as const }));
    const wellKnown = resolvers.map((server) => ({ ...server, kind: 'well-known' as const }));
    const [system, madeUp, stranger, ...rows] = await Promise.all([
      askSystem(tools, names),
      findsMadeUp(tools),
      silentResolver === null ? null : strangerAnswers(tools, silentResolver),
      ...[...configured.slice(0, MOST_CONFIGURED), ...wellKnown].map((server) => ask(tools, server, names)),
    ]);
    return facts('dns.lookup(), dns.Resolver', {
      resolvers: [system, ...rows],
      madeUpNameFound: madeUp,
      strangerAnswers: stranger,
    });
  },
};

async function serversOf(tools: TestTools): Promise<readonly { address: string; port: number }[]> {
  const network = await tools.sources.network(tools);
  const listed = network.status === 'ok' ? network.data.dnsServers : [];
  const own = listed.length > 0 ? listed : dns.getServers();
  return own.flatMap((text) => {
    const match = /^\[([^\]]+)\]:(\d+)$/.exec(text) ?? /^((?:\d+\.){3}\d+):(\d+)$/.exec(text);
    const address = match?.[1] ?? text;
    return isLinkLocal(address) ? [] : [{ address, port: Number(match?.[2] ?? 53) }];
  });
}

function resolverAt(tools: TestTools, { address, port }: { address: string; port: number }): dns.Resolver {
  const resolver = new dns.Resolver({ timeout: tools.quick ? 1200 : 2500, tries: 1 });
  resolver.setServers([hostAndPort(address, port)]);
  tools.signal.addEventListener('abort', () => resolver.cancel(), { once: true });
  return resolver;
}

async function ask(tools: TestTools, server: Asked, names: readonly string[]): Promise<ResolverRow> {
  const { kind, address } = server;
  const head = { kind, address: address.slice(0, 64) };
  try {
    const resolver = resolverAt(tools, server);
    return { ...head, ...(await timed(tools, names, (name) => resolver.resolve4(name))) };
  } catch {
    return { ...head, asked: 0, answered: 0, medianMs: null, failure: 'other' }; // not an address at all
  }
}

/**
 * The way programs take: hosts file, VPN, DNS. It runs on Node's few threads and cannot be stopped, so the automatic
 * check asks for one name only.
 */
async function askSystem(tools: TestTools, names: readonly string[]): Promise<ResolverRow> {
  const some = names.slice(0, tools.quick ? 1 : 2);
  const limit = tools.quick ? 2000 : 8000;
  const row = await timed(tools, some, (name) => inTime(dns.lookup(name), tools, limit));
  return { kind: 'system', address: null, ...row };
}

type Timed = Pick<ResolverRow, 'asked' | 'answered' | 'medianMs' | 'failure'>;

async function timed(
  { watch }: TestTools,
  names: readonly string[],
  look: (name: string) => Promise<unknown>,
): Promise<Timed> {
  const times: number[] = [];
  let failure: ResolverRow['failure'] = null;
  const one = async (name: string) => {
    const began = watch();
    try {
      await look(name);
      times.push(watch() - began);
    } catch (error) {
      failure = dnsFailure(error);
      // "No such name" is an answer all the same, and took its time.
      if (failure === 'no-such-name') times.push(watch() - began);
    }
  };
  await Promise.all(names.map(one));
  const found = failure === 'no-such-name' && times.length === names.length ? 0 : times.length;
  return {
    asked: names.length,
    answered: found,
    medianMs: median(times),
    failure: found > 0 ? null : failure,
  };
}

function dnsFailure(error: unknown): NonNullable<ResolverRow['failure']> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ETIMEOUT' || code === 'ECANCELLED' || code === 'EAI_AGAIN') return 'timeout';
  if (code === 'EREFUSED') return 'refused';
  if (code === 'ESERVFAIL' || code === 'EBADRESP' || code === 'EFORMERR') return 'not-understood';
  return failureOf(error);
}

/** No name below .invalid can exist (RFC 6761); null when nobody answered at all. */
async function findsMadeUp(tools: TestTools): Promise<boolean | null> {
  const [first] = await serversOf(tools);
  if (first === undefined) return null;
  try {
    const name = `${randomBytes(8).toString('hex')}.invalid`;
    return (await resolverAt(tools, first).resolve4(name)).length > 0;
  } catch (error) {
    return dnsFailure(error) === 'no-such-name' ? false : null;
  }
}

/** True when an answer comes from where nobody can be. */
async function strangerAnswers(
  tools: TestTools,
  server: { address: string; port: number },
): Promise<boolean | null> {
  const [name] = tools.setup.targets.names;
  if (name === undefined) return null;
  try {
    await resolverAt(tools, server).resolve4(name);
    return true;
  } catch (error) {
    const failure = dnsFailure(error);
    return failure === 'no-such-name' || failure === 'not-understood';
  }
}

function inTime<T>(promise: Promise<T>, { wait }: TestTools, limitMs: number): Promise<T> {
  const late = async (): Promise<never> => {
    await wait(limitMs);
    throw Object.assign(new Error('late'), { code: 'ETIMEOUT' });
  };
  return Promise.race([promise, late()]);
}
