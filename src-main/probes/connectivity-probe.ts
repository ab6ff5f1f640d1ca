import { emptyConnectivity, type Connectivity } from '../../src-shared/diagnostics/connectivity-areas.ts';
import { mergeTest } from '../../src-shared/network/merge-test.ts';
import { noSetup } from '../../src-shared/network/network-targets.ts';
import type { NetworkTestId } from '../../src-shared/network/network-test-id.ts';
import { networkTests } from '../network-tests/registry.ts';
import { runNetworkTest } from '../network-tests/run-network-test.ts';
import { facts } from '../platform/answer.ts';
import type { Probe, ProbeTools } from './probe.ts';

/** Needs others than the own network. */
const outside: ReadonlySet<NetworkTestId> = new Set(['dns', 'internet', 'ipv6', 'portal', 'tls', 'service']);

/** The quick part of the network tests, side by side. Each has its own limit below the probe's. */
export const connectivityProbe: Probe<'connectivity'> = {
  area: 'connectivity',
  limitMs: 2800,
  cost: 3,
  collect: async (tools) => {
    const route = await tools.sources.route(tools);
    const offline = route.status === 'ok' && route.data.hasDefault === false;
    let found: Connectivity = emptyConnectivity;
    const quick = Object.values(networkTests).filter((test) => test.quickMs !== null);
    await Promise.all(
      quick.map(async (test) => {
        const result =
          offline && outside.has(test.id) && !(test.id === 'service' && asksLoopback(tools))
            ? notConnected(test.id, tools)
            : await runNetworkTest(test, testTools(tools), { target: null, stop: tools.signal });
        found = mergeTest(found, test.id, result);
      }),
    );
    return facts('network tests', found);
  },
};

function testTools(tools: ProbeTools) {
  return {
    ...tools,
    setup: tools.network ?? noSetup,
    watch: () => performance.now(),
    quick: true,
    progress: () => undefined,
  };
}

function notConnected(test: string, { now }: ProbeTools) {
  const reason = 'not connected to a network';
  return { status: 'unavailable' as const, reason, ms: 0, at: now(), source: test };
}

/** A server on this very computer needs no network. */
function asksLoopback({ network }: ProbeTools): boolean {
  return /^(?:127\.|localhost$|::1$)/.test(network?.server?.host ?? '');
}
