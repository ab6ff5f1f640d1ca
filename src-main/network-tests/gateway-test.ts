import { isIP } from 'node:net';
import type { PartOf } from '../../src-shared/diagnostics/connectivity-areas.ts';
import { facts, unavailable } from '../platform/answer.ts';
import { knock } from './connect.ts';
import { isLinkLocal } from './endpoint.ts';
import { readNeighbours, type Neighbour } from './neighbour-table.ts';
import type { NetworkTest, TestTools } from './network-test.ts';
import { ping } from './ping.ts';

type Gateway = PartOf<'gateway'>['gateways'][number];

/** Ports that home routers answer on, if only with a refusal: that is an answer too. */
const PORTS = [80, 443, 53];
/** NET-04 speaks of fifteen seconds; the automatic check has two. */
const QUICK = { count: 3, everyS: 0.2 };
const FULL = { count: 20, everyS: 0.8 };

/** Does the router answer? Neighbour table first, then ping, and where there is no ping a TCP port. */
export const gatewayTest: NetworkTest<'gateway'> = {
  id: 'gateway',
  limitMs: 25_000,
  quickMs: 2300,
  run: async (tools) => {
    const route = await tools.sources.route(tools);
    if (route.status !== 'ok') return route;
    const addresses = [route.data.gateway, route.data.gateway6].flatMap((address) =>
      address !== null && isIP(address) !== 0 && !isLinkLocal(address) ? [address] : [],
    );
    if (addresses.length === 0)
      return unavailable(
        route.source,
        route.data.hasDefault === true ? 'no router with an address' : 'no router',
      );
    const began = tools.watch();
    const gateways = await Promise.all(addresses.map((address) => ask(tools, address)));
    const table = await readNeighbours(tools);
    const found = gateways.map((gateway) => withNeighbour(gateway, table?.neighbours ?? null));
    const how = found.map((gateway) => gateway.how).join(', ');
    return facts(`${route.source}, ${table?.source ?? 'no table of neighbours'}, ${how}`, {
      sampleMs: Math.round(tools.watch() - began),
      gateways: found,
    });
  },
};

async function ask(tools: TestTools, address: string): Promise<Gateway> {
  const base = {
    family: isIP(address) === 6 ? ('ipv6' as const) : ('ipv4' as const),
    address,
    neighbour: null,
  };
  const platform = tools.sources.id;
  const [pinged, first] = await Promise.all([
    ping({ ...tools, ...(tools.quick ? QUICK : FULL), address, platform }),
    anyPort(tools, address),
  ]);
  if (pinged !== null && pinged.lost < pinged.sent)
    return { ...base, how: 'ping', answered: true, ...pinged };
  if (pinged !== null && first === null) return { ...base, how: 'ping', answered: false, ...pinged };
  return {
    ...base,
    how: 'tcp',
    answered: first !== null,
    sent: null,
    lost: null,
    rttMs: first,
    jitterMs: null,
  };
}

/** Milliseconds until one of the ports said yes or no; null when none said anything. */
async function anyPort({ watch, signal, quick }: TestTools, host: string): Promise<number | null> {
  const limitMs = quick ? 900 : 2000;
  const tries = PORTS.map(async (port) => {
    const tried = await knock({ host, port, limitMs, signal, watch });
    return tried.ok || tried.failure === 'refused' || tried.failure === 'reset' ? tried.ms : Number.NaN;
  });
  const heard = tries.map(async (one) => {
    const ms = await one;
    if (Number.isNaN(ms)) throw new Error('silent');
    return ms;
  });
  return Promise.any(heard).catch(() => null);
}

/** A router that answers nothing but is fresh in the table of neighbours is there: many drop pings. */
function withNeighbour(gateway: Gateway, table: readonly Neighbour[] | null): Gateway {
  if (table === null) return gateway;
  const entry = table.find(({ address }) => address === gateway.address);
  const neighbour = entry?.state ?? 'absent';
  return gateway.answered === false && neighbour === 'reachable'
    ? { ...gateway, neighbour, answered: true, how: 'neighbour' }
    : { ...gateway, neighbour };
}
