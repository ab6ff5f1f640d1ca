import type { AreaDataOf } from '../../../../src-shared/diagnostics/area-schemas.ts';
import { rule, type Case } from '../case.ts';
import { farHost, gateway, packets, relay, resolver, site } from '../healthy-connectivity.ts';
import { cable, healthyAreas, type AreasPatch } from '../machine.ts';

type Tests = AreaDataOf['connectivity'];
const healthy = healthyAreas.connectivity;
const all = (patch: Partial<Tests>): AreasPatch => ({ connectivity: patch });

/** The test ran and says why it has nothing. */
const without = (
  test: NonNullable<Tests['tests'][number]['test']>,
  status: 'failed' | 'unavailable' = 'failed',
) =>
  all({
    [test]: null,
    tests: healthy.tests.map((line) =>
      line.test === test ? { ...line, status, reason: 'no answer in 2 s' } : line,
    ),
  });

const router = (...changes: readonly object[]) =>
  all({
    gateway: { sampleMs: 16_000, gateways: changes.map((change) => ({ ...gateway, ...change })) },
  });
const gone = { answered: false, neighbour: 'failed', lost: 20, rttMs: null, jitterMs: null };
const noInternet: Partial<Tests> = {
  internet: {
    sampleMs: 3000,
    hosts: [farHost, farHost].map((host) => ({
      ...host,
      connects: false,
      failure: 'timeout',
      sent: 1,
      lost: 1,
      rttMs: null,
      jitterMs: null,
    })),
  },
};
const internet = (change: object, sampleMs = 16_000) =>
  all({ internet: { sampleMs, hosts: [{ ...farHost, ...change }] } });
const lost = (count: number, sent: number, sampleMs?: number) => internet({ sent, lost: count }, sampleMs);
const dns = (resolvers: readonly object[], change: object = {}) =>
  all({
    dns: {
      resolvers: resolvers.map((one) => ({ ...resolver, ...one })),
      madeUpNameFound: false,
      strangerAnswers: false,
      ...change,
    },
  });
const dead = { answered: 0, medianMs: null, failure: 'timeout' };
const portal = (result: string | null, status: number | null = 200) =>
  all({ portal: { pages: [{ host: 'www.example.org', result: result as 'moved', status }] } });
const proxy = {
  host: 'proxy-1',
  port: 8080,
  connects: true,
  wantsSignIn: false,
  passes: true,
  failure: null,
};
const proxies = (...changes: readonly object[]) =>
  all({ proxy: { direct: false, proxies: changes.map((change) => ({ ...proxy, ...change })) } });
const mtu = (change: object) =>
  all({ mtu: { host: 'x.example.org', largest: 1500, smallPasses: true, fullPasses: true, ...change } });
const cards = (change: object, sampleMs = 600_000) =>
  all({ cards: { sampleMs, cards: [{ ...packets, ...change }] } });
const band = (onSlowBand: boolean | null, fastBandDbm: number | null) =>
  all({ bands: { onSlowBand, fastBandDbm } });
const newAddress = {
  network: {
    interfaces: [
      {
        ...cable,
        addresses: [{ family: 'ipv6', address: '2001:db8::1', prefixLength: 64, scope: 'public' }],
      },
    ],
  },
} as AreasPatch;
const both = (change: object): AreasPatch => ({
  ...newAddress,
  ...all({ ipv6: { host: 'x.example.org', hasBoth: true, connects4: true, connects6: true, ...change } }),
});
const service = (change: object) =>
  all({
    service: {
      host: 'help.example.org',
      port: 443,
      secure: true,
      connects: true,
      answers: true,
      timeMs: 20,
      failure: null,
      ...change,
    },
  });
const ways = (udpAnswers: boolean | null, ...relays: readonly object[]) =>
  all({
    throughput: null,
    relay: {
      nat: 'unknown',
      udpAnswers,
      directLikely: null,
      relays: relays.map((one) => ({ ...relay, ...one })),
    },
  });
