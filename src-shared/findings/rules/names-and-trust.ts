import type { PartOf } from '../../diagnostics/connectivity-areas.ts';
import { areaData } from '../../diagnostics/snapshot.ts';
import { plural, rounded } from '../../words/format.ts';
import type { RuleResult } from '../finding.ts';
import type { Look } from '../look.ts';
import type { Rule } from '../rule.ts';
import { worstOf } from '../worst.ts';
import { partRule } from './part-rule.ts';

/* Names, pages in between, the support server and certificates. NET-07 to 11, NET-13, NET-24 to 26, SEC-13. */

type Dns = PartOf<'dns'>;
type Site = PartOf<'tls'>['sites'][number];
const path = (field: string) => `connectivity.${field}`;
const finds = ({ answered }: Dns['resolvers'][number]) => (answered ?? 0) > 0;
const silent = ({ asked, answered }: Dns['resolvers'][number]) => (asked ?? 0) > 0 && answered === 0;

function judgeSystemDns({ resolvers }: Dns, look: Look): RuleResult {
  const system = resolvers.find(({ kind }) => kind === 'system');
  if (!system || system.asked === null || system.answered === null)
    return look.missing('it is not known whether names are found', path('dns.resolvers.*.answered'));
  if (finds(system)) {
    const dead = resolvers.filter((one) => one.kind === 'configured' && silent(one)).length;
    const note =
      dead > 0 ? `; ${dead} of the DNS servers set here ${plural(dead, 'does', 'do')} not answer` : '';
    return look.fine({ value: system.answered, text: `names are found${note}` });
  }
  const other = resolvers.find((one) => one.kind !== 'system' && finds(one));
  if (!other) return look.missing('no address book (DNS) answers', path('dns.resolvers.*.answered'));
  const why = system.failure === null ? '' : ` (${system.failure})`;
  const text = `the system finds no name${why}, another DNS server does`;
  return look.fired(0, { value: 'no answer', text });
}

function judgeAllDns({ resolvers }: Dns, look: Look): RuleResult {
  const asked = resolvers.filter((one) => (one.asked ?? 0) > 0 && one.answered !== null);
  if (asked.length === 0)
    return look.missing('no address book (DNS) was asked', path('dns.resolvers.*.asked'));
  const answering = asked.filter(finds).length;
  if (answering > 0)
    return look.fine({ value: answering, text: `${answering} of ${asked.length} DNS servers find names` });
  const fixed =
    areaData(look.snapshot, 'connectivity')?.internet?.hosts.filter((host) => host.byName === false) ?? [];
  if (!fixed.some(({ connects }) => connects === true))
    return look.missing('the internet does not answer either', path('internet.hosts.*.connects'));
  const text = `none of ${asked.length} DNS servers finds a name, but fixed addresses answer`;
  return look.fired(0, { value: 'no answer', text });
}

function judgeDnsTime({ resolvers }: Dns, look: Look): RuleResult {
  const mine = resolvers.filter((one) => one.kind !== 'well-known' && finds(one) && one.medianMs !== null);
  const used = mine.find(({ kind }) => kind === 'configured') ?? mine[0];
  if (used?.medianMs == null) return look.missing('no name was found', path('dns.resolvers.*.medianMs'));
  const ms = used.medianMs;
  return look.byNumber(ms, `a name is found in ${rounded(ms, 1)} ms`, { ms: Math.round(ms) });
}

function judgeHonestDns({ madeUpNameFound, strangerAnswers }: Dns, look: Look): RuleResult {
  if (madeUpNameFound === true)
    return look.fired(0, { value: 'made-up name', text: 'a name that cannot exist has an address' });
  if (strangerAnswers === true)
    return look.fired(0, { value: 'stranger', text: 'DNS answers come from an address where nobody is' });
  if (madeUpNameFound === null)
    return look.missing('no address book (DNS) answered', path('dns.madeUpNameFound'));
  return look.fine({ value: 'plain', text: 'names are not changed on the way' });
}

function judgePortal({ pages }: PartOf<'portal'>, look: Look): RuleResult {
  const known = pages.filter(({ result }) => result !== null && result !== 'no-answer');
  if (known.length === 0) return look.missing('the test page did not answer', path('portal.pages.*.result'));
  if (known.some(({ result }) => result === 'expected'))
    return look.fine({ value: 'expected', text: 'the test page came as it should' });
  const page = known[0];
  const status = page?.status === null ? '' : ` (${page?.status ?? ''})`;
  return look.fired(0, {
    value: page?.result ?? 'other-page',
    text: `another page came in place of the test page${status}`,
  });
}

function judgeProxy({ direct, proxies }: PartOf<'proxy'>, look: Look): RuleResult {
  if (direct === true) return look.notRelevant('no proxy is set');
  const results = proxies.map(({ connects, wantsSignIn, passes, failure }) => {
    if (connects === null)
      return look.missing('it is not known whether the proxy answers', path('proxy.proxies.*.connects'));
    if (!connects)
      return look.fired(0, {
        value: failure ?? 'no answer',
        text: `the proxy does not answer (${failure ?? 'unknown'})`,
      });
    if (wantsSignIn === true)
      return look.fired(0, { value: '407', text: 'the proxy wants a sign-in (407)' }, { variant: 'signIn' });
    return look.fine({
      value: 'answers',
      text: passes === true ? 'the proxy lets through' : 'the proxy answers',
    });
  });
  // A list is a list of second chances: one that works is enough.
  const good = results.find(({ result }) => result === 'ok');
  return good ?? worstOf(results, look.missing('no proxy was listed', path('proxy.direct')));
}

