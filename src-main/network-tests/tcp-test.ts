import { isIP } from 'node:net';
import { facts, unavailable } from '../platform/answer.ts';
import { knock } from './connect.ts';
import type { NetworkTest } from './network-test.ts';
import { lookUpAsTold } from './resolve-target.ts';

const USUAL_PORT = 443;

/** Opens one port of one computer, by its old and its new kind of address apart where it has both. */
export const tcpTest: NetworkTest<'tcp'> = {
  id: 'tcp',
  limitMs: 12_000,
  quickMs: null,
  run: async (tools, target) => {
    if (target === null) return unavailable('net.connect', 'no computer was named');
    const { host } = target;
    const port = target.port ?? USUAL_PORT;
    const rows = await Promise.all(
      familiesOf(host).map(async (family) => {
        const tried = await knock({ ...tools, host, port, limitMs: 8000, family, lookup: lookUpAsTold });
        return {
          host,
          port,
          family: family === 4 ? ('ipv4' as const) : ('ipv6' as const),
          connects: tried.ok,
          timeMs: tried.ms,
          failure: tried.ok ? null : tried.failure,
        };
      }),
    );
    // Without an address of that kind there was nothing to try.
    const tried = rows.filter(({ failure }) => failure !== 'no-such-name');
    return facts('net.connect', { hosts: tried.length > 0 ? tried : rows.slice(0, 1) });
  },
};

/** An address is of one kind; a name may have both. */
function familiesOf(host: string): readonly (4 | 6)[] {
  const kind = isIP(host);
  return kind === 4 || kind === 6 ? [kind] : [4, 6];
}
