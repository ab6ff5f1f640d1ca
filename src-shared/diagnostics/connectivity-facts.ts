import type { AreaDataOf } from './area-schemas.ts';
import { fact, type Fact } from './fact.ts';
import { formatValue } from './format-value.ts';

type Connectivity = AreaDataOf['connectivity'];
const path = (field: string) => `connectivity.${field}`;
const ms = (value: number | null | undefined) => (value == null ? null : formatValue(value, 'ms'));
const works = (value: boolean | null | undefined, yes: string, no: string) =>
  value == null ? null : value ? yes : no;
const lossOf = ({ sent, lost }: { sent: number | null; lost: number | null }) =>
  sent !== null && sent > 0 && lost !== null && lost > 0 && `${lost} of ${sent} lost`;

/** What the tests of the network found, from the router outwards, one line a thing that was asked. */
export function connectivityFacts(area: Connectivity): readonly Fact[] {
  return [...near(area), ...names(area), ...far(area), ...secure(area), ...session(area), ...notMade(area)];
}

function near({ cards, gateway, neighbours, bands }: Connectivity): readonly Fact[] {
  return [
    ...(gateway?.gateways ?? []).flatMap((one) =>
      fact(
        'Router test',
        path('gateway.gateways.*.answered'),
        works(one.answered, 'answers', 'no answer'),
        ms(one.rttMs),
        lossOf(one),
        one.how !== null && `by ${one.how}`,
      ),
    ),
    ...(cards?.cards ?? []).flatMap((card) =>
      fact(
        'Packets',
        path('cards.cards.*.packets'),
        card.name,
        card.packets !== null &&
          `${card.packets} in ${formatValue((cards?.sampleMs ?? 0) / 1000, 'seconds')}`,
        (card.errors ?? 0) > 0 && `${card.errors} bad`,
        (card.drops ?? 0) > 0 && `${card.drops} lost`,
      ),
    ),
    ...fact(
      'Neighbours',
      path('neighbours.known'),
      neighbours?.known == null ? null : String(neighbours.known),
    ),
    ...(neighbours?.doubled ?? []).flatMap((one) =>
      fact(
        'Address used twice',
        path('neighbours.doubled.*.address'),
        one.address,
        works(one.ownAddress, 'your own', ''),
      ),
    ),
    ...fact('Wi-Fi band', path('bands.onSlowBand'), works(bands?.onSlowBand, '2.4 GHz', '5 GHz or faster')),
  ];
}

function names({ dns }: Connectivity): readonly Fact[] {
  return [
    ...(dns?.resolvers ?? []).flatMap((one) =>
      fact(
        'Resolver',
        path('dns.resolvers.*.answered'),
        one.kind,
        one.address,
        one.asked !== null && one.answered !== null && `${one.answered} of ${one.asked} names`,
        ms(one.medianMs),
        one.failure,
      ),
    ),
    ...fact(
      'Made-up name',
      path('dns.madeUpNameFound'),
      works(dns?.madeUpNameFound, 'found: changed on the way', 'not found'),
    ),
    ...fact(
      'Resolver that is not there',
      path('dns.strangerAnswers'),
      works(dns?.strangerAnswers, 'answers: DNS is intercepted', 'silent'),
    ),
  ];
}

