import { partSchemas, type Connectivity } from '../diagnostics/connectivity-areas.ts';
import type { ProbeResult } from '../diagnostics/probe-result.ts';
import { networkTestIds, type NetworkTestId } from './network-test-id.ts';

/** Sites that a technician asked for stand beside those of the automatic check; each host and port once, newest wins. */
const MOST_SITES = 8;

/**
 * The results with one more test's. The newest answer of a test counts; a test that could not be made this time takes
 * its old part away, since what was true before may not be true now.
 */
export function mergeTest(
  before: Connectivity,
  test: NetworkTestId,
  result: ProbeResult<unknown>,
): Connectivity {
  const part = result.status === 'ok' ? partSchemas[test].safeParse(result.data) : null;
  const failed = part !== null && !part.success;
  const line = {
    test,
    status: failed ? ('failed' as const) : result.status,
    reason: failed ? 'the answer does not fit' : result.status === 'ok' ? null : result.reason,
    at: Math.round(result.at),
    tookMs: result.ms,
    source: result.source.slice(0, 160),
  };
  const tests = [...before.tests.filter((one) => one.test !== test), line];
  tests.sort((a, b) => place(a.test) - place(b.test));
  const data = part?.success === true ? withOlder(test, part.data, before) : null;
  return { ...before, tests, [test]: data };
}

/** A newer set of results, with what only the older one had tested. */
export function keepOlderTests(older: Connectivity, newer: Connectivity): Connectivity {
  const missing = older.tests.filter(
    ({ test, status }) => status === 'ok' && newer.tests.every((one) => one.test !== test),
  );
  const parts = missing.flatMap(({ test }) => (test === null ? [] : [[test, older[test]] as const]));
  const tests = [...newer.tests, ...missing].sort((a, b) => place(a.test) - place(b.test));
  return { ...newer, ...Object.fromEntries(parts), tests };
}

function place(test: NetworkTestId | null): number {
  return test === null ? networkTestIds.length : networkTestIds.indexOf(test);
}

/** What a technician asked about one site must not wipe out what is known of the others. */
function withOlder(test: NetworkTestId, data: unknown, before: Connectivity): unknown {
  if (test !== 'tls' || before.tls === null) return data;
  const now = partSchemas.tls.parse(data);
  const same = (a: { host: string | null; port: number | null }, b: typeof a) =>
    a.host === b.host && a.port === b.port;
  const kept = before.tls.sites.filter((old) => !now.sites.some((site) => same(old, site)));
  return { sites: [...now.sites, ...kept].slice(0, MOST_SITES) };
}
