import { getServers } from 'node:dns';
import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, type Answer } from '../answer.ts';
import { countOf, figureOf, nameOf } from '../clean.ts';
import { isVpnName } from '../interface-names.ts';
import type { InterfaceDetails, NetworkDetails, SourceTools } from '../sources.ts';
import type { SystemFiles } from '../system-files.ts';
import { keyValues, words } from './parse-text.ts';

const folder = '/sys/class/net';

/** Plain files only: the library's function runs five synchronous commands an interface. */
export async function linuxNetwork(tools: SourceTools): Promise<Answer<NetworkDetails>> {
  const { files } = tools;
  const names = (await files.list(folder)).filter(
    (name) => !/^(?:ifb|bonding_masters|dummy|veth)/.test(name),
  );
  const counters = parseNetDev((await files.text('/proc/net/dev')) ?? '');
  const interfaces = await Promise.all(
    names.slice(0, 256).map((name) => describe(files, name, counters.get(name))),
  );
  return facts(`${folder}, /proc/net/dev`, {
    interfaces,
    dnsServers: await dnsServers(files),
    proxySet: await proxySet(tools),
  });
}

async function describe(
  files: SystemFiles,
  name: string,
  counter: Counters | undefined,
): Promise<InterfaceDetails> {
  const read = async (file: string) => (await files.text(`${folder}/${name}/${file}`))?.trim() ?? null;
  const [state, speed, duplex, mtu, mac] = await Promise.all(
    ['operstate', 'speed', 'duplex', 'mtu', 'address'].map(read),
  );
  const kind = await kindOf(files, name);
  return {
    name,
    kind,
    up: state === 'up' ? true : state === 'unknown' || state === null ? null : false,
    mac: nameOf(mac),
    speedMbit: figureOf(speed, 1, 1e7), // -1 without a cable
    maxSpeedMbit: null, // only ethtool knows
    fullDuplex: duplex === 'full' ? true : duplex === 'half' ? false : null,
    mtu: countOf(mtu),
    errors: counter?.errors ?? null,
    drops: counter?.drops ?? null,
  };
}

async function kindOf(files: SystemFiles, name: string): Promise<InterfaceDetails['kind']> {
  const at = `${folder}/${name}`;
  const [type, event, entries] = await Promise.all([
    files.text(`${at}/type`),
    files.text(`${at}/uevent`),
    files.list(at),
  ]);
  const has = (entry: string) => entries.includes(entry);
  const deviceType = keyValues(event ?? '').get('DEVTYPE');
  if (type?.trim() === '772') return 'loopback';
  if (has('wireless') || has('phy80211') || deviceType === 'wlan') return 'wifi';
  if (deviceType === 'wwan') return 'mobile';
  if (deviceType === 'bluetooth') return 'bluetooth';
  if (deviceType === 'wireguard' || has('tun_flags') || isVpnName(name)) return 'vpn';
  if (has('bridge') || !has('device')) return /^(?:eth|en)/.test(name) ? 'wired' : 'virtual';
  return type?.trim() === '1' ? 'wired' : 'other';
}

interface Counters {
  /** In both directions. */
  readonly packets: number;
  readonly errors: number;
  readonly drops: number;
  readonly received: number;
  readonly sent: number;
}

/** /proc/net/dev; a name may hold anything but "/" and white space, and the line is cut at its first colon from the right. */
export function parseNetDev(text: string): ReadonlyMap<string, Counters> {
  const counters = new Map<string, Counters>();
  for (const line of text.split('\n').slice(2)) {
    const match = /^\s*(\S.*?):\s*((?:\d+\s+){15}\d+)\s*$/.exec(line);
    if (!match?.[1] || !match[2]) continue;
    const [received = 0, inPackets = 0, inErrors = 0, inDrops = 0, ...rest] = words(match[2]).map(Number);
    const [sent = 0, outPackets = 0, outErrors = 0, outDrops = 0] = rest.slice(4);
    counters.set(match[1], {
      packets: inPackets + outPackets,
      errors: inErrors + outErrors,
      drops: inDrops + outDrops,
      received,
      sent,
    });
  }
  return counters;
}

/** The resolvers really used: behind the local stub of systemd-resolved stand others. */
async function dnsServers(files: SystemFiles): Promise<readonly string[]> {
  const behindStub = await files.text('/run/systemd/resolve/resolv.conf');
  const listed = [...(behindStub ?? '').matchAll(/^nameserver\s+(\S+)/gm)].map((match) => match[1] ?? '');
  return listed.length > 0 ? listed : getServers();
}

async function proxySet({ env, run, signal }: SourceTools): Promise<boolean | null> {
  if (
    ['http_proxy', 'https_proxy', 'all_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'].some(
      (name) => env[name],
    )
  )
    return true;
  if (!env['DBUS_SESSION_BUS_ADDRESS']) return null;
  const outcome = await run('gsettings', ['get', 'org.gnome.system.proxy', 'mode'], {
    limitMs: 1000,
    signal,
  });
  if (outcome.status !== 'ok' || outcome.code !== 0) return null;
  return outcome.text.trim() !== "'none'";
}

/** The default route by IPv4 and IPv6, from the kernel's tables. */
export async function linuxRoute({ files }: SourceTools): Promise<Answer<AreaDataOf['route']>> {
  const [v4, v6] = await Promise.all([files.text('/proc/net/route'), files.text('/proc/net/ipv6_route')]);
  return facts('/proc/net/route', parseRoutes(v4 ?? '', v6 ?? ''));
}

export function parseRoutes(v4: string, v6: string): AreaDataOf['route'] {
  const rows = v4
    .split('\n')
    .slice(1)
    .map(words)
    .filter((row) => row[1] === '00000000' && isUp(row[3]));
  const best = rows.sort((a, b) => Number(a[6]) - Number(b[6]))[0];
  const row6 = v6
    .split('\n')
    .map(words)
    .find(
      (row) => row[0] === '0'.repeat(32) && row[1] === '00' && row[9] !== 'lo' && !/^0+$/.test(row[4] ?? '0'),
    );
  return {
    hasDefault: best !== undefined || row6 !== undefined,
    interface: nameOf(best?.[0] ?? row6?.[9]),
    gateway: best?.[2] && best[2] !== '00000000' ? littleEndianIpv4(best[2]) : null,
    gateway6: row6?.[4] ? groupedIpv6(row6[4]) : null,
  };
}

function isUp(flags: string | undefined): boolean {
  return (Number.parseInt(flags ?? '0', 16) & 1) === 1;
}

function littleEndianIpv4(hex: string): string {
  return (hex.match(/../g) ?? [])
    .map((pair) => Number.parseInt(pair, 16))
    .reverse()
    .join('.');
}

function groupedIpv6(hex: string): string {
  const groups = (hex.match(/..../g) ?? []).map((group) => group.replace(/^0+(?=.)/, ''));
  return groups.join(':').replace(/(?:^|:)(?:0:)+0(?::|$)|(?:^|:)0(?::0)+(?::|$)/, '::');
}