function far({ internet, ipv6, portal, proxy, tcp, path: way, mtu }: Connectivity): readonly Fact[] {
  return [
    ...[...(internet?.hosts ?? [])].flatMap((one) =>
      fact(
        'Internet test',
        path('internet.hosts.*.connects'),
        one.host,
        works(one.connects, 'answers', 'no answer'),
        ms(one.rttMs),
        lossOf(one),
        one.failure,
      ),
    ),
    ...fact('IPv4', path('ipv6.connects4'), works(ipv6?.connects4, 'works', 'fails')),
    ...fact('IPv6', path('ipv6.connects6'), works(ipv6?.connects6, 'works', 'fails')),
    ...(portal?.pages ?? []).flatMap((page) =>
      fact('Sign-in page', path('portal.pages.*.result'), page.result),
    ),
    ...(proxy?.proxies ?? []).flatMap((one) =>
      fact(
        'Proxy test',
        path('proxy.proxies.*.connects'),
        one.host,
        works(one.connects, 'answers', 'no answer'),
        one.failure,
      ),
    ),
    ...(tcp?.hosts ?? []).flatMap((one) =>
      fact(
        'Port test',
        path('tcp.hosts.*.connects'),
        `${one.host ?? ''} ${one.port ?? ''}`.trim(),
        one.family,
        works(one.connects, 'open', 'not open'),
        ms(one.timeMs),
        one.failure,
      ),
    ),
    ...fact(
      'Path',
      path('path.reached'),
      way?.host,
      works(way?.reached, 'reached', 'not reached'),
      way != null && way.hops.length > 0 && `${way.hops.length} stations`,
      way?.how != null && `by ${way.how}`,
    ),
    ...fact('Largest packet', path('mtu.largest'), mtu?.largest == null ? null : `${mtu.largest} bytes`),
  ];
}

function secure({ tls, http, clock }: Connectivity): readonly Fact[] {
  return [
    ...(tls?.sites ?? []).flatMap((site) =>
      fact(
        'Certificate',
        path('tls.sites.*.fault'),
        site.host,
        site.fault ?? works(site.trusted, 'trusted', 'not trusted'),
        site.daysLeft !== null && `${site.daysLeft} days left`,
        site.issuer !== null && `from ${site.issuer}`,
        site.protocol,
        site.failure,
      ),
    ),
    ...(http?.sites ?? []).flatMap((site) =>
      fact(
        'Page timing',
        path('http.sites.*.totalMs'),
        site.host,
        site.status !== null && `status ${site.status}`,
        site.lookupMs !== null && `name ${ms(site.lookupMs)}`,
        site.connectMs !== null && `connect ${ms(site.connectMs)}`,
        site.secureMs !== null && `secure ${ms(site.secureMs)}`,
        site.firstByteMs !== null && `first byte ${ms(site.firstByteMs)}`,
        site.totalMs !== null && `all ${ms(site.totalMs)}`,
        site.failure,
      ),
    ),
    ...fact(
      'Clock compared',
      path('clock.offsetMs'),
      ms(clock?.offsetMs),
      clock?.how != null && `by ${clock.how}`,
    ),
  ];
}

function session({ service, relay, throughput }: Connectivity): readonly Fact[] {
  return [
    ...fact(
      'Support server',
      path('service.connects'),
      works(service?.connects, 'answers', 'no answer'),
      ms(service?.timeMs),
      service?.failure,
    ),
    ...fact('Router changes ports', path('relay.nat'), relay?.nat),
    ...fact('Direct way', path('relay.directLikely'), works(relay?.directLikely, 'likely', 'not likely')),
    ...(relay?.relays ?? []).flatMap((one) =>
      fact(
        'Relay',
        path('relay.relays.*.works'),
        `${one.host ?? ''} ${one.port ?? ''} ${one.transport ?? ''}`.trim(),
        works(one.works, 'works', 'fails'),
        ms(one.timeMs),
        one.failure,
      ),
    ),
    ...fact(
      'Speed of the session',
      path('throughput.upMbit'),
      throughput?.upMbit != null && `up ${formatValue(throughput.upMbit, 'mbit')}`,
      throughput?.downMbit != null && `down ${formatValue(throughput.downMbit, 'mbit')}`,
      throughput?.route,
    ),
  ];
}

function notMade({ tests }: Connectivity): readonly Fact[] {
  return tests.flatMap(({ test, status, reason }) =>
    status === 'ok' || test === null ? [] : fact(`Test ${test}`, path('tests.*.reason'), reason),
  );
}