function judgeService(part: PartOf<'service'>, look: Look): RuleResult {
  const { connects, answers, failure, timeMs } = part;
  const relays = areaData(look.snapshot, 'connectivity')?.relay?.relays ?? [];
  if (connects === null)
    return look.missing('it is not known whether the server answers', path('service.connects'));
  if (!connects)
    return look.fired(0, {
      value: failure ?? 'no answer',
      text: `the support server does not answer (${failure ?? 'unknown'})`,
    });
  if (answers === false)
    return look.fired(0, { value: 'other', text: 'something else answers in place of the support server' });
  if (relays.length > 0 && relays.every(({ works }) => works === false))
    return look.fired(
      0,
      { value: 'relay', text: `none of ${relays.length} relays answers` },
      { variant: 'relay' },
    );
  return look.fine({ value: 'answers', text: `the support server answers in ${rounded(timeMs ?? 0, 1)} ms` });
}

const isRelayOverTcp = (route: string | null) => route === 'relay-tcp' || route === 'relay-tls';

function judgeRoute({ route }: PartOf<'throughput'>, look: Look): RuleResult {
  if (route === null) return look.missing('the way of the session is not known', path('throughput.route'));
  const text = isRelayOverTcp(route) ? 'the session goes over a relay by TCP' : `the session goes ${route}`;
  return look.either(isRelayOverTcp(route), { value: route, text });
}

function judgeSlowWay({ relays, udpAnswers }: PartOf<'relay'>, look: Look): RuleResult {
  const works = (udp: boolean) =>
    relays.some((one) => (one.transport === 'udp') === udp && one.works === true);
  if (works(true) || udpAnswers === true)
    return look.fine({ value: 'udp', text: 'quick packets (UDP) pass' });
  if (relays.some(({ works: known }) => known === null) || (relays.length === 0 && udpAnswers === null))
    return look.missing('the ways to a relay are not known', path('relay.relays.*.works'));
  if (!works(false)) return look.missing('no relay answers', path('relay.relays.*.works'));
  return look.fired(0, { value: 'tcp', text: 'only relays over TCP answer, UDP does not pass' });
}

/** The way that a session really takes says more than the test before it. */
function routeRule(): Rule {
  const before = partRule('NET-25', 'relay', judgeSlowWay);
  const taken = partRule('NET-25', 'throughput', judgeRoute);
  return {
    ...before,
    judge: (snapshot, limits, context) => {
      const known = areaData(snapshot, 'connectivity')?.throughput?.route ?? null;
      return (known === null ? before : taken).judge(snapshot, limits, context);
    },
  };
}

function judgeReader({ sites }: PartOf<'tls'>, look: Look): RuleResult {
  const publicSites = sites.filter(({ role, root }) => role === 'public' && root !== null);
  if (publicSites.length === 0)
    return look.missing('no public site with a certificate was seen', path('tls.sites.*.root'));
  const results = publicSites.map(({ root, rootName, fault }) => {
    const by = rootName === null ? '' : `: ${rootName}`;
    if (root === 'public')
      return look.fine({ value: 'public', text: `public sites are vouched for in public${by}` });
    if (root === 'local')
      return look.fired(0, { value: 'local', text: `a root of this computer vouches for public sites${by}` });
    return look.fired(1, {
      value: fault ?? 'unknown',
      text: `an unknown root vouches for public sites${by}`,
    });
  });
  return worstOf(results, look.missing('no public site was seen', path('tls.sites.*.root')));
}

function judgeCertificate(site: Site, look: Look): RuleResult {
  const { fault, daysLeft, trusted } = site;
  const host = site.host ?? 'a site';
  if (trusted === null && fault === null && daysLeft === null)
    return look.missing('the certificate was not seen', path('tls.sites.*.trusted'));
  const worst = look.limit.levels.length - 1;
  // An unknown root of a public site is a matter of the network, not of the site. // NET-26
  if (fault !== null && !(site.role === 'public' && fault === 'unknown-root')) {
    const kind = fault === 'expired' ? 'expired' : fault === 'wrong-name' ? 'name' : 'untrusted';
    const days = daysLeft === null ? '' : `, ${daysLeft} days left`;
    return look.fired(worst, { value: fault, text: `${host}: ${fault}${days}` }, { host, variant: kind });
  }
  if (daysLeft === null)
    return look.missing('it is not known how long the certificate lasts', path('tls.sites.*.daysLeft'));
  return look.byNumber(daysLeft, `${host}: ${daysLeft} days left`, { host, days: daysLeft });
}

export const nameAndTrustRules: readonly Rule[] = [
  partRule('NET-07', 'dns', judgeSystemDns),
  partRule('NET-08', 'dns', judgeAllDns),
  partRule('NET-09', 'dns', judgeDnsTime),
  partRule('NET-10', 'dns', judgeHonestDns),
  partRule('NET-11', 'portal', judgePortal),
  partRule('NET-13', 'proxy', judgeProxy),
  partRule('NET-24', 'service', judgeService),
  routeRule(),
  partRule('NET-26', 'tls', judgeReader),
  partRule('SEC-13', 'tls', ({ sites }, look) =>
    worstOf(
      sites.filter(({ connects }) => connects !== false).map((site) => judgeCertificate(site, look)),
      look.missing('no secure site answered', path('tls.sites.*.connects')),
    ),
  ),
];
