import type { AreaDataOf } from '../../diagnostics/area-schemas.ts';
import type { NetworkInterface } from '../../diagnostics/network-areas.ts';
import { areaData } from '../../diagnostics/snapshot.ts';
import type { RuleResult } from '../finding.ts';
import type { Look } from '../look.ts';
import { areaRule, type Rule } from '../rule.ts';
import { worstOf } from '../worst.ts';

type Network = AreaDataOf['network'];
const path = (field: string) => `network.interfaces.*.${field}`;
const nameOf = (card: NetworkInterface) => card.name ?? 'one card';

const reaches = ({ scope }: NetworkInterface['addresses'][number]) =>
  scope === 'private' || scope === 'public';
const isLoopback = (card: NetworkInterface) => card.kind === 'loopback';

function judgeConnected({ interfaces }: Network, look: Look): RuleResult {
  const cards = interfaces.filter((card) => !isLoopback(card));
  const connected = cards.filter((card) => card.up !== false && card.addresses.some(reaches));
  const hasDefault = areaData(look.snapshot, 'route')?.hasDefault ?? null;
  if (hasDefault === false) return look.fired(0, { value: 'no default route', text: 'no default route' });
  // a card whose address scope is hidden may well be connected
  if (connected.length === 0 && cards.some((card) => card.addresses.some(({ scope }) => scope === null))) {
    return look.missing('the kind of address is not known', path('addresses.*.scope'));
  }
  if (connected.length === 0)
    return look.fired(0, { value: 'no address', text: 'no network card is up with an address' });
  if (hasDefault === null) return look.missing('the route to the internet is not known', 'route.hasDefault');
  return look.fine({
    value: 'connected',
    text: `${connected.map(nameOf).join(', ')} up, with a default route`,
  });
}

/** The card of the default route; without one, a real card that is up. */
function primaryOf(interfaces: readonly NetworkInterface[]): NetworkInterface | undefined {
  const real = interfaces.filter(({ kind, up }) => (kind === 'wired' || kind === 'wifi') && up === true);
  const hasIpv4 = (card: NetworkInterface) => card.addresses.some(({ family }) => family === 'ipv4');
  return interfaces.find(({ isDefault }) => isDefault === true) ?? real.find(hasIpv4) ?? real[0];
}

function judgeSelfGiven({ interfaces }: Network, look: Look): RuleResult {
  const primary = primaryOf(interfaces);
  if (!primary) return look.notRelevant('no network card is in use');
  const ipv4 = primary.addresses.filter(({ family }) => family === 'ipv4');
  if (ipv4.length === 0)
    return look.missing('the card in use has no IPv4 address', path('addresses.*.family'));
  if (ipv4.some(({ scope }) => scope === null))
    return look.missing('the kind of address is not known', path('addresses.*.scope'));
  const selfGiven = ipv4.every(({ scope }) => scope === 'link-local');
  const text = `${nameOf(primary)}: ${selfGiven ? 'only a self-given address (169.254.x.x)' : 'has an IPv4 address'}`;
  return look.either(selfGiven, { value: selfGiven ? 'link-local' : 'assigned', text });
}

function judgeCable(card: NetworkInterface, look: Look): RuleResult {
  const { speedMbit: speed, maxSpeedMbit: max, fullDuplex } = card;
  if (!speed || !max)
    return look.missing('the speed of the cable is not known', path('speedMbit'), path('maxSpeedMbit'));
  const text = `${nameOf(card)}: ${speed} of ${max} Mbit/s${fullDuplex === false ? ', half duplex' : ''}`;
  if (max < 1000) return look.fine({ value: speed, text });
  if (fullDuplex === false) return look.fired(0, { value: speed, text }, { speed, max });
  return look.byNumber(speed, text, { speed, max });
}

function judgeVpn({ interfaces }: Network, look: Look): RuleResult {
  if (interfaces.length === 0) return look.missing('no network card was listed', 'network.interfaces');
  if (interfaces.some(({ kind }) => kind === null))
    return look.missing('the kind of a network card is not known', path('kind'));
  const vpns = interfaces.filter(
    ({ kind, up, addresses }) => kind === 'vpn' && up !== false && addresses.length > 0,
  );
  const text = vpns.length > 0 ? `${vpns.map(nameOf).join(', ')} is up` : 'none is up';
  return look.either(vpns.length > 0, { value: vpns.length, text });
}

function judgeProxy({ proxySet }: Network, look: Look): RuleResult {
  if (proxySet === null) return look.missing('it is not known whether a proxy is set', 'network.proxySet');
  return look.either(proxySet, {
    value: proxySet ? 'set' : 'none',
    text: proxySet ? 'a proxy or PAC file is set' : 'no proxy',
  });
}

export const networkRules: readonly Rule[] = [
  areaRule('NET-01', 'network', judgeConnected),
  areaRule('NET-02', 'network', judgeSelfGiven),
  areaRule('NET-14', 'network', judgeProxy),
  areaRule('NET-18', 'network', ({ interfaces }, look) => {
    const cabled = interfaces.filter(({ kind, up }) => kind === 'wired' && up === true);
    return worstOf(
      cabled.map((card) => judgeCable(card, look)),
      look.notRelevant('no network cable is in use'),
    );
  }),
  areaRule('NET-22', 'network', judgeVpn),
];
