import { isIP } from 'node:net';
import type { PartOf } from '../../src-shared/diagnostics/connectivity-areas.ts';
import { facts, failed, unavailable, type Answer } from '../platform/answer.ts';
import { knock } from './connect.ts';
import type { NetworkTest, TestTools } from './network-test.ts';
import { addressOf } from './resolve-target.ts';

type Path = PartOf<'path'>;
type Hop = Path['hops'][number];

const MOST_HOPS = 20;
const HOPS_AT_ONCE = 5;

/** The way to a computer, station by station; where no program can follow it, only whether its end is reached. */
export const pathTest: NetworkTest<'path'> = {
  id: 'path',
  limitMs: 45_000,
  quickMs: null,
  run: async (tools, target) => {
    const host = target?.host ?? tools.setup.server?.host ?? tools.setup.targets.internet[0]?.host;
    if (host === undefined) return unavailable('traceroute', 'no test host is set');
    const address = await addressOf(host);
    if (address === null) return failed('dns.lookup', 'the name of the test host was not found');
    return (
      (await byTraceroute(tools, host, address)) ??
      (await byTracepath(tools, host, address)) ??
      (await byTcp(tools, host, address, target?.port ?? tools.setup.server?.port ?? 443))
    );
  },
};

/** In pieces of a few stations, so that the bar moves and Stop is heard. */
async function byTraceroute(tools: TestTools, host: string, address: string): Promise<Answer<Path> | null> {
  const { id } = tools.sources;
  if (id === 'win32') return byTracert(tools, host, address);
  const program =
    id === 'darwin' ? (isIP(address) === 6 ? '/usr/sbin/traceroute6' : '/usr/sbin/traceroute') : 'traceroute';
  const hops: Hop[] = [];
  for (let from = 1; from <= MOST_HOPS && !tools.signal.aborted; from += HOPS_AT_ONCE) {
    const to = from + HOPS_AT_ONCE - 1;
    const args = ['-n', '-q', '1', '-w', '1', '-f', String(from), '-m', String(to), address];
    const outcome = await tools.run(program, args, { limitMs: 9000, signal: tools.signal });
    if (outcome.status !== 'ok') return hops.length > 0 ? pathOf('traceroute', host, address, hops) : null;
    const found = parseHops(outcome.text).filter(({ hop }) => (hop ?? 0) >= from && (hop ?? 0) <= to);
    if (found.length === 0 && hops.length === 0) return null; // it may not send: another way may
    hops.push(...found);
    tools.progress(Math.min(0.95, to / MOST_HOPS));
    if (found.length === 0 || found.some((hop) => hop.address === address)) break;
  }
  return pathOf('traceroute', host, address, hops);
}

async function byTracert(tools: TestTools, host: string, address: string): Promise<Answer<Path> | null> {
  const args = ['-d', '-h', '15', '-w', '600', address];
  const outcome = await tools.run('tracert.exe', args, { limitMs: 40_000, signal: tools.signal });
  return outcome.status === 'ok' ? pathOf('traceroute', host, address, parseHops(outcome.text)) : null;
}

async function byTracepath(tools: TestTools, host: string, address: string): Promise<Answer<Path> | null> {
  if (tools.sources.id !== 'linux') return null;
  const args = ['-n', '-m', String(MOST_HOPS), address];
  const outcome = await tools.run('tracepath', args, { limitMs: 30_000, signal: tools.signal });
  if (outcome.status !== 'ok') return null;
  return pathOf('tracepath', host, address, parseHops(outcome.text));
}

async function byTcp(tools: TestTools, host: string, address: string, port: number): Promise<Answer<Path>> {
  const tried = await knock({ ...tools, host: address, port, limitMs: 6000 });
  const reached = tried.ok || tried.failure === 'refused';
  return facts('net.connect', { host, how: 'tcp', reached, hops: [] });
}

function pathOf(
  how: 'traceroute' | 'tracepath',
  host: string,
  address: string,
  hops: readonly Hop[],
): Answer<Path> {
  const reached = hops.some((hop) => hop.address === address);
  return facts(how, { host, how, reached, hops: hops.slice(0, 40) });
}

/**
 * " 3  192.0.2.1  1.234 ms", " 3     2 ms     1 ms     2 ms  192.0.2.1", " 2:  192.0.2.1   0.5ms" and stars. Of several
 * lines for one station the first with an address counts.
 */
export function parseHops(text: string): readonly Hop[] {
  const hops = new Map<number, Hop>();
  for (const line of text.slice(0, 200_000).split('\n').slice(0, 400)) {
    const match = /^\s{0,4}(\d{1,2})[:?]{0,2}\s+(.*)$/.exec(line.slice(0, 400));
    const hop = Number(match?.[1] ?? 0);
    if (!match || hop < 1 || hop > 40) continue;
    const rest = match[2] ?? '';
    const address = rest.split(/[\s()[\]]+/).find((word) => isIP(word) !== 0) ?? null;
    if (address === null && !/\*|no reply/.test(rest)) continue;
    const time = /[<]?(\d{1,6}(?:\.\d{1,6})?) ?ms/.exec(rest)?.[1];
    const known = hops.get(hop);
    if (known && known.address !== null) continue;
    hops.set(hop, { hop, address, rttMs: time === undefined || address === null ? null : Number(time) });
  }
  return [...hops.values()].sort((a, b) => (a.hop ?? 0) - (b.hop ?? 0));
}
