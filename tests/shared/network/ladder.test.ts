import { describe, expect, it } from 'vitest';
import type { AreasPatch } from '../findings/machine.ts';
import { farHost, gateway, resolver, site } from '../findings/healthy-connectivity.ts';
import { cable, healthyAreas, machine } from '../findings/machine.ts';
import { climb, ladderSteps, type LadderStep, type PeerState } from '../../../src-shared/network/ladder.ts';
import { ladderTitles, rungWords } from '../../../src-shared/words/ladder-words.ts';
import { readingGrade } from '../words/reading-grade.ts';

type Tests = (typeof healthyAreas)['connectivity'];
const tests = (patch: Partial<Tests>): AreasPatch => ({ connectivity: patch });
const cards = (change: object) => ({ network: { interfaces: [{ ...cable, ...change }] } }) as AreasPatch;
const silent = { ...farHost, connects: false, failure: 'timeout' as const, rttMs: null, jitterMs: null };
const noInternet = { internet: { sampleMs: 1, hosts: [silent, { ...silent, byName: false }] }, portal: null };
const gone = { ...gateway, answered: false, neighbour: 'failed' as const };
const names = (system: number, other: number) => ({
  dns: {
    resolvers: [
      { ...resolver, answered: system },
      { ...resolver, kind: 'well-known' as const, answered: other },
    ],
    madeUpNameFound: null,
    strangerAnswers: null,
  },
});
const proxy = { host: 'p', port: 8080, connects: true, wantsSignIn: false, passes: true, failure: null };

const broken: readonly (readonly [LadderStep, string, AreasPatch, PeerState, string | null])[] = [
  ['adapter', 'every card is off', cards({ up: false }), 'none', null],
  ['adapter', 'there is no card', { network: { interfaces: [] } }, 'none', 'missing'],
  [
    'address',
    'only a self-given address',
    cards({ addresses: [{ ...cable.addresses[0], scope: 'link-local' }] }),
    'none',
    'self-given',
  ],
  ['address', 'no address', cards({ addresses: [] }), 'none', null],
  ['gateway', 'no way out', { route: { hasDefault: false } }, 'none', 'no-route'],
  [
    'gateway',
    'the router is gone',
    tests({ ...noInternet, gateway: { sampleMs: 1, gateways: [gone] } }),
    'none',
    null,
  ],
  ['dns', 'the own address book is dead', tests(names(0, 5)), 'none', 'system'],
  ['dns', 'all address books are dead', tests(names(0, 0)), 'none', null],
  ['internet', 'nothing answers', tests({ ...noInternet, ...names(0, 0) }), 'none', null],
  [
    'internet',
    'a sign-in page',
    tests({ portal: { pages: [{ host: 'p', result: 'moved', status: 302 }] } }),
    'none',
    'sign-in',
  ],
  [
    'proxy',
    'does not answer',
    tests({ proxy: { direct: false, proxies: [{ ...proxy, connects: false }] } }),
    'none',
    null,
  ],
  [
    'proxy',
    'wants a sign-in',
    tests({ proxy: { direct: false, proxies: [{ ...proxy, wantsSignIn: true }] } }),
    'none',
    'sign-in',
  ],
  [
    'tls',
    'expired',
    tests({ tls: { sites: [{ ...site, trusted: false, fault: 'expired' }] } }),
    'none',
    'expired',
  ],
  [
    'tls',
    'the own server has a wrong name',
    tests({ tls: { sites: [site, { ...site, role: 'service', trusted: false, fault: 'wrong-name' }] } }),
    'none',
    'wrong-name',
  ],
  [
    'service',
    'does not answer',
    tests({ service: { ...healthyAreas.connectivity.service, connects: false } as Tests['service'] }),
    'none',
    null,
  ],
  [
    'service',
    'something else answers',
    tests({ service: { ...healthyAreas.connectivity.service, answers: false } as Tests['service'] }),
    'none',
    'other',
  ],
  ['peer', 'the link is lost', {}, 'lost', null],
];

describe('the ladder from the computer to the technician', () => {
  it('is good to the top on a healthy computer in a session', () => {
    const { rungs, brokenAt } = climb(machine(), 'up');
    expect(brokenAt).toBeNull();
    expect(rungs.map(({ step, state }) => [step, state])).toEqual(
      ladderSteps.map((step) => [step, step === 'proxy' ? 'none' : 'good']),
    );
  });

  it.each(broken)('stops at %s: %s', (step, _when, patch, peer, variant) => {
    const { rungs, brokenAt } = climb(machine(patch), peer);
    expect(brokenAt).toBe(step);
    const at = ladderSteps.indexOf(step);
    expect(rungs[at]).toEqual({ step, state: 'broken', variant });
    expect(rungs.slice(0, at).some(({ state }) => state === 'broken' || state === 'skipped')).toBe(false);
    expect(rungs.slice(at + 1).every(({ state }) => state === 'skipped')).toBe(true);
  });

  it('says "not known", never "good", where nothing was tested', () => {
    const { rungs, brokenAt } = climb({ ...machine(), areas: {} }, 'none');
    expect(brokenAt).toBeNull();
    expect(rungs.map(({ state }) => state)).toEqual([...Array(8).fill('unknown'), 'none']);
  });

  it('does not blame a router that is silent but known, nor names when the internet is away', () => {
    const quiet = tests({
      ...noInternet,
      gateway: { sampleMs: 1, gateways: [{ ...gone, neighbour: 'stale' }] },
    });
    expect(climb(machine(quiet), 'none').rungs[2]?.state).toBe('unknown');
    expect(climb(machine(tests({ ...noInternet, ...names(0, 0) })), 'none').brokenAt).toBe('internet');
  });

  it('reaches the internet through a proxy that lets through', () => {
    const patch = tests({ ...noInternet, proxy: { direct: false, proxies: [proxy] } });
    expect(climb(machine(patch), 'up').brokenAt).toBeNull();
  });

  it('has plain words for every rung', () => {
    const said = broken.flatMap(([, , patch, peer]) => climb(machine(patch), peer).rungs.map(rungWords));
    expect(said.every((text) => text.length > 4 && text.length <= 100 && text.endsWith('.'))).toBe(true);
    expect(readingGrade([...new Set(said)].join(' '))).toBeLessThanOrEqual(8);
    expect(Object.keys(ladderTitles)).toEqual([...ladderSteps]);
  });
});
