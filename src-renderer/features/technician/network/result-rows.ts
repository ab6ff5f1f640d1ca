import type { Connectivity } from '../../../../src-shared/diagnostics/connectivity-areas.ts';
import { connectivityFacts } from '../../../../src-shared/diagnostics/connectivity-facts.ts';
import type { NetTarget } from '../../../../src-shared/network/net-host.ts';
import type { NetQuestion, NetRound } from '../../../../src-shared/network/net-tests.ts';
import { networkTestIds, type NetworkTestId } from '../../../../src-shared/network/network-test-id.ts';
import { networkTestWords, NOTHING_FOUND } from '../../../../src-shared/words/network-test-words.ts';

/** One test of the table: what it found, how far it is, or why it has nothing. */
export interface ResultRow {
  readonly test: NetworkTestId;
  readonly title: string;
  readonly status: 'ok' | 'unavailable' | 'denied' | 'failed' | 'running' | 'waiting';
  readonly lines: readonly string[];
  readonly took: string;
}

/** Everything that needs no name of a computer. */
export const allQuestions: readonly NetQuestion[] = networkTestIds
  .filter((test) => test !== 'tcp' && test !== 'http')
  .map((test) => ({ test, target: null }));

/** Everything that can be asked of one computer. */
export function hostQuestions(target: NetTarget): readonly NetQuestion[] {
  return (['tcp', 'tls', 'http', 'path'] as const).map((test) => ({ test, target }));
}

/** A row for each test that ran or is about to. */
export function resultRows(area: Connectivity | null, round: NetRound | null): readonly ResultRow[] {
  const facts = area === null ? [] : connectivityFacts(area);
  return networkTestIds.flatMap((test): ResultRow[] => {
    const title = networkTestWords[test].desk;
    const asked = round?.state === 'running' ? round.rows.find((row) => row.test === test) : undefined;
    if (asked !== undefined && asked.state !== 'done') {
      const share = `${Math.round(asked.share * 100)} %`;
      return [
        { test, title, status: asked.state, lines: [asked.state === 'running' ? share : '…'], took: '' },
      ];
    }
    const line = area?.tests.find((one) => one.test === test);
    if (line === undefined) return [];
    const lines = facts
      .filter(({ path }) => path.startsWith(`connectivity.${test}.`))
      .map(({ label, value }) => `${label}: ${value}`);
    const status = line.status ?? 'failed';
    const took = line.tookMs === null ? '' : `${(line.tookMs / 1000).toFixed(1)} s`;
    const found = lines.length > 0 ? lines : [NOTHING_FOUND];
    return [{ test, title, status, lines: status === 'ok' ? found : [line.reason ?? status], took }];
  });
}
