import { isIP } from 'node:net';
import { facts, failed, unavailable } from '../platform/answer.ts';
import type { NetworkTest, TestTools } from './network-test.ts';
import { ping } from './ping.ts';
import { addressOf } from './resolve-target.ts';

/** Bytes of data, as the programs count: the header of 28 comes on top. // NET-15 */
const SMALL = 1200;
const FULL = 1472;
const HEADER = 28;

/** The largest packet that passes whole: two pings decide, a few more find the size. */
export const mtuTest: NetworkTest<'mtu'> = {
  id: 'mtu',
  limitMs: 30_000,
  quickMs: null,
  run: async (tools, target) => {
    const host = target?.host ?? tools.setup.targets.fixed[0]?.host ?? tools.setup.server?.host;
    if (host === undefined) return unavailable('ping', 'no test host is set');
    const address = await addressOf(host);
    if (address === null) return failed('dns.lookup', 'the name of the test host was not found');
    if (isIP(address) === 6) return unavailable('ping', 'only old addresses (IPv4) can be asked');
    const small = await passes(tools, address, SMALL);
    if (small === null) return unavailable('ping', 'there is no ping program here that may send');
    if (!small) return unavailable('ping', 'pings are not answered');
    const full = await passes(tools, address, FULL);
    const largest = full === true ? FULL : await search(tools, address);
    return facts('ping, do not fragment', {
      host,
      largest: largest + HEADER,
      smallPasses: true,
      fullPasses: full === true,
    });
  },
};

/** Two tries: one may be lost on any way. */
async function passes(tools: TestTools, address: string, size: number): Promise<boolean | null> {
  const platform = tools.sources.id;
  const outcome = await ping({ ...tools, address, count: 2, everyS: 0.3, platform, size });
  return outcome === null ? null : outcome.lost < outcome.sent;
}

async function search(tools: TestTools, address: string): Promise<number> {
  let low = SMALL;
  let high = FULL;
  for (let n = 0; high - low > 4 && n < 8 && !tools.signal.aborted; n += 1) {
    const middle = Math.floor((low + high) / 2);
    if ((await passes(tools, address, middle)) === true) low = middle;
    else high = middle;
    tools.progress((n + 2) / 10);
  }
  return low;
}
