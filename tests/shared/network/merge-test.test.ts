import { describe, expect, it } from 'vitest';
import { emptyConnectivity } from '../../../src-shared/diagnostics/connectivity-areas.ts';
import { keepOlderTests, mergeTest } from '../../../src-shared/network/merge-test.ts';
import {
  defaultTargets,
  mergeTargets,
  networkTargetsSchema,
} from '../../../src-shared/network/network-targets.ts';
import { site } from '../findings/healthy-connectivity.ts';

const ok = (data: unknown) => ({ status: 'ok' as const, data, ms: 12, at: 1000, source: 'test' });
const failed = { status: 'failed' as const, reason: 'no answer in 2 s', ms: 2000, at: 2000, source: 'test' };
const page = { host: 'a.example', result: 'expected', status: 200 };

describe('the result of a test', () => {
  it('joins the others and says how it went', () => {
    const one = mergeTest(emptyConnectivity, 'portal', ok({ pages: [page] }));
    expect(one.portal).toEqual({ pages: [page] });
    expect(one.tests).toEqual([
      { test: 'portal', status: 'ok', reason: null, at: 1000, tookMs: 12, source: 'test' },
    ]);
  });

  it('takes an old one away when it could not be made again', () => {
    const one = mergeTest(mergeTest(emptyConnectivity, 'portal', ok({ pages: [page] })), 'portal', failed);
    expect(one.portal).toBeNull();
    expect(one.tests).toMatchObject([{ test: 'portal', status: 'failed', reason: 'no answer in 2 s' }]);
  });

  it('that does not fit its schema is no result', () => {
    const one = mergeTest(emptyConnectivity, 'portal', ok({ pages: 'x', more: 1 }));
    expect(one.portal).toBeNull();
    expect(one.tests[0]).toMatchObject({ status: 'failed', reason: 'the answer does not fit' });
  });

  it('of one more site stands beside the sites before it', () => {
    const first = mergeTest(emptyConnectivity, 'tls', ok({ sites: [site] }));
    const asked = { ...site, host: 'other.example', role: 'asked' };
    const both = mergeTest(first, 'tls', ok({ sites: [asked] }));
    expect(both.tls?.sites.map(({ host }) => host)).toEqual(['other.example', site.host]);
    const again = mergeTest(both, 'tls', ok({ sites: [{ ...asked, daysLeft: 3 }] }));
    expect(again.tls?.sites).toHaveLength(2);
    expect(again.tls?.sites[0]?.daysLeft).toBe(3);
  });

  it('on demand is kept when the quick ones come anew', () => {
    const older = mergeTest(
      mergeTest(emptyConnectivity, 'portal', ok({ pages: [] })),
      'mtu',
      ok({ host: 'a', largest: 1500, smallPasses: true, fullPasses: true }),
    );
    const newer = mergeTest(emptyConnectivity, 'portal', ok({ pages: [page] }));
    const kept = keepOlderTests(older, newer);
    expect(kept.portal?.pages).toHaveLength(1);
    expect(kept.mtu?.largest).toBe(1500);
    expect(kept.tests.map(({ test }) => test)).toEqual(['portal', 'mtu']);
  });
});

describe('the list of hosts', () => {
  it('is one that its own schema accepts', () => {
    expect(networkTargetsSchema.safeParse(defaultTargets).success).toBe(true);
    expect(defaultTargets.names).toHaveLength(5);
  });

  it('is replaced by an organisation list by list, and refused whole when it is wrong', () => {
    const merged = mergeTargets({ internet: [{ host: 'a.example', port: 443 }], time: [] });
    expect(merged.ok && merged.value).toMatchObject({
      internet: [{ host: 'a.example' }],
      time: [],
      names: defaultTargets.names,
    });
    for (const wrong of [
      { internet: [{ host: '--help', port: 443 }] },
      { nobody: [] },
      { fixed: [{ host: 'name.example', port: 443 }] },
      { portals: [{ host: 'a', port: 80, path: '/x y', status: 200, text: '' }] },
      'text',
    ])
      expect(mergeTargets(wrong).ok, JSON.stringify(wrong)).toBe(false);
  });
});