const speed = (change: object) =>
  all({ throughput: { sampleMs: 5000, upMbit: 12, downMbit: 40, route: 'direct', ...change } });
const sites = (...changes: readonly object[]) =>
  all({ tls: { sites: changes.map((change) => ({ ...site, ...change })) } });

export const connectivityCases: readonly Case[] = [
  ...rule(
    'NET-03',
    ['silent and no neighbour', all({ ...router(gone).connectivity, ...noInternet }), 'critical'],
    [
      'silent and absent',
      all({ ...router({ ...gone, neighbour: 'absent' }).connectivity, ...noInternet }),
      'critical',
    ],
    [
      'silent, but a known neighbour',
      all({ ...router({ ...gone, neighbour: 'stale' }).connectivity, ...noInternet }),
      'unknown',
    ],
    ['silent, but the internet answers', router(gone), 'ok'],
    ['one of two answers', router(gone, {}), 'ok'],
    ['answers', {}, 'ok'],
    ['nobody could ask', all({ ...router({ answered: null }).connectivity, ...noInternet }), 'unknown'],
    ['the test failed', without('gateway'), 'unknown'],
  ),
  ...rule(
    'NET-04',
    ['1 of 100 lost is one percent', lost(1, 100), 'ok'],
    ['3 of 200', lost(3, 200), 'medium'],
    ['5 of 100', lost(5, 100), 'medium'],
    ['6 of 100', lost(6, 100), 'high'],
    ['to the router', router({ sent: 100, lost: 6 }), 'high'],
    ['6 of 100 in a short sample', lost(6, 100, 2000), 'medium'],
    [
      'one of ten in a short sample is chance',
      all({ ...lost(1, 10, 2000).connectivity, gateway: null }),
      'ok',
    ],
    ['too few', all({ ...lost(2, 7).connectivity, gateway: null }), 'unknown'],
    ['the test failed', without('internet'), 'unknown'],
  ),
  ...rule(
    'NET-05',
    ['100 ms', internet({ rttMs: 100 }), 'ok'],
    ['101', internet({ rttMs: 101 }), 'low'],
    ['300', internet({ rttMs: 300 }), 'low'],
    ['301', internet({ rttMs: 301 }), 'medium'],
    ['no time', internet({ rttMs: null }), 'unknown'],
    ['the test failed', without('internet'), 'unknown'],
  ),
  ...rule(
    'NET-06',
    ['30 ms', internet({ jitterMs: 30 }), 'ok'],
    ['31', internet({ jitterMs: 31 }), 'low'],
    ['31 in a short sample', internet({ jitterMs: 31 }, 2000), 'info'],
    ['only one answer', internet({ jitterMs: null }), 'unknown'],
  ),
  ...rule(
    'NET-07',
    ['the system finds nothing, another does', dns([dead, { kind: 'well-known' }]), 'high'],
    ['one of the servers set is dead', dns([{}, { ...dead, kind: 'configured' }]), 'ok'],
    ['none finds anything', dns([dead, { ...dead, kind: 'well-known' }]), 'unknown'],
    ['the system was not asked', dns([{ kind: 'well-known' }]), 'unknown'],
    ['the test failed', without('dns'), 'unknown'],
  ),
  ...rule(
    'NET-08',
    ['none finds anything, fixed addresses answer', dns([dead, { ...dead, kind: 'well-known' }]), 'critical'],
    ['one finds names', dns([dead, { kind: 'well-known' }]), 'ok'],
    ['no internet either', all({ ...dns([dead]).connectivity, ...noInternet }), 'unknown'],
    ['none asked', dns([]), 'unknown'],
  ),
  ...rule(
    'NET-09',
    ['100 ms', dns([{ medianMs: 100 }]), 'ok'],
    ['101', dns([{ medianMs: 101 }]), 'low'],
    ['500', dns([{ medianMs: 500 }]), 'low'],
    ['501', dns([{ medianMs: 501 }]), 'medium'],
    ['well-known ones do not count', dns([{}, { kind: 'well-known', medianMs: 900 }]), 'ok'],
    ['the server set counts', dns([{}, { kind: 'configured', medianMs: 900 }]), 'medium'],
    ['no answer', dns([dead]), 'unknown'],
  ),
  ...rule(
    'NET-10',
    ['a made-up name is found', dns([{}], { madeUpNameFound: true }), 'medium'],
    ['a stranger answers', dns([{}], { strangerAnswers: true }), 'medium'],
    ['no stranger was asked', dns([{}], { strangerAnswers: null }), 'ok'],
    ['neither', {}, 'ok'],
    ['nobody answered', dns([dead], { madeUpNameFound: null }), 'unknown'],
  ),
  ...rule(
    'NET-11',
    ['moved', portal('moved', 302), 'high'],
    ['another page', portal('other-page'), 'high'],
    ['status 511', portal('sign-in', 511), 'high'],
    ['as expected', portal('expected'), 'ok'],
    ['no answer', portal('no-answer', null), 'unknown'],
    ['not known', portal(null), 'unknown'],
    ['not set', without('portal', 'unavailable'), 'unknown'],
  ),
  ...rule(
    'NET-12',
    ['the router answers, the internet does not', all(noInternet), 'critical'],
    ['one host only', internet({ connects: false }), 'unknown'],
    ['the router is silent too', all({ ...noInternet, ...router(gone).connectivity }), 'unknown'],
    ['through the proxy', all({ ...noInternet, ...proxies({}).connectivity }), 'ok'],
    ['answers', {}, 'ok'],
    ['the test failed', without('internet'), 'unknown'],
  ),
  ...rule(
    'NET-13',
    ['does not connect', proxies({ connects: false, failure: 'refused', passes: null }), 'high'],
    ['wants a sign-in', proxies({ wantsSignIn: true, passes: false }), 'high'],
    ['the second of two works', proxies({ connects: false, failure: 'refused' }, {}), 'ok'],
    ['answers', proxies({}), 'ok'],
    ['not known', proxies({ connects: null }), 'unknown'],
    ['none is set', {}, 'notRelevant'],
  ),
  ...rule(
    'NET-15',
    ['1472 of data does not pass', mtu({ largest: 1420, fullPasses: false }), 'medium'],
    ['passes', mtu({}), 'ok'],
    ['pings are dropped', mtu({ smallPasses: false, fullPasses: false }), 'unknown'],
    ['not known', mtu({ fullPasses: null }), 'unknown'],
    ['nobody asked', all({ mtu: null, tests: [] }), 'unknown'],
  ),
  ...rule(
    'NET-17',
    ['four errors', cards({ errors: 4 }), 'ok'],
    ['five errors', cards({ errors: 5 }), 'medium'],
    ['19 of 1000 lost', cards({ drops: 19 }), 'ok'],
    ['20 of 1000 lost', cards({ drops: 20 }), 'medium'],
    ['20 of 1000 in a short sample', cards({ drops: 20 }, 1000), 'low'],
    ['half of a few', cards({ packets: 10, drops: 5 }), 'ok'],
    ['Wi-Fi loses 99 of 1000', cards({ kind: 'wifi', drops: 99 }), 'ok'],
    ['Wi-Fi loses 100 of 1000', cards({ kind: 'wifi', drops: 100 }), 'medium'],
    ['not counted', cards({ drops: null }), 'unknown'],
    ['another kind', cards({ kind: 'other' }), 'notRelevant'],
  ),
  ...rule(
    'NET-21',
    ['-69 dBm on the fast band', band(true, -69), 'info'],
    ['-70', band(true, -70), 'ok'],
    ['no fast band', band(true, null), 'ok'],
    ['on the fast band', band(false, -40), 'ok'],
    ['not known', band(null, null), 'unknown'],
    ['no Wi-Fi', without('bands', 'unavailable'), 'notRelevant'],
  ),
  ...rule(
    'NET-23',
    ['only the old way works', both({ connects6: false }), 'low'],
    ['both work', both({}), 'ok'],
    ['neither works', both({ connects4: false, connects6: false }), 'unknown'],
    ['the site has one kind only', both({ hasBoth: false }), 'unknown'],
    ['not known', both({ connects6: null }), 'unknown'],
    [
      'no such address here',
      all({ ipv6: { host: null, hasBoth: true, connects4: true, connects6: false } }),
      'notRelevant',
    ],
  ),
  ...rule(
    'NET-24',
    ['does not connect', service({ connects: false, answers: null, failure: 'refused' }), 'critical'],
    ['something else answers', service({ answers: false }), 'critical'],
    [
      'no relay works',
      all({
        relay: { nat: 'unknown', udpAnswers: null, directLikely: null, relays: [{ ...relay, works: false }] },
      }),
      'critical',
    ],
    ['answers', {}, 'ok'],
    ['not known', service({ connects: null }), 'unknown'],
    ['no server is set', without('service', 'unavailable'), 'unknown'],
  ),
  ...rule(
    'NET-25',
    ['the session goes by TCP', speed({ route: 'relay-tcp' }), 'low'],
    ['the session goes by TLS', speed({ route: 'relay-tls' }), 'low'],
    ['the session goes by UDP', speed({ route: 'relay-udp' }), 'ok'],
    ['only TCP works', ways(false, { works: false }, { transport: 'tcp' }), 'low'],
    ['UDP works', ways(null, {}, { transport: 'tcp', works: false }), 'ok'],
    ['nothing works', ways(false, { works: false }), 'unknown'],
    ['not known', ways(null, { works: null }), 'unknown'],
  ),
  ...rule(
    'NET-26',
    ['a root of this computer', sites({ root: 'local' }), 'info'],
    ['a root nobody knows', sites({ root: 'unknown', fault: 'unknown-root', trusted: false }), 'medium'],
    ['a public root', {}, 'ok'],
    ['no public site', sites({ role: 'asked' }), 'unknown'],
    ['not known', sites({ root: null }), 'unknown'],
  ),
  ...rule(
    'NET-28',
    ['1.5 up', speed({ upMbit: 1.5 }), 'ok'],
    ['1.4 up', speed({ upMbit: 1.4 }), 'low'],
    ['1.4 down', speed({ downMbit: 1.4 }), 'low'],
    ['not measured', speed({ upMbit: null, downMbit: null }), 'unknown'],
  ),
  ...rule(
    'SEC-13',
    ['14 days', sites({ daysLeft: 14 }), 'ok'],
    ['13 days', sites({ daysLeft: 13 }), 'medium'],
    ['7 days', sites({ daysLeft: 7 }), 'medium'],
    ['6 days', sites({ daysLeft: 6 }), 'high'],
    ['one day', sites({ daysLeft: 1 }), 'high'],
    ['expired', sites({ daysLeft: -1, fault: 'expired', trusted: false }), 'high'],
    ['a wrong name', sites({ fault: 'wrong-name', trusted: false }), 'high'],
    ['self-signed', sites({ fault: 'self-signed', trusted: false, root: 'unknown' }), 'high'],
    [
      'an unknown root of the site asked',
      sites({ role: 'asked', fault: 'unknown-root', trusted: false }),
      'high',
    ],
    [
      'an unknown root of a public site is NET-26',
      sites({ fault: 'unknown-root', trusted: false, root: 'unknown' }),
      'ok',
    ],
    ['no site answered', sites({ connects: false }), 'unknown'],
    ['not known', sites({ daysLeft: null }), 'unknown'],
  ),
];
