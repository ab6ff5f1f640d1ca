import type { Snapshot } from '../../src-shared/diagnostics/snapshot.ts';
import { askedRound, type NetRound } from '../../src-shared/network/net-tests.ts';
import type { NetworkTestId } from '../../src-shared/network/network-test-id.ts';
import { healthyConnectivity, resolver } from '../shared/findings/healthy-connectivity.ts';

const ids: readonly NetworkTestId[] = ['cards', 'gateway', 'dns', 'internet', 'tls', 'mtu', 'relay'];
const asked = askedRound(
  'round-1',
  ids.map((test) => ({ test, target: null })),
);
const done = { state: 'done', share: 1, status: 'ok' } as const;

/** A round of tests that the technician asked for: unanswered, half done, and over. */
export const rounds = {
  asked,
  running: {
    ...asked,
    state: 'running',
    rows: asked.rows.map((row, i) => ({
      ...row,
      ...(i < 3 ? done : i === 3 ? { state: 'running' as const, share: 0.4 } : {}),
    })),
  },
  done: { ...asked, state: 'done', rows: asked.rows.map((row) => ({ ...row, ...done })) },
} satisfies Record<string, NetRound>;

/** What the tests found on that computer: the resolver of its own network is silent, and one test could not run. */
export function withConnectivity(snapshot: Snapshot): Snapshot {
  const at = snapshot.takenAt;
  const healthy = healthyConnectivity(at);
  const data = {
    ...healthy,
    mtu: null,
    tests: healthy.tests.map((line) =>
      line.test === 'mtu' ? { ...line, status: 'unavailable' as const, reason: 'no ping here' } : line,
    ),
    dns: {
      madeUpNameFound: false,
      strangerAnswers: false,
      resolvers: [
        { ...resolver, answered: 0, medianMs: null, failure: 'timeout' as const },
        { ...resolver, kind: 'well-known' as const, address: '9.9.9.9' },
      ],
    },
  };
  const connectivity = { status: 'ok' as const, ms: 9100, at, source: 'tests of the network', data };
  return { ...snapshot, areas: { ...snapshot.areas, connectivity } };
}
