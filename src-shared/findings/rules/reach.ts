import type { PartOf } from '../../diagnostics/connectivity-areas.ts';
import { areaData, type Snapshot } from '../../diagnostics/snapshot.ts';
import { percent, rounded } from '../../words/format.ts';
import type { RuleResult } from '../finding.ts';
import { alsoOf } from '../limits.ts';
import type { Look } from '../look.ts';
import type { Rule } from '../rule.ts';
import { worstOf } from '../worst.ts';
import { partRule } from './part-rule.ts';

/* How far it reaches: router, internet, and how well. NET-03 to 06, NET-12, NET-15, NET-17, NET-21, NET-23, NET-28. */

type Internet = PartOf<'internet'>;
type Gateway = PartOf<'gateway'>;
const path = (field: string) => `connectivity.${field}`;

const internetOf = (snapshot: Snapshot) => areaData(snapshot, 'connectivity')?.internet ?? null;
const gatewayOf = (snapshot: Snapshot) => areaData(snapshot, 'connectivity')?.gateway ?? null;
const connects = (internet: Internet | null) =>
  internet?.hosts.some((host) => host.connects === true) === true;

function judgeGateway({ gateways }: Gateway, look: Look): RuleResult {
  const answered = gateways.filter((one) => one.answered === true);
  const how = (one: Gateway['gateways'][number]) => (one.how === null ? '' : ` (${one.how})`);
  if (answered[0]) {
    const ms = answered[0].rttMs === null ? '' : ` in ${rounded(answered[0].rttMs, 1)} ms`;
    return look.fine({ value: 'answers', text: `the router answers${ms}${how(answered[0])}` });
  }
  if (connects(internetOf(look.snapshot)))
    return look.fine({ value: 'answers', text: 'the internet answers through the router' });
  const silent = gateways.filter((one) => one.answered === false);
  if (silent.length === 0)
    return look.missing('it is not known whether the router answers', path('gateway.gateways.*.answered'));
  // Many routers drop such questions; only with the table of neighbours is silence a fault.
  if (!silent.every(({ neighbour }) => neighbour === 'failed' || neighbour === 'absent'))
    return look.missing('the router does not say', path('gateway.gateways.*.neighbour'));
  return look.fired(0, { value: 'no answer', text: 'no answer by ping or TCP, and it is no neighbour' });
}

interface Lost {
  readonly sent: number;
  readonly lost: number;
  readonly sampleMs: number;
  readonly where: 'router' | 'internet';
}

function lossOf(snapshot: Snapshot): readonly Lost[] {
  const sum = (rows: readonly { sent: number | null; lost: number | null }[], key: 'sent' | 'lost') =>
    rows.reduce((total, row) => total + (row[key] ?? 0), 0);
  const gateway = gatewayOf(snapshot);
  const internet = internetOf(snapshot);
  const near = gateway?.gateways.filter((one) => one.answered === true && one.how === 'ping') ?? [];
  const far = internet?.hosts.filter((one) => one.connects === true) ?? [];
  const both: Lost[] = [
    { sent: sum(near, 'sent'), lost: sum(near, 'lost'), sampleMs: gateway?.sampleMs ?? 0, where: 'router' },
    { sent: sum(far, 'sent'), lost: sum(far, 'lost'), sampleMs: internet?.sampleMs ?? 0, where: 'internet' },
  ];
  return both.filter(({ sent }) => sent > 0);
}

function judgeLoss(_internet: Internet, look: Look): RuleResult {
  const fewest = alsoOf(look.limit, 'fewest');
  const all = lossOf(look.snapshot).filter(({ sent }) => sent >= fewest);
  const results = all.map(({ sent, lost, sampleMs, where }) => {
    const share = (lost / sent) * 100;
    const text = `${where}: ${lost} of ${sent} lost, ${percent(share)}`;
    // One in a short sample is chance.
    if (lost <= 1 && sampleMs < (look.limit.windowMs ?? 0))
      return look.fine({ value: rounded(share, 2), text });
    return look.byNumber(share, text, { share, variant: where }, { sampleMs });
  });
  // Loss on the way to the router explains the loss beyond it, so the router stands first.
  return worstOf(results, look.missing('too little was sent to tell', path('internet.hosts.*.sent')));
}

function judgeSlow({ hosts, sampleMs }: Internet, look: Look): RuleResult {
  const times = hosts.flatMap(({ rttMs }) => (rttMs === null ? [] : [rttMs]));
  if (times.length === 0)
    return look.missing('no site on the internet answered', path('internet.hosts.*.rttMs'));
  const middle = middleOf(times);
  const extra = sampleMs === null ? {} : { sampleMs };
  return look.byNumber(middle, `${rounded(middle, 1)} ms there and back`, { ms: Math.round(middle) }, extra);
}

function judgeUneven({ hosts, sampleMs }: Internet, look: Look): RuleResult {
  const values = hosts.flatMap(({ jitterMs }) => (jitterMs === null ? [] : [jitterMs]));
  if (values.length === 0)
    return look.missing('too little was sent to tell', path('internet.hosts.*.jitterMs'));
  const middle = middleOf(values);
  const text = `answers vary by ${rounded(middle, 1)} ms`;
  return look.byNumber(middle, text, { ms: Math.round(middle) }, { sampleMs: sampleMs ?? 0 });
}

function middleOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

