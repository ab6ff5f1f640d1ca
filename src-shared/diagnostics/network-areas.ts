import { z } from 'zod';
import { choice, count, figure, flag, name, percent, text } from './field-types.ts';

/** An address as text; 45 characters hold every IPv6 form, the rest is room for a zone. */
const address = text(64);

export const networkInterfaceSchema = z.strictObject({
  name,
  kind: choice(['wired', 'wifi', 'vpn', 'mobile', 'bluetooth', 'virtual', 'loopback', 'other']),
  /** Up and, where the system can tell, with a carrier. */
  up: flag,
  mac: name,
  /** The default route goes through it. */
  isDefault: flag,
  /** NET-18: link speed of a wired interface now, and the highest the card can do. */
  speedMbit: figure(0, 1e7),
  maxSpeedMbit: figure(0, 1e7),
  fullDuplex: flag,
  mtu: count,
  /** Bad and lost packets in both directions since the start. */
  errors: count,
  drops: count,
  addresses: z
    .array(
      z.strictObject({
        family: choice(['ipv4', 'ipv6']),
        address,
        prefixLength: figure(0, 128),
        /** Stays when the address itself is hidden. NET-02 needs 'link-local'. */
        scope: choice(['loopback', 'link-local', 'private', 'public']),
      }),
    )
    .max(32),
});
export type NetworkInterface = z.infer<typeof networkInterfaceSchema>;

export const networkSchema = z.strictObject({
  interfaces: z.array(networkInterfaceSchema).max(64),
  dnsServers: z.array(z.strictObject({ address })).max(16),
  /** NET-14: a proxy or PAC file is set; which one is not collected. */
  proxySet: flag,
});

export const routeSchema = z.strictObject({
  /** NET-01: a default route exists, by IPv4 or IPv6. */
  hasDefault: flag,
  interface: name,
  gateway: address,
  gateway6: address,
});

export const wifiConnectionSchema = z.strictObject({
  interface: name,
  ssid: name,
  /** The access point's MAC: it tells the place. */
  bssid: name,
  /** NET-19. */
  signalDbm: figure(-200, 0),
  qualityPercent: percent,
  frequencyMhz: figure(0, 100_000),
  channel: count,
  /** NET-20: the system's words, e.g. "WPA2", "WEP", "none". */
  security: name,
  rateMbit: figure(0, 1e6),
});
export type WifiConnection = z.infer<typeof wifiConnectionSchema>;

export const wifiSchema = z.strictObject({
  connections: z.array(wifiConnectionSchema).max(16),
});
