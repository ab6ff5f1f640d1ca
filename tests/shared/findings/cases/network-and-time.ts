import { rule, type Case } from '../case.ts';
import { cable, NOW, wifi, type AreasPatch } from '../machine.ts';

const net = (...cards: readonly object[]) =>
  ({ network: { interfaces: cards.map((card) => ({ ...cable, ...card })) } }) as AreasPatch;
const linkLocal = [{ family: 'ipv4', address: '169.254.7.7', prefixLength: 16, scope: 'link-local' }];
const air = (change: object) => ({ wifi: { connections: [{ ...wifi, ...change }] } }) as AreasPatch;
const clock = (change: object) => ({ time: change }) as AreasPatch;

export const networkAndTimeCases: readonly Case[] = [
  ...rule(
    'NET-01',
    ['no default route', { route: { hasDefault: false } }, 'critical'],
    ['no card with an address', net({ addresses: [] }), 'critical'],
    ['the card is down', net({ up: false }), 'critical'],
    ['only a link-local address', net({ addresses: linkLocal }), 'critical'],
    ['connected', net({}), 'ok'],
    ['route not known', { route: { hasDefault: null } }, 'unknown'],
    ['kind of address hidden', net({ addresses: [{ ...cable.addresses[0], scope: null }] }), 'unknown'],
  ),
  ...rule(
    'NET-02',
    ['link-local', net({ addresses: linkLocal }), 'high'],
    ['link-local and no default route', net({ addresses: linkLocal, isDefault: false }), 'high'],
    ['an address', net({}), 'ok'],
    ['nothing in use', net({ up: false, isDefault: false }), 'notRelevant'],
    ['kind of address hidden', net({ addresses: [{ ...cable.addresses[0], scope: null }] }), 'unknown'],
  ),
  ...rule(
    'NET-14',
    ['set', { network: { proxySet: true } }, 'info'],
    ['not set', {}, 'ok'],
    ['not known', { network: { proxySet: null } }, 'unknown'],
  ),
  ...rule(
    'NET-18',
    ['100 on a gigabit card', net({ speedMbit: 100 }), 'low'],
    ['101', net({ speedMbit: 101 }), 'ok'],
    ['1000', net({}), 'ok'],
    ['half duplex', net({ fullDuplex: false }), 'low'],
    ['an old card that can do no more', net({ speedMbit: 100, maxSpeedMbit: 100 }), 'ok'],
    ['not told', net({ speedMbit: null }), 'unknown'],
    ['no cable', net({ kind: 'wifi' }), 'notRelevant'],
  ),
  ...rule(
    'NET-19',
    ['-67 dBm', air({ signalDbm: -67 }), 'ok'],
    ['-68', air({ signalDbm: -68 }), 'low'],
    ['-75', air({ signalDbm: -75 }), 'low'],
    ['-76', air({ signalDbm: -76 }), 'medium'],
    ['-85', air({ signalDbm: -85 }), 'medium'],
    ['-86', air({ signalDbm: -86 }), 'high'],
    ['not told', air({ signalDbm: null }), 'unknown'],
    ['no Wi-Fi', { wifi: { connections: [] } }, 'notRelevant'],
  ),
  ...rule(
    'NET-20',
    ['open', air({ security: 'none' }), 'medium'],
    ['an empty word', air({ security: '' }), 'medium'],
    ['WEP', air({ security: 'WEP' }), 'medium'],
    ['the first WPA', air({ security: 'WPA' }), 'medium'],
    ['TKIP', air({ security: 'WPA-Personal (TKIP)' }), 'medium'],
    ['WPA2', air({ security: 'WPA2' }), 'ok'],
    ['WPA and WPA2', air({ security: 'WPA1 WPA2' }), 'ok'],
    ['WPA3', air({ security: 'WPA3(SAE/AES)' }), 'ok'],
    ['not told', air({ security: null }), 'unknown'],
  ),
  ...rule(
    'NET-22',
    ['a VPN is up', net({}, { name: 'tun0', kind: 'vpn', isDefault: false }), 'info'],
    ['a VPN is down', net({}, { name: 'tun0', kind: 'vpn', up: false }), 'ok'],
    ['none', net({}), 'ok'],
    ['kind not known', net({ kind: null }), 'unknown'],
    ['no card listed', net(), 'unknown'],
  ),
  ...rule(
    'TIME-01',
    ['60 s', clock({ offsetMs: 60_000 }), 'ok'],
    ['61 s', clock({ offsetMs: 61_000 }), 'low'],
    ['61 s behind', clock({ offsetMs: -61_000 }), 'low'],
    ['300 s', clock({ offsetMs: 300_000 }), 'low'],
    ['301 s', clock({ offsetMs: 301_000 }), 'high'],
    ['nobody asked', clock({ offsetMs: null }), 'unknown'],
  ),
  ...rule(
    'TIME-02',
    ['not in step', clock({ synchronised: false }), 'low'],
    ['in step', {}, 'ok'],
    ['up for 17 minutes', { ...clock({ synchronised: false }), uptime: { seconds: 17 * 60 } }, 'notRelevant'],
    ['up for longer', { ...clock({ synchronised: false }), uptime: { seconds: 17 * 60 + 1 } }, 'low'],
    ['not told', clock({ synchronised: null }), 'unknown'],
  ),
  ...rule(
    'TIME-03',
    ['built after now', clock({ appBuiltAt: NOW }), 'high'],
    ['built at this moment', clock({ appBuiltAt: NOW - 1000 }), 'ok'],
    ['built before', clock({}), 'ok'],
  ),
];