function judgeInternet({ hosts }: Internet, look: Look): RuleResult {
  const asked = hosts.filter((host) => host.connects !== null);
  const failing = asked.filter((host) => host.connects === false);
  if (connects({ hosts, sampleMs: null })) {
    const text = `${asked.length - failing.length} of ${asked.length} sites on the internet answer`;
    return look.fine({ value: asked.length - failing.length, text });
  }
  const area = areaData(look.snapshot, 'connectivity');
  if (area?.proxy?.proxies.some(({ passes }) => passes === true) === true)
    return look.fine({ value: 'proxy', text: 'the internet answers through the proxy' });
  if (failing.length < alsoOf(look.limit, 'hosts'))
    return look.missing('too few sites were asked', path('internet.hosts.*.connects'));
  const gateway = area?.gateway?.gateways ?? [];
  if (!gateway.some(({ answered }) => answered === true))
    return look.missing('the router does not answer either', path('gateway.gateways.*.answered'));
  return look.fired(0, {
    value: 'no answer',
    text: `none of ${failing.length} sites on the internet answers`,
  });
}

function judgePacketSize({ largest, smallPasses, fullPasses }: PartOf<'mtu'>, look: Look): RuleResult {
  if (smallPasses === null || fullPasses === null)
    return look.missing('it is not known which packets pass', path('mtu.fullPasses'));
  if (!smallPasses) return look.missing('pings are not answered', path('mtu.smallPasses'));
  const value = largest ?? (fullPasses ? 1500 : 1228);
  const text = `the largest packet that passes is ${value} bytes`;
  return look.either(!fullPasses, { value, text }, { bytes: value });
}

function judgeCards({ cards, sampleMs }: PartOf<'cards'>, look: Look): RuleResult {
  const real = cards.filter(({ kind }) => kind === 'wired' || kind === 'wifi');
  const results = real.map(({ name, kind, packets, errors, drops }) => {
    if (packets === null || errors === null || drops === null)
      return look.missing('the packets of the network card are not counted', path('cards.cards.*.drops'));
    const share = packets < alsoOf(look.limit, 'fewest') ? 0 : (drops / packets) * 100;
    const text = `${name ?? 'one card'}: ${errors} bad and ${drops} lost of ${packets} packets`;
    const extra = { sampleMs: sampleMs ?? 0 };
    if (errors >= alsoOf(look.limit, 'errors'))
      return look.fired(0, {
        value: errors,
        limit: alsoOf(look.limit, 'errors'),
        text,
        ...extra,
        unit: 'packets',
      });
    if (kind === 'wired') return look.byNumber(share, text, {}, extra);
    const limit = alsoOf(look.limit, 'wifiPercent');
    const levels = look.limit.levels.map((level) => ({ ...level, limit }));
    return look.byNumber(share, text, {}, extra, { ...look.limit, levels });
  });
  if (cards.some(({ kind }) => kind === null))
    return look.missing('the kind of a network card is not known', path('cards.cards.*.kind'));
  return worstOf(results, look.notRelevant('no cable and no Wi-Fi is in use'));
}

function judgeBand({ onSlowBand, fastBandDbm }: PartOf<'bands'>, look: Look): RuleResult {
  if (onSlowBand === null)
    return look.missing('the band of the Wi-Fi is not known', path('bands.onSlowBand'));
  if (!onSlowBand) return look.fine({ value: 'fast', text: 'on a fast band' });
  if (fastBandDbm === null)
    return look.fine({ value: 'slow only', text: '2.4 GHz, and no faster band is near' });
  return look.byNumber(fastBandDbm, `on 2.4 GHz; the same network has 5 GHz at ${fastBandDbm} dBm`);
}

function judgeBothWays({ hasBoth, connects4, connects6 }: PartOf<'ipv6'>, look: Look): RuleResult {
  if (hasBoth === false)
    return look.missing('the test site has only one kind of address', path('ipv6.hasBoth'));
  const cards = areaData(look.snapshot, 'network')?.interfaces;
  const own = cards?.some((card) =>
    card.addresses.some(({ family, scope }) => family === 'ipv6' && scope === 'public'),
  );
  if (own === false) return look.notRelevant('no new kind of address (IPv6) is in use');
  if (connects4 === null || connects6 === null)
    return look.missing('it is not known which kind of address works', path('ipv6.connects6'));
  if (!connects4 && !connects6) return look.missing('the test site does not answer', path('ipv6.connects4'));
  const word = (works: boolean) => (works ? 'works' : 'fails');
  const text = `IPv4 ${word(connects4)}, IPv6 ${word(connects6)}`;
  return look.either(!connects6, { value: connects6 ? 'both' : 'IPv4 only', text });
}

function judgeSpeed({ upMbit, downMbit, sampleMs }: PartOf<'throughput'>, look: Look): RuleResult {
  const both = [
    { value: upMbit, variant: 'up' },
    { value: downMbit, variant: 'down' },
  ];
  const results = both.flatMap(({ value, variant }) => {
    if (value === null) return [];
    const text = `${variant}: ${rounded(value, 1)} Mbit/s`;
    const extra = sampleMs === null ? {} : { sampleMs };
    return [look.byNumber(value, text, { speed: rounded(value, 1), variant }, extra)];
  });
  return worstOf(results, look.missing('the speed was not measured', path('throughput.upMbit')));
}

export const reachRules: readonly Rule[] = [
  partRule('NET-03', 'gateway', judgeGateway),
  partRule('NET-04', 'internet', judgeLoss),
  partRule('NET-05', 'internet', judgeSlow),
  partRule('NET-06', 'internet', judgeUneven),
  partRule('NET-12', 'internet', judgeInternet),
  partRule('NET-15', 'mtu', judgePacketSize),
  partRule('NET-17', 'cards', judgeCards),
  partRule('NET-21', 'bands', judgeBand, { optionalPart: true }),
  partRule('NET-23', 'ipv6', judgeBothWays),
  partRule('NET-28', 'throughput', judgeSpeed),
];
