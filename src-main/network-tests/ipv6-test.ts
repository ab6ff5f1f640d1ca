import { promises as dns } from 'node:dns';
import { facts, unavailable } from '../platform/answer.ts';
import { knock } from './connect.ts';
import type { NetworkTest } from './network-test.ts';

/** Old and new addresses apart: a browser tries both and hides which of them is broken. */
export const ipv6Test: NetworkTest<'ipv6'> = {
  id: 'ipv6',
  limitMs: 8000,
  quickMs: 2300,
  run: async (tools) => {
    const { dualStack } = tools.setup.targets;
    if (dualStack === null) return unavailable('net.connect', 'no test host is set');
    const { host, port } = dualStack;
    const resolver = new dns.Resolver({ timeout: tools.quick ? 1000 : 2500, tries: 1 });
    tools.signal.addEventListener('abort', () => resolver.cancel(), { once: true });
    const [four, six] = await Promise.all([
      resolver.resolve4(host).catch(() => null),
      resolver.resolve6(host).catch(() => null),
    ]);
    if (four === null && six === null)
      return unavailable('dns.resolve6', 'the name of the test host was not found');
    const hasBoth = (four?.length ?? 0) > 0 && (six?.length ?? 0) > 0;
    const limitMs = tools.quick ? 1200 : 4000;
    const reach = async (address: string | undefined) =>
      address === undefined ? null : (await knock({ ...tools, host: address, port, limitMs })).ok;
    const [connects4, connects6] = await Promise.all([reach(four?.[0]), reach(six?.[0])]);
    return facts('dns.resolve6, net.connect', { host, hasBoth, connects4, connects6 });
  },
};
