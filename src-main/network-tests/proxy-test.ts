import type { PartOf } from '../../src-shared/diagnostics/connectivity-areas.ts';
import { isNetHost } from '../../src-shared/network/net-host.ts';
import { facts, unavailable } from '../platform/answer.ts';
import { close, tryConnect } from './connect.ts';
import { hostAndPort } from './endpoint.ts';
import type { NetworkTest, TestTools } from './network-test.ts';

type ProxyRow = PartOf<'proxy'>['proxies'][number];
interface Proxy {
  readonly host: string;
  readonly port: number;
  readonly kind: 'http' | 'socks';
}

const MOST = 4;

/** The proxies a browser here would use: does each connect, and let through? Sign-ins are never sent. */
export const proxyTest: NetworkTest<'proxy'> = {
  id: 'proxy',
  limitMs: 10_000,
  quickMs: 2200,
  run: async (tools) => {
    const said = tools.setup.proxy ?? (await fromSystem(tools));
    if (said === null) return unavailable('proxy settings', 'it is not known whether a proxy is set');
    const proxies = parseProxies(said);
    const rows = await Promise.all(proxies.slice(0, MOST).map((proxy) => ask(tools, proxy)));
    return facts('proxy settings, net.connect', { direct: proxies.length === 0, proxies: rows });
  },
};

/** "DIRECT", or "PROXY host:port; HTTPS host:port; SOCKS5 host:port; DIRECT" as a PAC file answers. */
export function parseProxies(answer: string): readonly Proxy[] {
  return answer
    .slice(0, 1000)
    .split(';')
    .flatMap((way) => {
      const match = /^\s*(PROXY|HTTPS?|SOCKS[45]?)\s+(\[[0-9a-f:]+\]|[^\s:]+):(\d{1,5})\s*$/i.exec(way);
      const host = match?.[2]?.replace(/^\[|\]$/g, '') ?? '';
      const port = Number(match?.[3] ?? 0);
      if (!isNetHost(host) || port < 1 || port > 65_535) return [];
      return [
        { host, port, kind: /^SOCKS/i.test(match?.[1] ?? '') ? ('socks' as const) : ('http' as const) },
      ];
    });
}

/** Without a browser's answer (command line): the environment, then the desktop's settings. */
async function fromSystem(tools: TestTools): Promise<string | null> {
  const { env } = tools;
  const named = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY', 'http_proxy', 'HTTP_PROXY']
    .map((name) => env[name])
    .find((value) => value !== undefined && value !== '');
  if (named !== undefined) return fromUrl(named);
  const network = await tools.sources.network(tools);
  return network.status === 'ok' && network.data.proxySet === false ? 'DIRECT' : null;
}

function fromUrl(text: string): string | null {
  try {
    const url = new URL(text.includes('://') ? text : `http://${text}`);
    const word = url.protocol.startsWith('socks') ? 'SOCKS' : 'PROXY';
    const usual = url.protocol === 'https:' ? '443' : word === 'SOCKS' ? '1080' : '80';
    return `${word} ${url.hostname}:${url.port === '' ? usual : url.port}`;
  } catch {
    return null;
  }
}

async function ask(tools: TestTools, { host, port, kind }: Proxy): Promise<ProxyRow> {
  const { signal, watch, quick, setup } = tools;
  const tried = await tryConnect({ host, port, limitMs: quick ? 1500 : 5000, signal, watch });
  const row = { host, port, connects: tried.ok };
  if (!tried.ok) return { ...row, wantsSignIn: null, passes: null, failure: tried.failure };
  const through = setup.server ?? setup.targets.internet[0] ?? null;
  if (kind === 'socks' || through === null) {
    close(tried.socket);
    return { ...row, wantsSignIn: null, passes: null, failure: null };
  }
  const head = hostAndPort(through.host, through.port);
  tried.socket.write(`CONNECT ${head} HTTP/1.1\r\nHost: ${head}\r\n\r\n`);
  const status = await new Promise<number | null>((resolve) => {
    tried.socket.once('data', (bytes) => {
      const match = /^HTTP\/1\.[01] (\d{3})/.exec(bytes.toString('latin1', 0, 64));
      resolve(match ? Number(match[1]) : null);
    });
    for (const event of ['error', 'close'] as const) tried.socket.once(event, () => resolve(null));
    signal.addEventListener('abort', () => resolve(null), { once: true });
    void tools.wait(quick ? 700 : 4000).then(() => resolve(null));
  });
  close(tried.socket);
  const wantsSignIn = status === null ? null : status === 407;
  const passes = status === null ? null : status === 200;
  return { ...row, wantsSignIn, passes, failure: wantsSignIn === true ? 'sign-in' : null };
}
