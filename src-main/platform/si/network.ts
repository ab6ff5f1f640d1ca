import { getServers } from 'node:dns';
import type { Systeminformation } from 'systeminformation';
import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, unavailable, type Answer } from '../answer.ts';
import { countOf, figureOf, nameOf, percentOf } from '../clean.ts';
import { isVpnName, isWifiName } from '../interface-names.ts';
import type { InterfaceDetails, NetworkDetails } from '../sources.ts';
import { library } from './library.ts';

export async function siNetwork(proxySet: boolean | null): Promise<Answer<NetworkDetails>> {
  const list = await (await library()).networkInterfaces();
  const interfaces = (Array.isArray(list) ? list : [list]).map(interfaceFrom);
  return facts('si.networkInterfaces()', { interfaces, dnsServers: getServers(), proxySet });
}

export function interfaceFrom(entry: Systeminformation.NetworkInterfacesData): InterfaceDetails {
  return {
    name: entry.iface,
    kind: kindOf(entry),
    up: entry.operstate === 'up' ? true : entry.operstate === 'down' ? false : null,
    mac: nameOf(entry.mac),
    speedMbit: figureOf(entry.speed, 1, 1e7),
    maxSpeedMbit: null,
    fullDuplex: entry.duplex === 'full' ? true : entry.duplex === 'half' ? false : null,
    mtu: countOf(entry.mtu),
    errors: null,
    drops: null,
  };
}

function kindOf(entry: Systeminformation.NetworkInterfacesData): InterfaceDetails['kind'] {
  const names = `${entry.iface} ${entry.ifaceName}`;
  if (entry.internal) return 'loopback';
  if (isVpnName(entry.iface) || isVpnName(entry.ifaceName)) return 'vpn';
  if (entry.type === 'wireless' || isWifiName(names)) return 'wifi';
  if (/bluetooth/i.test(names)) return 'bluetooth';
  return entry.virtual ? 'virtual' : entry.type === 'wired' ? 'wired' : 'other';
}

export async function siRoute(): Promise<Answer<AreaDataOf['route']>> {
  const gateway = await (await library()).networkGatewayDefault();
  const v6 = gateway.includes(':');
  return facts('si.networkGatewayDefault()', {
    hasDefault: gateway !== '',
    interface: null,
    gateway: v6 ? null : nameOf(gateway),
    gateway6: v6 ? nameOf(gateway) : null,
  });
}

export async function siWifi(): Promise<Answer<AreaDataOf['wifi']>> {
  const list = await (await library()).wifiConnections();
  if (list.length === 0)
    return unavailable('si.wifiConnections()', 'Wi-Fi is not connected, or the system does not tell');
  return facts('si.wifiConnections()', {
    connections: list.slice(0, 16).map((one) => ({
      interface: nameOf(one.iface),
      // macOS writes this in place of the name unless the app may know where it is.
      ssid: one.ssid === '<redacted>' ? null : nameOf(one.ssid),
      bssid: nameOf(one.bssid),
      signalDbm: figureOf(one.signalLevel, -200, -1),
      qualityPercent: percentOf(one.quality),
      frequencyMhz: figureOf(one.frequency, 1, 100_000),
      channel: countOf(one.channel),
      security: nameOf(Array.isArray(one.security) ? one.security.join(' ') : one.security),
      rateMbit: figureOf(one.txRate, 0, 1e6),
    })),
  });
}
