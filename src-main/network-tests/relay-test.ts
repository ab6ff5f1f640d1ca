import { networkInterfaces } from 'node:os';
import type { PartOf } from '../../src-shared/diagnostics/connectivity-areas.ts';
import { isNetHost } from '../../src-shared/network/net-host.ts';
import { facts, unavailable } from '../platform/answer.ts';
import type { NetworkTest, TestTools } from './network-test.ts';
import { addressOf } from './resolve-target.ts';
import { openStream, openUdp, type Opened, type RelayEndpoint, type UdpAsker } from './stun-channel.ts';
import { allocateQuestion, bindingQuestion, releaseQuestion, stunTypes } from './stun-message.ts';

type Relay = PartOf<'relay'>;
type RelayRow = Relay['relays'][number];
interface Turn extends RelayEndpoint {
  readonly username: string;
  readonly credential: string;
}

const ASK_MS = 2500;

/** The doctor for the session itself: how the router shares its address, and whether the session's relays work. */
export const relayTest: NetworkTest<'relay'> = {
  id: 'relay',
  limitMs: 20_000,
  quickMs: null,
  run: async (tools) => {
    const { turns, stuns } = endpointsOf(tools);
    if (turns.length + stuns.length === 0) return unavailable('STUN, TURN', 'the session has no relays');
    const udp = openUdp(tools);
    try {
      const seen = await Promise.all(stuns.map((one) => seenAs(udp, one)));
      tools.progress(0.4);
      const relays = await Promise.all(turns.map((turn) => askRelay(tools, udp, turn)));
      return facts('STUN, TURN', { ...natFrom(seen, udp.localPort(), stuns.length), relays });
    } finally {
      udp.close();
    }
  },
};

/** "turn:relay.example:3478?transport=udp", "turns:relay.example", "stun:relay.example:3478". */
export function parseRelayUrl(url: string): (RelayEndpoint & { readonly turn: boolean }) | null {
  const match = /^(stun|turn|turns):(\[[0-9a-f:]+\]|[^:?]+)(?::(\d{1,5}))?(?:\?transport=(udp|tcp))?$/i.exec(
    url,
  );
  const host = match?.[2]?.replace(/^\[|\]$/g, '') ?? '';
  if (!match || !isNetHost(host)) return null;
  const scheme = match[1]?.toLowerCase();
  const port = Number(match[3] ?? (scheme === 'turns' ? 5349 : 3478));
  if (port < 1 || port > 65_535) return null;
  const transport = scheme === 'turns' ? 'tls' : match[4]?.toLowerCase() === 'tcp' ? 'tcp' : 'udp';
  return { host, port, transport, turn: scheme !== 'stun' };
}

function endpointsOf({ setup }: TestTools): { turns: readonly Turn[]; stuns: readonly RelayEndpoint[] } {
  const all = setup.relays.flatMap(({ urls, username = '', credential = '' }) =>
    urls.flatMap((url) => {
      const parsed = parseRelayUrl(url);
      return parsed === null ? [] : [{ ...parsed, username, credential }];
    }),
  );
  // A relay over UDP answers the plain question as well.
  const byUdp = all.filter(({ transport }) => transport === 'udp');
  const more = setup.targets.stun.map((one) => ({ ...one, transport: 'udp' as const }));
  const stuns = new Map([...byUdp, ...more].map((one) => [`${one.host}:${one.port}`, one]));
  return { turns: all.filter(({ turn }) => turn).slice(0, 12), stuns: [...stuns.values()].slice(0, 8) };
}

async function seenAs(
  udp: UdpAsker,
  { host, port }: RelayEndpoint,
): Promise<{ address: string; port: number } | null> {
  const address = await addressOf(host);
  if (address === null) return null;
  const answer = await udp.to(address, port).ask(bindingQuestion(), ASK_MS);
  return answer?.type === stunTypes.bindingAnswer ? answer.mapped : null;
}

/** What servers say of the same port, put together. */
export function natFrom(
  seen: readonly ({ readonly address: string; readonly port: number } | null)[],
  localPort: number,
  asked: number,
): Pick<Relay, 'nat' | 'udpAnswers' | 'directLikely'> {
  const found = seen.filter((one) => one !== null);
  const [first] = found;
  if (asked === 0) return { nat: 'unknown', udpAnswers: null, directLikely: null };
  if (first === undefined) return { nat: 'udp-blocked', udpAnswers: false, directLikely: false };
  const own = Object.values(networkInterfaces()).flatMap((list) => list?.map(({ address }) => address) ?? []);
  if (own.includes(first.address) && first.port === localPort)
    return { nat: 'none', udpAnswers: true, directLikely: true };
  // One server alone cannot tell whether the next would see another port.
  if (found.length < 2) return { nat: 'unknown', udpAnswers: true, directLikely: null };
  const same = found.every((one) => one.port === first.port && one.address === first.address);
  return { nat: same ? 'same-port' : 'changing-port', udpAnswers: true, directLikely: same };
}

async function askRelay(tools: TestTools, udp: UdpAsker, turn: Turn): Promise<RelayRow> {
  const { host, port, transport } = turn;
  const began = tools.watch();
  const opened = transport === 'udp' ? await overUdp(udp, turn) : await openStream(tools, turn);
  const row = { host, port, transport, timeMs: null };
  if (!opened.ok) return { ...row, works: false, failure: opened.failure };
  const failure = await allocate(opened, turn);
  opened.channel.close();
  return failure === null
    ? { ...row, works: true, timeMs: Math.round(tools.watch() - began), failure }
    : { ...row, works: false, failure };
}

async function overUdp(udp: UdpAsker, { host, port }: Turn): Promise<Opened> {
  const address = await addressOf(host);
  if (address === null) return { ok: false, failure: 'no-such-name' };
  return { ok: true, channel: udp.to(address, port) };
}

/** Asks for a relayed address with the session's name and password, and gives it back. */
async function allocate(
  { channel }: Extract<Opened, { ok: true }>,
  turn: Turn,
): Promise<RelayRow['failure']> {
  const first = await channel.ask(allocateQuestion(null), ASK_MS);
  if (first === null) return 'timeout';
  if (first.type === stunTypes.allocateAnswer) return null; // a relay that wants no password
  const { realm, nonce } = first;
  if (first.error !== 401 || realm === null || nonce === null) return 'not-understood';
  const signIn = { username: turn.username, credential: turn.credential, realm, nonce };
  const answer = await channel.ask(allocateQuestion(signIn), ASK_MS);
  if (answer === null) return 'timeout';
  if (answer.type !== stunTypes.allocateAnswer)
    return answer.error === 401 || answer.error === 441 ? 'sign-in' : 'refused';
  channel.say(releaseQuestion(signIn));
  return null;
}
