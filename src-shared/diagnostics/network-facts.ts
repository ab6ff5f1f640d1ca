import type { AreaDataOf } from './area-schemas.ts';
import { fact, joined, type Fact } from './fact.ts';
import { formatValue } from './format-value.ts';
import { known } from './machine-facts.ts';

export function networkFacts(area: AreaDataOf['network']): readonly Fact[] {
  const adapters = area.interfaces
    .filter((entry) => entry.kind !== 'loopback')
    .flatMap((entry) =>
      fact(
        entry.name ?? 'Adapter',
        'network.interfaces.*.up',
        entry.kind,
        entry.up === null ? null : entry.up ? 'connected' : 'not connected',
        entry.isDefault === true && 'used for the internet',
        addresses(entry),
        speed(entry),
        entry.mac,
        (entry.errors ?? 0) > 0 && `${entry.errors} bad packets`,
      ),
    );
  return [
    ...adapters,
    ...fact('DNS', 'network.dnsServers.*.address', ...area.dnsServers.map((server) => server.address)),
    ...fact('Proxy set', 'network.proxySet', known(area.proxySet, 'plain')),
  ];
}

export function routeFacts(area: AreaDataOf['route']): readonly Fact[] {
  return [
    ...fact(
      'Way to the internet',
      'route.hasDefault',
      known(area.hasDefault, 'plain'),
      area.interface && `through ${area.interface}`,
    ),
    ...fact('Router', 'route.gateway', area.gateway, area.gateway6),
  ];
}

export function wifiFacts(area: AreaDataOf['wifi']): readonly Fact[] {
  return area.connections.flatMap((connection) => [
    ...fact('Wi-Fi', 'wifi.connections.*.ssid', connection.ssid, connection.security, connection.bssid),
    ...fact(
      'Signal',
      'wifi.connections.*.signalDbm',
      known(connection.signalDbm, 'dbm'),
      known(connection.qualityPercent, 'percent'),
      band(connection.frequencyMhz),
      connection.channel !== null && `channel ${connection.channel}`,
      known(connection.rateMbit, 'mbit'),
    ),
  ]);
}

type Adapter = AreaDataOf['network']['interfaces'][number];

function addresses(entry: Adapter): string {
  return entry.addresses
    .map(({ address, scope }) => address ?? scope ?? '')
    .filter((part) => part !== '')
    .join(' · ');
}

function speed(entry: Adapter): string | null {
  if (entry.speedMbit === null || entry.speedMbit === 0) return null;
  const duplex = entry.fullDuplex === false ? 'half duplex' : null;
  return joined(formatValue(entry.speedMbit, 'mbit'), duplex);
}

function band(frequencyMhz: number | null): string | null {
  if (frequencyMhz === null) return null;
  if (frequencyMhz < 3000) return '2.4 GHz';
  return frequencyMhz < 5925 ? '5 GHz' : '6 GHz';
}
